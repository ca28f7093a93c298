// A small panel that a button opens: Escape or a press outside closes it, arrow keys walk through it.

export function popup(button, panel, onOpen = () => {}) {
  panel.id = panel.id || `popup-${crypto.randomUUID()}`;
  button.setAttribute("aria-controls", panel.id);

  const buttons = () => [...panel.querySelectorAll("button:not([hidden]):not(:disabled)")];
  const close = () => {
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
  };
  const open = () => {
    panel.hidden = false;
    button.setAttribute("aria-expanded", "true");
  };
  const focusFirst = () => buttons()[0]?.focus();

  button.addEventListener("click", () => {
    if (!panel.hidden) return close();
    onOpen();
    open();
    return focusFirst();
  });
  panel.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = buttons();
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length]?.focus();
  });
  panel.parentElement.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    event.stopPropagation();
    close();
    button.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!panel.parentElement.contains(event.target)) close();
  });
  panel.parentElement.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !panel.parentElement.contains(event.relatedTarget)) close();
  });
  return { open, close, focusFirst };
}
