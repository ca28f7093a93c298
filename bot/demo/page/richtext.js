// Telegram's HTML to DOM nodes, by an allow-list: what is not on it becomes plain text.

const SIMPLE = {
  b: "strong", strong: "strong", i: "em", em: "em", u: "u", ins: "u", s: "s", strike: "s", del: "s",
  code: "code", pre: "pre",
};
const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:", "tg:"]);
const CLICKABLE = /(https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]])|(?<=^|[\s("“])(\/[a-z][a-z0-9_]{0,31})(?![\w/])/gi;
const LONG_QUOTE = 160;

// html: sanitised Telegram HTML; onCommand(text): somebody pressed a /command inside the text.
export function richText(html, onCommand) {
  const parsed = new DOMParser().parseFromString(html || "", "text/html");
  const result = document.createDocumentFragment();
  appendAll(result, parsed.body.childNodes, { onCommand, plain: false });
  return result;
}

export function safeHref(address) {
  try {
    return SCHEMES.has(new URL(address).protocol) ? address : null;
  } catch {
    return null;
  }
}

function appendAll(parent, nodes, context) {
  for (const node of nodes) {
    if (node.nodeType === Node.TEXT_NODE) appendText(parent, withoutBreaksAtBlocks(node), context);
    else if (node.nodeType === Node.ELEMENT_NODE) appendElement(parent, node, context);
  }
}

// A block begins and ends a line by itself: the line break beside it would show as an empty line.
function withoutBreaksAtBlocks(node) {
  const isBlock = (sibling) => ["blockquote", "pre"].includes(sibling?.localName);
  let text = node.data;
  if (isBlock(node.previousSibling)) text = text.replace(/^\n/, "");
  if (isBlock(node.nextSibling)) text = text.replace(/\n$/, "");
  return text;
}

function appendText(parent, text, { onCommand, plain }) {
  if (plain) {
    parent.append(text);
    return;
  }
  let from = 0;
  for (const match of text.matchAll(CLICKABLE)) {
    parent.append(text.slice(from, match.index));
    parent.append(match[1] ? link(match[1], match[1]) : command(match[2], onCommand));
    from = match.index + match[0].length;
  }
  parent.append(text.slice(from));
}

function appendElement(parent, node, context) {
  const name = node.localName;
  const quiet = { ...context, plain: true };
  if (SIMPLE[name]) {
    const inner = name === "code" || name === "pre" ? quiet : context;
    parent.append(filled(document.createElement(SIMPLE[name]), node, inner));
  } else if (name === "a") {
    const href = safeHref(node.getAttribute("href"));
    parent.append(filled(href ? link(href) : document.createElement("span"), node, quiet));
  } else if (name === "blockquote") {
    parent.append(...quote(node, context));
  } else if (name === "tg-spoiler" || (name === "span" && node.classList.contains("tg-spoiler"))) {
    parent.append(spoiler(node, quiet));
  } else if (name === "br") {
    parent.append("\n");
  } else if (name !== "script" && name !== "style") {
    appendAll(parent, node.childNodes, context);
  }
}

function filled(element, node, context) {
  appendAll(element, node.childNodes, context);
  return element;
}

export function link(href, label = "") {
  const element = document.createElement("a");
  element.href = href;
  element.target = "_blank";
  element.rel = "noopener noreferrer";
  element.textContent = label;
  return element;
}

function command(text, onCommand) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "command-link";
  button.textContent = text;
  button.addEventListener("click", () => onCommand(text));
  return button;
}

function quote(node, context) {
  const block = filled(document.createElement("blockquote"), node, context);
  const lines = block.textContent.split("\n").length;
  if (!node.hasAttribute("expandable") || (lines <= 3 && block.textContent.length <= LONG_QUOTE)) return [block];
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quote-toggle";
  const show = (open) => {
    block.classList.toggle("folded", !open);
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? "Show less" : "Show all";
  };
  button.addEventListener("click", () => show(block.classList.contains("folded")));
  show(false);
  return [block, button];
}

function spoiler(node, context) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "spoiler";
  element.setAttribute("aria-label", "Hidden text, press to show");
  element.addEventListener("click", () => {
    const text = filled(document.createElement("span"), node, context);
    text.tabIndex = -1;
    element.replaceWith(text);
    text.focus();
  });
  element.textContent = "▒".repeat(Math.min(Math.max(node.textContent.length, 3), 24));
  return element;
}
