// Reviewing without the mouse and without new pages. All of it also works by the links, forms and buttons of the page.
const words = await import(document.getElementById("words-js").src);

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const work = one("#work"), pick = one("#pick"), keys = one("#keys");
const { id, more } = work.dataset;
const form = () => one("form.rv-correct", work);
const item = (name) => document.getElementById(name);
const say = (message) => { one("#live").textContent = message; };
const FIELDS = "input, textarea, select, [contenteditable]";
let here = null, putInto = null;

// --- the values: one of them is here; its words are shown in the text
function stops() {
  return all(".rv-item > a.rv-open, details.rv-part > summary", work).filter((stop) => stop.getClientRects().length);
}

function go(step, group = false) {
  const every = stops(), now = every.findIndex((stop) => stop.parentElement.id === here);
  let at = now < 0 ? (step > 0 ? 0 : every.length - 1) : now + step;
  if (group && now >= 0) {
    const part = (stop) => stop.closest(".rv-part");
    while (every[at] && part(every[at]) === part(every[now])) at += step;
    while (step < 0 && every[at - 1] && part(every[at - 1]) === part(every[at])) at -= 1;
  }
  every[Math.max(0, Math.min(at, every.length - 1))]?.focus({ preventScroll: true });
}

function arrive(stop) {
  for (const other of all("[aria-current=true]", work)) other.removeAttribute("aria-current");
  here = stop.parentElement.id;
  stop.setAttribute("aria-current", "true");
  stop.scrollIntoView({ block: "nearest", behavior: "instant" });
  const { start, end } = stop.parentElement.dataset;
  const range = start === undefined ? null : words.rangeOf(Number(start), Number(end));
  words.show("here", range);
  words.reveal(range);
}

document.addEventListener("focusin", (event) => {
  const stop = event.target.closest(".rv-item > a.rv-open, details.rv-part > summary");
  if (stop && work.contains(stop)) arrive(stop);
  if (event.target.matches("[data-words]")) putInto = event.target;
});

function itemAt(character) {
  const size = (row) => row.dataset.end - row.dataset.start;
  const found = all(".rv-item[data-start]", work).filter((row) => row.dataset.start <= character && character < row.dataset.end);
  return found.filter((row) => row.getClientRects().length).sort((a, b) => size(a) - size(b))[0];
}

// --- forms: fetched into the page, one at a time
const isDirty = () => form()?.dataset.dirty === "1";
const mayLeave = () => !isDirty() || confirm("Leave what you changed in the open form?");

function close(force = false) {
  const open = form();
  if (!open) return true;
  if (!force && !mayLeave()) return false;
  const slot = open.parentElement;
  open.remove();
  one("[data-add]", slot)?.removeAttribute("hidden");
  words.show("words", null);
  putInto = null;
  one("a.rv-open, [data-add]", slot)?.focus({ preventScroll: true });
  return true;
}

async function fetched(query) {
  try {
    const answer = await fetch(`/review/${id}/form?${query}${more ? `&${more}` : ""}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = one("form.rv-correct", page);
    if (found) one("[name=seen]", found).value = one("#confirm [name=seen]").value;
    else say("That value is not there any more.");
    return found;
  } catch {
    say("The reading room does not answer.");
    return null;
  }
}

async function open(query, slot) {
  if (!close()) return null;
  const made = await fetched(query);
  if (!made || !slot) return null;
  one("[data-add]", slot)?.setAttribute("hidden", "");
  slot.append(made);
  one("input:not([type=hidden]), textarea, select", made)?.focus({ preventScroll: true });
  made.scrollIntoView({ block: "nearest", behavior: "instant" });
  return made;
}

async function addFrom(part, found) {
  pick.hidden = true;
  words.end();
  const made = await open(`add=${part}`, item(`add-${part}`));
  if (!made) return;
  if (found) put(made, found);
  const rest = all("input:not([type=hidden], [data-start]), textarea, select", made).find((field) => !field.matches("[data-words]"));
  rest?.focus();
}

function put(into, found) {
  const main = one("[data-main]", into);
  const target = putInto && into.contains(putInto) ? putInto : main ?? one("[data-words]", into);
  if (!target) return;
  target.value = found.quote;
  target.rows = Math.min(7, 1 + Math.floor(found.quote.length / 52));
  const start = one("[data-start]", into);
  if (start && target.name !== "condition") start.value = found.start;
  into.dataset.dirty = "1";
  words.show("words", found.range);
  say(`Put into the form: ${found.quote}`);
}

// --- saving: the changing part of the page comes back
function replace(html, at, isDone) {
  const scrolls = all(".rv-pane", work).map((pane) => pane.scrollTop);
  const folded = new Map(all("details[id]", work).map((details) => [details.id, details.open]));
  const unticked = all(".legend input", work).map((box) => box.checked);
  work.innerHTML = html;
  all(".rv-pane", work).forEach((pane, n) => { pane.scrollTop = scrolls[n] ?? 0; });
  all(".legend input", work).forEach((box, n) => { box.checked = unticked[n] ?? box.checked; });
  for (const [name, open] of folded) if (item(name) && open) item(name).open = true;
  words.show("words", null);
  words.show("here", null);
  putInto = null;
  const alert = one("[role=alert]", work);
  const stop = item(at) && (one(":scope > a.rv-open", item(at)) ?? item(at));
  if (!isDone && alert) {
    if (stop?.matches?.("a.rv-open")) arrive(stop);
    alert.focus(); alert.scrollIntoView({ block: "nearest" });
  }
  else if (at === "decisions") one(".rv-item > a.rv-open", item(here) ?? work)?.focus({ preventScroll: true });
  else stop?.focus({ preventScroll: true });
  say(isDone ? one("#said").textContent.trim() : alert?.textContent.trim() ?? "");
}

async function post(sent, fields) {
  work.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(sent.getAttribute("action"), { method: "POST", body: fields, headers: { "X-Part": "1" } });
    const html = await answer.text();
    if (answer.headers.has("x-at")) replace(html, answer.headers.get("x-at"), answer.ok);
    else failed(answer.status === 401 ? "You are not logged in any more. Log in in another window, then save again." : `It was not kept: the reading room answered ${answer.status}.`);
  } catch {
    failed("It was not kept: the reading room does not answer. What you gave is still in the form.");
  }
  work.removeAttribute("aria-busy");
}

function failed(message) {
  const notice = document.createElement("div");
  notice.className = "notice bad";
  notice.setAttribute("role", "alert");
  notice.textContent = message;
  one("#said").replaceChildren(notice);
  (form() ?? one("#bar")).scrollIntoView({ block: "nearest" });
  say(message);
}

document.addEventListener("submit", (event) => {
  const sent = event.target;
  if (!work.contains(sent)) return;
  if (sent !== form() && !mayLeave()) { event.preventDefault(); return; }
  if (!sent.matches("[data-part]")) { if (form()) form().dataset.dirty = ""; return; }
  event.preventDefault();
  post(sent, new URLSearchParams(new FormData(sent, event.submitter)));
});

async function takeOut() {
  const row = item(here);
  if (!row?.matches(".rv-item") || !mayLeave()) return;
  const made = (form() && row.contains(form()) ? form() : null) ?? (await fetched(`open=${here}`));
  if (!made || !one("[value=remove]", made)) return say("This can only be corrected.");
  const fields = new URLSearchParams(new FormData(made));
  fields.set("do", "remove");
  await post(made, fields);
}

// --- words that were selected
function offer(found, byKey) {
  pick.hidden = false;
  const place = found.range.getBoundingClientRect();
  const left = Math.max(8, Math.min(place.left, innerWidth - pick.offsetWidth - 8));
  const under = place.bottom + 6 + pick.offsetHeight < innerHeight;
  pick.style.left = `${left + scrollX}px`;
  pick.style.top = `${(under ? place.bottom + 6 : Math.max(8, place.top - pick.offsetHeight - 6)) + scrollY}px`;
  if (byKey) one("button", pick).focus({ preventScroll: true });
}

function take(byKey) {
  const found = words.selected();
  if (!found) return byKey && say("Select words in the text first; v selects them by keyboard.");
  const open = form();
  if (open && one("[data-words]", open)) {
    words.end();
    put(open, found);
    if (byKey) (putInto && open.contains(putInto) ? putInto : one("[data-words]", open)).focus();
  } else offer(found, byKey);
}

let chosen = null;
document.addEventListener("mousedown", (event) => { if (!pick.contains(event.target)) pick.hidden = true; });
document.addEventListener("mouseup", (event) => {
  if (!words.text()?.contains(event.target) && !words.selected()) return;
  if (pick.contains(event.target) || event.target.closest("form, button, .review-values")) return;
  setTimeout(() => {
    if (words.selected()) return take(false);
    const selection = getSelection();
    const at = selection.focusNode && words.characterAt(selection.focusNode, selection.focusOffset);
    const row = at === null || at === undefined ? null : itemAt(at);
    if (row && words.text().contains(event.target)) one("a.rv-open", row).focus({ preventScroll: true });
  });
});
let touched = false, waiting = 0;
document.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; });
document.addEventListener("selectionchange", () => {
  clearTimeout(waiting);
  if (touched) waiting = setTimeout(() => words.selected() && take(false), 600);
});
pick.addEventListener("pointerdown", () => { chosen = words.selected(); });
pick.addEventListener("click", (event) => {
  const button = event.target.closest("[data-pick]");
  if (button) addFrom(button.dataset.pick, words.selected() ?? chosen);
});

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest("[data-open], [data-add], [data-close]");
  if (!link || !work.contains(link)) return;
  event.preventDefault();
  if (link.dataset.open && form()?.dataset.of === link.dataset.open) close();
  else if (link.dataset.open) open(`open=${link.dataset.open}`, link.parentElement);
  else if (link.dataset.add) addFrom(link.dataset.add, words.selected());
  else close();
});
document.addEventListener("input", (event) => {
  const open = event.target.closest("form.rv-correct");
  if (open) open.dataset.dirty = "1";
});
addEventListener("beforeunload", (event) => isDirty() && event.preventDefault());

// --- keys
const KEYS = {
  j: () => go(1), ArrowDown: () => go(1), k: () => go(-1), ArrowUp: () => go(-1), J: () => go(1, true), K: () => go(-1, true),
  x: takeOut, a: () => take(true), v: () => words.begin(Number(item(here)?.dataset.start ?? 0)),
  u: () => one("#undo") ? one("#undo").requestSubmit() : say("Nothing of yours is left to undo here."),
  c: () => one("#confirm").requestSubmit(), n: () => one("[rel=next]", work)?.click(), p: () => one("[rel=prev]", work)?.click(),
  s: () => one("#q").focus(), "?": () => keys.showModal(),
};
const stored = { get: () => { try { return localStorage.getItem("review-keys"); } catch { return null; } } };
one("#keys-on").checked = stored.get() !== "off";
one("#keys-on").addEventListener("change", (event) => {
  try { localStorage.setItem("review-keys", event.target.checked ? "on" : "off"); } catch { /* it holds for this page then */ }
});
document.addEventListener("click", (event) => event.target.closest("#show-keys") && keys.showModal());

function menuKey(event) {
  const buttons = all("button", pick), now = buttons.indexOf(document.activeElement);
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (event.key >= "1" && event.key <= String(buttons.length)) buttons[event.key - 1].click();
  else if (step && now >= 0) buttons[(now + step + buttons.length) % buttons.length].focus();
  else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  if (keys.open || event.isComposing) return;
  const inField = event.target.closest(FIELDS), plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key === "Escape") {
    if (!pick.hidden || words.selecting()) { pick.hidden = true; words.end(); getSelection().removeAllRanges(); }
    else if (form()) close();
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form()) {
    form().requestSubmit(one("button.main", form()));
  } else if (inField) return;
  else if (!pick.hidden && plain && menuKey(event)) { /* done */ }
  else if (pick.hidden && words.takes(event)) { /* done */ }
  else if (event.key === "Enter" && words.selecting() && pick.hidden) take(true);
  else if (event.key === "Enter" && event.target.closest(".text .st")) {
    const row = itemAt(words.characterAt(event.target, 0));
    if (row) one("a.rv-open", row).focus({ preventScroll: true });
  } else if (plain && one("#keys-on").checked && KEYS[event.key] && !(event.shiftKey && event.key.startsWith("Arrow"))) KEYS[event.key]();
  else return;
  event.preventDefault();
});

const first = location.hash.length > 1 && one(`.rv-item[id="${CSS.escape(location.hash.slice(1))}"] > a.rv-open`, work);
if (first && form()) arrive(first);
else if (first) first.focus({ preventScroll: true });
one("[role=alert]", work)?.focus();
