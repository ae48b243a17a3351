// The words of the text: characters (code points, as records count them) <-> places in the page, and selecting words by
// keyboard. The text in the page is the document's, character by character; JavaScript counts UTF-16 units.
export const text = () => document.querySelector("#work .text");

const points = (string) => { let count = 0; for (const _ of string) count += 1; return count; };

function units(string, wanted) {
  let at = 0;
  for (let left = wanted; left > 0 && at < string.length; left -= 1) at += string.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

function between(a, b) {
  const walker = document.createTreeWalker(text(), NodeFilter.SHOW_TEXT);
  const range = new Range();
  let at = 0, begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const next = at + node.length;
    if (!begun && a < next) { range.setStart(node, a - at); begun = true; }
    if (begun && b <= next) { range.setEnd(node, b - at); return range; }
    at = next;
  }
  return null;
}

// The place of the characters start…end.
export function rangeOf(start, end) {
  const content = text().textContent;
  return between(units(content, start), units(content, end));
}

// The UTF-16 offset of a place in the page.
function unitsTo(node, offset) {
  const before = new Range();
  before.setStart(text(), 0);
  before.setEnd(node, offset);
  return before.toString().length;
}

// The character at a place; null outside the text.
export function characterAt(node, offset) {
  return text()?.contains(node) ? points(text().textContent.slice(0, unitsTo(node, offset))) : null;
}

// What is selected of the text, without blanks at its ends: start, end (characters), quote, range; null for nothing.
export function selected() {
  const selection = getSelection(), whole = text();
  if (!whole || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0).cloneRange();
  if (!range.intersectsNode(whole)) return null;
  if (!whole.contains(range.startContainer)) range.setStart(whole, 0);
  if (!whole.contains(range.endContainer)) range.setEnd(whole, whole.childNodes.length);
  const content = whole.textContent;
  let a = unitsTo(range.startContainer, range.startOffset), b = unitsTo(range.endContainer, range.endOffset);
  while (a < b && /\s/.test(content[a])) a += 1;
  while (b > a && /\s/.test(content[b - 1])) b -= 1;
  if (a === b) return null;
  const start = points(content.slice(0, a)), quote = content.slice(a, b);
  return { start, end: start + points(quote), quote, range: between(a, b) };
}

// Shows a place under a name of the style sheet ("here", "words"); null: nowhere.
export function show(name, range) {
  if (!globalThis.CSS?.highlights) return;
  if (range) CSS.highlights.set(name, new Highlight(range));
  else CSS.highlights.delete(name);
}

// Scrolls the text, not the page, so that a place is seen.
export function reveal(range) {
  const pane = text().closest(".rv-pane");
  if (!range || !pane) return;
  const place = range.getBoundingClientRect(), frame = pane.getBoundingClientRect();
  if (place.top < frame.top + 48 || place.bottom > frame.bottom - 24) {
    pane.scrollTo({ top: pane.scrollTop + place.top - frame.top - pane.clientHeight / 3, behavior: "instant" });
  }
}

// --- selecting by keyboard: a…b in UTF-16 units, on edges of words
let mode = null;
export const selecting = () => mode !== null;

function cut(granularity) {
  const whole = text();
  const content = whole.textContent.replace(/(?<![\n\r])\r?\n(?![\n\r])/g, (line) => " ".repeat(line.length));
  const parts = [...new Intl.Segmenter(whole.lang || "en", { granularity }).segment(content)];
  return parts.filter((p) => granularity !== "word" || p.isWordLike).map((p) => [p.index, p.index + p.segment.length]);
}

// Begins at the first word from a character on.
export function begin(start) {
  const words = cut("word"), from = units(text().textContent, start);
  const first = words.find(([a]) => a >= from) ?? words[0];
  if (!first) return;
  mode = { words, sentences: cut("sentence"), a: first[0], b: first[1] };
  select();
}

export function end() {
  mode = null;
}

function select() {
  const range = between(mode.a, mode.b);
  getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  reveal(range);
}

function step(key, shift, alt) {
  const { words, sentences, a, b } = mode, content = text().textContent;
  const next = words.find(([start]) => start >= b), previous = words.findLast(([, stop]) => stop <= a);
  const inside = words.findLast(([start, stop]) => stop < b && start >= a);
  if (alt && shift) {
    const back = content.codePointAt(b - 2) > 0xffff ? 2 : 1, on = content.codePointAt(b) > 0xffff ? 2 : 1;
    return [a, key === "ArrowRight" ? Math.min(content.length, b + on) : Math.max(a + 1, b - back)];
  }
  if (key === "ArrowRight") return shift ? [a, next?.[1] ?? b] : next ?? [a, b];
  if (key === "ArrowLeft" && shift) return inside ? [a, inside[1]] : [previous?.[0] ?? a, b];
  if (key === "ArrowLeft") return previous ?? [a, b];
  if (key === "ArrowDown" && shift) {
    const last = sentences.map(([, stop]) => words.findLast(([start]) => start < stop)?.[1] ?? 0).find((stop) => stop > b);
    return [a, last ?? b];
  }
  const begins = sentences.map(([start]) => words.find(([from]) => from >= start)).filter(Boolean);
  if (key === "ArrowDown") return begins.find(([start]) => start > a) ?? [a, b];
  return begins.findLast(([start]) => start < a) ?? [a, b];
}

// Takes a key while selecting; false where it is for others.
export function takes(event) {
  if (!mode || !event.key.startsWith("Arrow") || event.ctrlKey || event.metaKey) return false;
  [mode.a, mode.b] = step(event.key, event.shiftKey, event.altKey);
  select();
  return true;
}
