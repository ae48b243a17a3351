// The button that prints the briefing.
document.querySelector("[data-print]")?.addEventListener("click", () => print());
