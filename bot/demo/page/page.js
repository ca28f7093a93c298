// The demo page: a few people's conversations with the bot, side by side and live.

import { Column, fullName, roleOf } from "./column.js";
import { listen, people as fetchPeople } from "./control.js";
import { made } from "./message.js";

const COLUMNS = 4;
const HINT_KEY = "trial-hint-closed";

const main = document.querySelector("#conversations");
const tabs = document.querySelector(".tabs");
const hint = document.querySelector("#hint");
const hintToggle = document.querySelector("#hint-toggle");
const columns = [];
let people = [];
let inView = null;

listen({
  onOpen: async () => {
    await refetchPeople();
    for (const column of columns) column.refresh();
    showConnection("live", "Live");
  },
  onEvent: (event) => {
    if (event.what === "person") soonRefetchPeople();
    for (const column of columns) if ([column.person.id, null].includes(event.person)) column.receive(event);
  },
  onLost: () => showConnection("lost", "Reconnecting…"),
});

function showConnection(state, words) {
  const line = document.querySelector(".live");
  line.dataset.state = state;
  line.querySelector(".live-words").textContent = words;
}

// Hundreds of simulated patients may arrive within a second: one fetch for all of them is enough.
let peopleTimer = null;
function soonRefetchPeople() {
  peopleTimer ??= setTimeout(() => {
    peopleTimer = null;
    refetchPeople();
  }, 150);
}

async function refetchPeople() {
  try {
    people = await fetchPeople();
  } catch {
    return;
  }
  const known = new Map(people.map((person) => [person.id, person]));
  for (const column of columns) column.describe(known.get(column.person.id) || column.person);
  for (const person of firstChoice(known)) {
    if (columns.length >= COLUMNS) break;
    if (!columns.some((column) => column.person.id === person.id)) addColumn(person);
  }
  for (const column of columns) column.receive({ what: "person" });
  offerPeople();
}

// Who was picked before (the address keeps it), then those with a label, in the order they came.
function firstChoice(known) {
  const picked = (new URLSearchParams(location.search).get("people") || "").split(",").map(Number);
  const chosen = picked.map((id) => known.get(id)).filter(Boolean);
  return [...chosen, ...people.filter((person) => person.label && !chosen.includes(person))];
}

function addColumn(person) {
  const column = new Column(person, { onPick: pick, onNews: news });
  main.querySelector(".nobody")?.remove();
  columns.push(column);
  main.append(column.element);
  viewObserver.observe(column.element);
}

function pick(column, id) {
  const person = people.find((one) => one.id === id);
  if (!person) return;
  column.become(person);
  const ids = columns.map((one) => one.person.id).join(",");
  history.replaceState(null, "", `?people=${ids}`);
  offerPeople();
}

function offerPeople() {
  const shown = new Set(columns.map((column) => column.person.id));
  for (const column of columns) if (document.activeElement !== column.select) column.offer(people, shown);
  drawTabs();
}

function drawTabs() {
  const mark = JSON.stringify(columns.map(({ person }) => [person.id, fullName(person), roleOf(person)]));
  tabs.hidden = columns.length < 2;
  if (tabs.mark === mark) return;
  tabs.mark = mark;
  tabs.replaceChildren(...columns.map((column) => {
    const tab = made("button", "tab");
    tab.type = "button";
    tab.append(made("span", "tab-name", column.person.first_name || fullName(column.person)),
      made("span", "tab-role", roleOf(column.person)));
    tab.addEventListener("click", () => bringIntoView(column));
    column.tab = tab;
    return tab;
  }));
  if (inView) markInView(inView);
}

function bringIntoView(column) {
  column.element.scrollIntoView({ behavior: motionIsWelcome() ? "smooth" : "instant", inline: "center", block: "nearest" });
}

function motionIsWelcome() {
  return !matchMedia("(prefers-reduced-motion: reduce)").matches;
}

// The tabs only show where the columns do not fit side by side; there they say which one is in front.
const visible = new Map();
const viewObserver = new IntersectionObserver((entries) => {
  for (const entry of entries) visible.set(entry.target, entry.intersectionRatio);
  const front = columns.reduce((best, column) =>
    ((visible.get(column.element) || 0) > (visible.get(best.element) || 0) ? column : best), columns[0]);
  if (front) markInView(front);
}, { root: main, threshold: [0, 0.25, 0.5, 0.75, 0.95] });

function markInView(front) {
  inView = front;
  for (const column of columns) {
    if (column === front) showAsCurrent(column.tab);
    else column.tab?.removeAttribute("aria-current");
    if ((visible.get(column.element) || 0) > 0.5) setNews(column, false);
  }
}

function showAsCurrent(tab) {
  if (!tab) return;
  tab.setAttribute("aria-current", "true");
  tabs.scrollLeft = tab.offsetLeft - (tabs.clientWidth - tab.clientWidth) / 2;
}

function news(column) {
  if ((visible.get(column.element) ?? 1) < 0.5) setNews(column, true);
}

function setNews(column, fresh) {
  column.tab?.querySelector(".tab-news")?.remove();
  if (!fresh || !column.tab) return;
  const dot = made("span", "tab-news");
  dot.append(made("span", "visually-hidden", "new message"));
  column.tab.append(dot);
}

function showHint(open) {
  hint.hidden = !open;
  hintToggle.setAttribute("aria-expanded", String(open));
}

function remember(closed) {
  try {
    localStorage.setItem(HINT_KEY, closed ? "yes" : "");
  } catch {
    // Without storage the hint simply shows again next time.
  }
}

function wasClosed() {
  try {
    return localStorage.getItem(HINT_KEY) === "yes";
  } catch {
    return false;
  }
}

hintToggle.addEventListener("click", () => {
  showHint(hint.hidden);
  remember(hint.hidden);
});
document.querySelector("#hint-close").addEventListener("click", () => {
  showHint(false);
  remember(true);
  hintToggle.focus();
});
for (const button of document.querySelectorAll(".try")) {
  button.addEventListener("click", () => {
    const wanted = new RegExp(button.dataset.role, "i");
    const column = columns.find(({ person }) => wanted.test(roleOf(person)));
    if (!column) return;
    bringIntoView(column);
    if (matchMedia("(width < 42rem)").matches) showHint(false);
    // A command means nothing before its owner has joined: then Start comes first.
    if (button.dataset.text && column.begun) column.composer.write(button.dataset.text);
    else column.focusOnWhatIsNext();
  });
}
showHint(!wasClosed());
