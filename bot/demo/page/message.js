// One message as an element. It is kept up to date part by part, so that what did not change keeps its
// place in the page: focus, an opened quote, a loaded picture.

import { link, richText, safeHref } from "./richtext.js";

const KINDS = {
  sticker: "🙂 Sticker", voice: "🎤 Voice message", audio: "🎵 Audio", video: "🎬 Video", video_note: "🎬 Video message",
  animation: "🎞️ Animation", contact: "👤 Contact", location: "📍 Location", venue: "📍 Place", poll: "📊 Poll",
  photo: "🖼️ Photo", document: "📄 File", forward: "↪️ Forwarded message", dice: "🎲 Dice",
};

// actions: {tap(message, button, element), command(text)}
export function newMessage(message, actions) {
  const article = document.createElement("article");
  article.className = `message from-${message.from}`;
  article.dataset.messageId = message.id;
  article.tabIndex = -1;
  const bubble = made("div", "bubble");
  bubble.append(made("span", "visually-hidden", message.from === "bot" ? "Bot: " : "You: "));
  for (const part of ["media", "words", "meta"]) bubble.append(made("div", part));
  article.append(bubble, made("div", "keyboard"));
  updateMessage(article, message, actions);
  return article;
}

export function updateMessage(article, message, actions) {
  const held = heldFocus(article);
  fill(article, "media", [message.photo, message.document, message.caption_html], () => media(message));
  fill(article, "words", [message.html, message.caption_html, message.text, message.kind], () => words(message, actions));
  fill(article, "meta", [message.date, message.edited], () => meta(message));
  fill(article, "keyboard", [message.buttons], () => keyboard(message, actions));
  article.classList.toggle("with-photo", Boolean(message.photo));
  if (held) restoreFocus(article, held);
}

function fill(article, part, signature, build) {
  const home = article.querySelector(`.${part}`);
  const mark = JSON.stringify(signature);
  if (home.mark === mark) return;
  home.mark = mark;
  const nodes = build();
  home.replaceChildren(...nodes);
  home.hidden = nodes.length === 0;
}

function words(message, actions) {
  const html = message.caption_html || message.html;
  if (!html && !message.text) {
    if (message.photo || message.document) return [];
    return [made("p", "kind", KINDS[message.kind] || message.kind)];
  }
  const text = made("div", "text-body");
  text.dir = "auto";
  text.append(html ? richText(html, actions.command) : message.text);
  return [text];
}

function media(message) {
  if (message.photo) return [photo(message)];
  if (message.document) return [documentLink(message.document)];
  return [];
}

function photo(message) {
  const image = document.createElement("img");
  image.src = message.photo.url;
  if (message.photo.width) image.width = message.photo.width;
  if (message.photo.height) image.height = message.photo.height;
  // The words stand below the picture: said here too, a screen reader would say them twice.
  const below = message.caption_html ? ", described below" : "";
  image.alt = (message.from === "bot" ? "Picture sent by the bot" : "Picture you sent") + below;
  const whole = link(message.photo.url);
  whole.className = "photo";
  whole.title = "Open the whole picture";
  whole.append(image);
  return whole;
}

function documentLink(file) {
  const anchor = document.createElement("a");
  anchor.className = "document";
  anchor.href = file.url;
  anchor.download = file.name || "file";
  const lines = made("span", "document-lines");
  const name = made("span", "document-name", file.name || "File");
  name.dir = "auto";
  lines.append(name, made("span", "document-size", `Download, ${sizeInWords(file.size)}`));
  anchor.append(icon("file"), lines);
  return anchor;
}

function sizeInWords(bytes) {
  if (!Number.isFinite(bytes)) return "file";
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function meta(message) {
  const when = new Date(message.date * 1000);
  const time = made("time", "", when.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
  time.dateTime = when.toISOString();
  return message.edited ? [made("span", "edited", "edited"), time] : [time];
}

function keyboard(message, actions) {
  return (message.buttons || []).filter((row) => row.length).map((row) => {
    const line = made("div", "keyboard-row");
    line.append(...row.map((button) => keyboardButton(message, button, actions)));
    return line;
  });
}

function keyboardButton(message, button, actions) {
  const href = button.url && safeHref(button.url);
  const element = href ? link(href) : made("button");
  const label = made("span", "", button.label);
  label.dir = "auto";
  element.className = "inline-button";
  element.replaceChildren(label);
  if (href) {
    element.append(icon("out"));
    return element;
  }
  element.type = "button";
  if (button.data) element.dataset.data = button.data;
  element.addEventListener("click", () => actions.tap(message, button, element));
  return element;
}

function heldFocus(article) {
  const active = document.activeElement;
  if (!article.contains(active) || active === article) return null;
  const all = [...article.querySelectorAll(".inline-button")];
  return { element: active, data: active.dataset.data, label: active.textContent, place: all.indexOf(active) };
}

// Where the button under somebody's finger was rebuilt, its successor gets the focus: the same data, else
// the same label, else the same place, else the message as a whole.
function restoreFocus(article, held) {
  if (held.element.isConnected) return;
  const all = [...article.querySelectorAll(".inline-button")];
  const successor = all.find((button) => held.data && button.dataset.data === held.data)
    || all.find((button) => button.textContent === held.label)
    || all[Math.min(held.place, all.length - 1)]
    || article;
  successor.focus({ preventScroll: true });
}

export function made(name, className = "", text = "") {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}
