// Where a person writes: text, commands, a file, and the correction of what was sent.

import { made } from "./message.js";
import { popup } from "./popup.js";

// actions: {type(text), edit(messageId, text), file(file, caption)}; each returns a promise of success.
export class Composer {
  constructor(form, actions) {
    this.form = form;
    this.actions = actions;
    this.text = form.querySelector(".text");
    this.file = form.querySelector(".file");
    this.note = form.querySelector(".composer-note");
    this.commandPanel = form.querySelector(".commands-popup");
    this.commands = [];
    this.editing = null;
    this.popup = popup(form.querySelector(".commands-button"), this.commandPanel, () => this.listCommands(""));
    this.listenToEverything();
  }

  listenToEverything() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.text.addEventListener("input", () => this.changed());
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.form.querySelector(".attach-button").addEventListener("click", () => this.file.click());
    this.file.addEventListener("change", () => this.showNote());
    this.form.querySelector(".composer-note-close").addEventListener("click", () => {
      if (this.editing) this.text.value = "";
      this.reset();
      this.text.focus();
    });
  }

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "ArrowDown" && !this.commandPanel.hidden) {
      event.preventDefault();
      this.popup.focusFirst();
    } else if (event.key === "Escape") {
      this.popup.close();
    }
  }

  async submit() {
    const text = this.text.value.trim();
    const file = this.file.files[0];
    const editing = this.editing;
    if (!text && !file) return;
    const kept = this.text.value;
    this.text.value = "";
    this.changed();
    const sent = await this.sendOne(text, file, editing);
    if (sent) this.reset();
    else if (!this.text.value) this.text.value = kept;
    this.fit();
  }

  sendOne(text, file, editing) {
    if (editing) return this.actions.edit(editing, text);
    if (file) return this.actions.file(file, text);
    return this.actions.type(text);
  }

  reset() {
    this.editing = null;
    this.file.value = "";
    this.showNote();
    this.fit();
  }

  edit(message) {
    this.file.value = "";
    this.editing = message.id;
    this.write(message.text || "");
    this.showNote();
  }

  write(text) {
    this.text.value = text;
    this.fit();
    this.text.focus();
    this.text.setSelectionRange(text.length, text.length);
  }

  showNote() {
    const file = this.file.files[0];
    const words = this.editing ? "Editing your last message" : file ? file.name : "";
    this.note.hidden = !words;
    this.note.querySelector(".composer-note-text").textContent = words;
    if (file) this.text.focus();
  }

  changed() {
    this.fit();
    const typed = this.text.value;
    if (/^\/\w*$/.test(typed) && this.listCommands(typed.slice(1))) this.popup.open();
    else this.popup.close();
  }

  fit() {
    this.text.style.height = "auto";
    this.text.style.height = `${this.text.scrollHeight}px`;
  }

  listCommands(beginning) {
    const fitting = this.commands.filter(({ command }) => command.startsWith(beginning.toLowerCase()));
    this.commandPanel.replaceChildren(...fitting.map((entry) => this.commandButton(entry)));
    if (!fitting.length) this.commandPanel.append(made("p", "popup-empty", "No commands yet."));
    return fitting.length > 0;
  }

  commandButton({ command, description }) {
    const button = made("button", "command");
    const words = made("span", "command-description", description);
    words.dir = "auto";
    button.type = "button";
    button.append(made("span", "command-name", `/${command}`), words);
    button.addEventListener("click", () => {
      this.popup.close();
      this.text.value = "";
      this.fit();
      this.text.focus();
      this.actions.type(`/${command}`);
    });
    return button;
  }
}
