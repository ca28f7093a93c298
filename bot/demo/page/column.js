// One person's conversation: what they see, and everything they can do.

import { Composer } from "./composer.js";
import { conversationOf } from "./control.js";
import { made, newMessage, updateMessage } from "./message.js";
import { Notices } from "./notices.js";
import { popup } from "./popup.js";

const NEAR_THE_END_PX = 80;

export class Column {
  // onPick(column, personId): another person is wanted here; onNews(column): a message from the bot arrived.
  constructor(person, { onPick, onNews }) {
    this.element = document.querySelector("#column-template").content.firstElementChild.cloneNode(true);
    this.onNews = onNews;
    this.parts = {};
    for (const name of ["name", "role", "avatar", "log", "empty", "composer"]) {
      this.parts[name] = this.element.querySelector(`.${name}`);
    }
    this.notices = new Notices(this.element);
    this.keyboardBar = this.element.querySelector(".reply-keyboard");
    this.select = this.element.querySelector(".picker-select");
    this.select.addEventListener("change", () => onPick(this, Number(this.select.value)));
    this.composer = new Composer(this.parts.composer, {
      type: (text) => this.type(text),
      edit: (id, text) => this.attempt(this.control.edit(id, text)),
      file: (file, caption) => this.attempt(this.control.file(file, caption)),
    });
    this.messageActions = {
      tap: (message, button, element) => this.tap(message, button, element),
      command: (text) => this.type(text),
    };
    this.wireButtons();
    this.followTheEnd();
    this.become(person);
  }

  wireButtons() {
    this.element.querySelector(".start").addEventListener("click", () => {
      this.type("/start");
      this.parts.log.focus();
    });
    this.element.querySelector(".unblock").addEventListener("click", () => {
      this.attempt(this.control.unblock());
      this.parts.log.focus();
    });
    const more = this.element.querySelector(".more-button");
    const menu = popup(more, this.element.querySelector(".more-popup"));
    this.element.querySelector(".more-popup").addEventListener("click", (event) => {
      const what = event.target.closest("button")?.dataset.do;
      menu.close();
      more.focus();
      if (what === "edit") this.editLast();
      else if (what === "block") this.attempt(this.person.blocked ? this.control.unblock() : this.control.block());
      else if (what) this.attempt(this.control.send(what));
    });
  }

  // Whoever reads the newest message keeps it in view when a picture loads or the keyboard below grows.
  followTheEnd() {
    const { log } = this.parts;
    let before = 0;
    this.following = true;
    log.addEventListener("scroll", () => {
      const nearTheEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_THE_END_PX;
      if (nearTheEnd) this.following = true;
      else if (log.scrollTop < before) this.following = false;
      before = log.scrollTop;
    }, { passive: true });
    new ResizeObserver(() => this.following && this.toTheEnd()).observe(log);
  }

  become(person) {
    this.messages = new Map();
    this.elements = new Map();
    this.control = conversationOf(person.id);
    this.parts.log.replaceChildren();
    this.following = true;
    this.notices.clear();
    this.composer.text.value = "";
    this.composer.reset();
    this.describe(person);
    return this.refresh();
  }

  describe(person) {
    this.person = person;
    const name = fullName(person);
    const { element, parts } = this;
    element.dataset.person = person.id;
    element.id = `person-${person.id}`;
    parts.name.id = `name-${person.id}`;
    parts.name.textContent = name;
    parts.role.textContent = roleOf(person);
    parts.avatar.textContent = initials(person);
    parts.avatar.dataset.hue = person.id % 6;
    parts.log.setAttribute("aria-label", `Conversation of ${name} with the bot`);
    parts.composer.querySelector(".text").setAttribute("aria-label", `Message from ${name}`);
    element.setAttribute("aria-labelledby", parts.name.id);
    element.classList.toggle("blocked", Boolean(person.blocked));
    element.querySelector(".blocked-bar").hidden = !person.blocked;
    parts.composer.hidden = Boolean(person.blocked);
    element.querySelector('[data-do="block"]').textContent = person.blocked ? "Unblock the bot" : "Block the bot";
  }

  offer(people, shown) {
    this.select.setAttribute("aria-label", `Show somebody else instead of ${fullName(this.person)}`);
    const options = people.map((person) => {
      const option = new Option(`${fullName(person)} (${roleOf(person)})`, person.id);
      option.selected = person.id === this.person.id;
      option.disabled = shown.has(person.id) && !option.selected;
      return option;
    });
    this.select.replaceChildren(...options);
  }

  // Events that arrive while the whole conversation is being fetched may be older or newer than what the
  // answer holds, so the fetch is repeated until nothing came in between.
  async refresh() {
    this.stale = true;
    if (this.fetching) return;
    this.fetching = true;
    try {
      while (this.stale) {
        this.stale = false;
        const { control } = this;
        const chat = await control.chat();
        if (control === this.control) this.show(chat);
        else this.stale = true;
      }
    } catch {
      // Reconnecting fetches everything again.
    } finally {
      this.fetching = false;
    }
  }

  show(chat) {
    const present = new Set(chat.messages.map((message) => message.id));
    for (const id of [...this.messages.keys()]) if (!present.has(id)) this.remove(id);
    this.composer.commands = chat.commands;
    this.replyKeyboard = chat.reply_keyboard;
    this.notices.typing(chat.typing);
    const first = this.messages.size === 0;
    for (const message of chat.messages) this.put(message, first);
    this.settle();
    if (first) this.toTheEnd();
  }

  receive(event) {
    if (event.what === "toast") this.notices.show(event.toast);
    else if (event.what === "typing") this.notices.typing(true);
    else if (this.fetching) this.stale = true;
    else if (event.commands) this.composer.commands = event.commands;
    else if (event.message) this.receiveMessage(event.what, event.message);
    else if (event.what !== "person") this.refresh();
    this.settle();
  }

  receiveMessage(what, message) {
    if (what === "delete") this.remove(message.id);
    else this.put(message);
    // A keyboard can be taken away by a message that shows no trace of it.
    if (message.reply_keyboard) this.replyKeyboard = message.reply_keyboard;
    else if (this.replyKeyboard && message.from === "bot") this.refresh();
  }

  put(message, quietly = false) {
    if (message.deleted) return this.remove(message.id);
    const known = this.elements.get(message.id);
    this.messages.set(message.id, message);
    if (message.from === "person" && !known) this.following = true;
    if (known) {
      updateMessage(known, message, this.messageActions);
    } else {
      const article = newMessage(message, this.messageActions);
      this.elements.set(message.id, article);
      this.parts.log.insertBefore(article, this.successorOf(message.id));
      if (message.from === "bot") this.notices.typing(false);
      if (message.from === "bot" && !quietly) this.onNews(this);
      article.querySelector("img")?.addEventListener("load", () => this.following && this.toTheEnd(), { once: true });
    }
    if (this.following && !quietly) this.toTheEnd();
    return undefined;
  }

  successorOf(id) {
    for (const element of this.parts.log.children) if (Number(element.dataset.messageId) > id) return element;
    return null;
  }

  remove(id) {
    const element = this.elements.get(id);
    if (element?.contains(document.activeElement)) this.parts.log.focus();
    element?.remove();
    this.elements.delete(id);
    this.messages.delete(id);
  }

  get begun() {
    return this.parts.empty.hidden;
  }

  focusOnWhatIsNext() {
    const next = this.begun ? this.composer.text : this.element.querySelector(".start");
    next.focus({ preventScroll: true });
  }

  toTheEnd() {
    this.parts.log.scrollTop = this.parts.log.scrollHeight;
  }

  settle() {
    this.parts.empty.hidden = this.messages.size > 0 || Boolean(this.person.blocked);
    const rows = this.replyKeyboard || [];
    const mark = JSON.stringify(rows);
    if (this.keyboardBar.mark === mark) return;
    this.keyboardBar.mark = mark;
    this.keyboardBar.hidden = rows.length === 0;
    this.keyboardBar.replaceChildren(...rows.map((row) => this.replyRow(row)));
  }

  replyRow(row) {
    const line = made("div", "keyboard-row");
    line.append(...row.map((label) => {
      const button = made("button", "inline-button", label);
      button.type = "button";
      button.addEventListener("click", () => this.type(label));
      return button;
    }));
    return line;
  }

  type(text) {
    return this.attempt(this.control.type(text));
  }

  async tap(message, button, element) {
    element.setAttribute("aria-busy", "true");
    await this.attempt(this.control.tap(message.id, button));
    element.removeAttribute("aria-busy");
  }

  async attempt(promise) {
    try {
      await promise;
      return true;
    } catch (error) {
      this.notices.show({ text: `This did not work: ${error.message}` });
      return false;
    }
  }

  editLast() {
    const mine = [...this.messages.values()].filter((message) => message.from === "person" && message.kind === "text");
    if (mine.length) this.composer.edit(mine.at(-1));
    else this.notices.show({ text: "There is no message to edit yet." });
  }
}

export function fullName(person) {
  return [person.first_name, person.last_name].filter(Boolean).join(" ") || `Person ${person.id}`;
}

export function roleOf(person) {
  return person.label || person.note || "Patient";
}

function initials(person) {
  return [person.first_name, person.last_name].filter(Boolean).map((name) => [...name][0]).join("") || "?";
}
