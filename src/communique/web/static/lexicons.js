// The form "This is wrong": brackets around the selected words, in place of those that stand there.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-bracket]");
  if (!button) return;
  const field = document.getElementById(button.dataset.bracket);
  const plain = (text) => text.replace(/[[\]]/g, "");
  let { selectionStart: start, selectionEnd: end, value } = field;
  while (start < end && /\s/.test(value[start])) start += 1;
  while (end > start && /\s/.test(value[end - 1])) end -= 1;
  const words = plain(value.slice(start, end));
  const live = document.querySelector("#live");
  if (!words) {
    if (live) live.textContent = "Select the words first";
    field.focus();
    return;
  }
  const before = plain(value.slice(0, start));
  field.value = `${before}[${words}]${plain(value.slice(end))}`;
  field.focus();
  field.setSelectionRange(before.length + 1, before.length + 1 + words.length);
  if (live) live.textContent = `Marked: ${words}`;
});
