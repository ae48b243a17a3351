// What the pages can do beyond forms and links. Everything works without it, but for pasting without a button,
// dropping, copying and filtering by words.
document.documentElement.classList.add("js");

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// --- reading: paste, drop, submit -> the record appears below, without a new page
const paste = one("form.paste");
const result = one("#result");
let asking = null;

async function send(form, changed) {
  const data = new FormData(form);
  for (const [name, value] of Object.entries(changed ?? {})) data.set(name, value);
  asking?.abort();
  asking = new AbortController();
  result.classList.add("busy");
  result.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Part": "1" }, signal: asking.signal });
    result.innerHTML = await answer.text();
    form.classList.toggle("used", answer.ok);
    one("#start-help")?.classList.toggle("hidden", answer.ok);
    one("h2, [role=alert]", result)?.focus?.();
    result.scrollIntoView({ block: "start" });
  } catch (error) {
    if (error.name === "AbortError") return;
    result.innerHTML = '<div class="notice bad" role="alert"><p>The reading room does not answer.</p><p>Look whether it still runs, and try again; your text is still above.</p></div>';
  }
  result.classList.remove("busy");
  result.removeAttribute("aria-busy");
}

if (paste) {
  const words = one("textarea", paste);
  paste.addEventListener("submit", (event) => {
    if (event.submitter?.name === "keep") return;
    event.preventDefault();
    send(paste);
  });
  words.addEventListener("paste", () => setTimeout(() => words.value.trim().length > 80 && send(paste, { address: "", file: "" })));
  one("input[type=file]", paste).addEventListener("change", (event) => event.target.files.length && send(paste));
  const over = (event) => { if (event.dataTransfer?.types.includes("Files")) { event.preventDefault(); document.body.classList.add("dragging"); } };
  document.addEventListener("dragover", over);
  document.addEventListener("dragleave", (event) => event.relatedTarget || document.body.classList.remove("dragging"));
  document.addEventListener("drop", (event) => {
    document.body.classList.remove("dragging");
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    const held = new DataTransfer();
    held.items.add(file);
    one("input[type=file]", paste).files = held.files;
    send(paste);
  });
}

// --- from words back to the value that came from them
function back(mark) {
  const link = all(`a[href="#${CSS.escape(mark.id)}"]`).find((found) => !found.closest(".text"));
  if (!link) return false;
  link.focus({ preventScroll: true });
  link.scrollIntoView({ block: "nearest" });
  return true;
}
document.addEventListener("click", (event) => {
  const mark = event.target.closest(".room .text [id]");
  if (mark && getSelection().isCollapsed) back(mark);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches(".room .text [id]") && back(event.target)) event.preventDefault();
});

// --- copying a citation
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const text = button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
    say(button, "Copied");
  } catch {
    const shown = button.closest("details")?.querySelector(".citation");
    if (shown) getSelection().selectAllChildren(shown);
    say(button, "Press Ctrl+C");
  }
});

function say(button, words) {
  button.dataset.label ??= button.textContent;
  button.textContent = words;
  const live = one("#live");
  if (live) live.textContent = words;
  setTimeout(() => (button.textContent = button.dataset.label), 1800);
}

// --- filtering a list by words
document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-filter]");
  if (!field) return;
  const asked = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let left = 0;
  for (const item of all(field.dataset.filter)) {
    const shows = asked.every((word) => item.textContent.toLowerCase().includes(word));
    item.hidden = !shows;
    left += shows;
  }
  const live = one("#live");
  if (live) live.textContent = `${left} shown`;
});

// --- forms that go off when something is chosen
document.addEventListener("change", (event) => event.target.closest("[data-go]")?.form.requestSubmit());

// --- the keyboard: / to search
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
  const field = one("[data-search]");
  if (field) { event.preventDefault(); field.focus(); field.select(); }
});
