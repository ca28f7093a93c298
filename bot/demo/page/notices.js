// What the bot says beside its messages: that it is typing, a word about a tap, a notice to be closed.

import { made } from "./message.js";

const TOAST_MS = 6000;
const TYPING_MS = 5500;

export class Notices {
  constructor(column) {
    this.column = column;
    this.log = column.querySelector(".log");
    this.toastPlace = column.querySelector(".toast");
    this.alertPlace = column.querySelector(".alert-place");
    this.typingLine = column.querySelector(".typing");
  }

  clear() {
    this.alertPlace.replaceChildren();
    this.toastPlace.replaceChildren();
    this.typing(false);
  }

  typing(on) {
    clearTimeout(this.typingTimer);
    this.typingLine.hidden = !on;
    if (on) this.typingTimer = setTimeout(() => this.typing(false), TYPING_MS);
  }

  // notice: {text, alert}; one without text only ends the waiting of a button.
  show(notice) {
    if (!notice?.text) return;
    if (notice.alert) {
      this.alert(notice.text);
      return;
    }
    clearTimeout(this.toastTimer);
    const words = made("p", "", notice.text);
    words.dir = "auto";
    this.toastPlace.replaceChildren(words);
    this.toastTimer = setTimeout(() => this.toastPlace.replaceChildren(), TOAST_MS);
  }

  // The other phones stay usable: the dialog belongs to this one, and takes the focus only from within it.
  alert(text) {
    const before = this.column.contains(document.activeElement) ? document.activeElement : null;
    const box = made("div", "alert");
    const words = made("p", "", text);
    const button = made("button", "primary", "OK");
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-label", "Notice from the bot");
    words.setAttribute("role", "alert");
    words.dir = "auto";
    button.type = "button";
    const close = () => {
      box.remove();
      if (before) (before.isConnected ? before : this.log).focus();
    };
    button.addEventListener("click", close);
    box.addEventListener("keydown", (event) => event.key === "Escape" && close());
    box.append(words, button);
    this.alertPlace.replaceChildren(box);
    if (before) button.focus();
  }
}
