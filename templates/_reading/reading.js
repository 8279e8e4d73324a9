// Reads a brief beside its sources: a finding is chosen, its sentence is shown in its document.
// It asks for nothing from anywhere and keeps nothing; without it the page is whole, and its links lead the same ways.

const { found, shown } = JSON.parse(document.getElementById("index").textContent);
const wide = matchMedia("(min-width: 60rem) and (min-height: 30rem)");

const brief = document.getElementById("brief");
const texts = document.getElementById("texts");
const filters = document.querySelector(".filters");
const keys = document.querySelector(".keys");
const close = texts.querySelector(".close");
const spoken = texts.querySelector(".spoken");
const count = filters.querySelector("output");
const all = filters.querySelector(".all");
const statuses = [...filters.querySelectorAll("[data-status]")];
const selects = [...filters.querySelectorAll("select")];
const search = filters.querySelector("input");
const shortcuts = keys.querySelector("input");

const number = (card) => card.id.slice(1);
const cards = [...brief.querySelectorAll("[id^=f]")].filter((each) => found[number(each)]);
const none = document.createElement("p");

let chosen = null; // the card of the finding that is read
let place = 0; // which of its sentences is shown
let unfolded = null; // the details that were opened with it

// --- choosing ---------------------------------------------------------------------------------------------------------

const placesOf = (card) => found[number(card)].places;

function cardOf(element) {
  const card = element.closest("[id^=f]");
  return cards.includes(card) ? card : null;
}

function open(text) {
  for (const each of texts.querySelectorAll(".text")) each.classList.toggle("shown", each === text);
  for (const link of texts.querySelectorAll("nav a")) {
    if (link.hash === `#${text.id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function reveal() {
  document.body.classList.add("open");
}

function hide() {
  document.body.classList.remove("open");
}

function unmark() {
  for (const each of document.querySelectorAll(".here, .told")) each.classList.remove("here", "told");
  for (const link of brief.querySelectorAll(".cited [aria-current]")) link.removeAttribute("aria-current");
}

// Shows a line of a document: as one of the chosen finding's, or for itself.
function show(line) {
  unmark();
  if (chosen) {
    for (const id of placesOf(chosen)) document.getElementById(id).classList.add("told");
    const links = [...chosen.querySelectorAll(".cited a")];
    const own = links.find((link) => link.hash === `#${line.id}`) || links.find((link) => leadsTo(link, line));
    if (own) own.setAttribute("aria-current", "true");
  }
  line.classList.add("here");
  open(line.closest(".text"));
  line.scrollIntoView({ block: wide.matches ? "center" : "start" });
  const words = line.querySelector(".verbatim");
  spoken.lang = words.lang;
  spoken.textContent = `${line.id.toUpperCase().replace("-", " §")}: ${words.textContent}`;
}

// A link that stands for several sentences of one document leads to the first of them.
function leadsTo(link, line) {
  return link.hash.startsWith(`#${line.id.split("-")[0]}-`);
}

function choose(card, at = 0) {
  if (chosen !== card) {
    if (chosen) chosen.classList.remove("chosen");
    if (unfolded) unfolded.open = false;
    unfolded = card.querySelector("details:not([open])");
    if (unfolded) unfolded.open = true;
    card.classList.add("chosen");
    chosen = card;
  }
  place = at;
  const line = document.getElementById(placesOf(card)[at]);
  if (line) show(line);
}

function leave() {
  if (chosen) chosen.classList.remove("chosen");
  chosen = null;
  unmark();
}

function attend(element) {
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
}

// Follows «f13» to a finding, «d1-3» to a sentence, «text-d1» to a document; says whether it could.
function follow(id, from = null) {
  const target = document.getElementById(id);
  if (!target) return false;
  if (cards.includes(target)) {
    if (target.hidden) clear();
    const at = from ? placesOf(target).indexOf(from.id) : 0;
    reveal();
    choose(target, Math.max(at, 0));
    attend(target);
    return true;
  }
  if (!texts.contains(target)) return false;
  reveal();
  if (target.matches("li")) {
    const card = from && cards.includes(from) ? from : null;
    const at = card ? placesOf(card).indexOf(id) : -1;
    if (at >= 0) {
      choose(card, at);
    } else {
      leave();
      show(target);
    }
  } else if (target.matches(".text")) {
    open(target);
    texts.scrollTop = 0;
  }
  attend(target);
  return true;
}

function step(by) {
  const visible = cards.filter((card) => !card.hidden);
  const next = visible[chosen ? visible.indexOf(chosen) + by : 0];
  if (!next) return;
  reveal();
  choose(next);
  attend(next);
  history.replaceState(null, "", `#${next.id}`);
}

function turn(by) {
  if (!chosen) return;
  const many = placesOf(chosen).length;
  if (many) choose(chosen, (place + by + many) % many);
}

// --- filtering --------------------------------------------------------------------------------------------------------

function matches(card, wanted) {
  const { status, topic, speakers, places } = found[number(card)];
  return (
    (!wanted.statuses.length || wanted.statuses.includes(status)) &&
    (!wanted.topic || topic === wanted.topic) &&
    (!wanted.speaker || speakers.includes(wanted.speaker)) &&
    (!wanted.source || places.some((id) => id.startsWith(`${wanted.source}-`))) &&
    (!wanted.words || card.textContent.toLowerCase().includes(wanted.words))
  );
}

function filter() {
  const wanted = Object.fromEntries(selects.map((each) => [each.dataset.by, each.value]));
  wanted.statuses = statuses.filter(pressed).map((each) => each.dataset.status);
  wanted.words = search.value.trim().toLowerCase();
  const active = Boolean(wanted.statuses.length || wanted.words || selects.some((each) => each.value));
  for (const card of cards) card.hidden = !matches(card, wanted);
  const visible = cards.filter((card) => !card.hidden);
  // What holds no finding that is left goes too, and while something is looked for all that holds none.
  for (const part of brief.querySelectorAll(".topic, section")) {
    const held = cards.filter((card) => part.contains(card));
    if (held.length) part.hidden = held.every((card) => card.hidden);
  }
  for (const part of brief.querySelectorAll(":scope > *, .event > section")) {
    if (!cards.some((card) => part.contains(card))) part.hidden = active;
  }
  none.hidden = visible.length > 0;
  brief.classList.toggle("filtered", active);
  all.hidden = !active;
  count.textContent = shown.replace("{shown}", visible.length).replace("{total}", cards.length);
  if (chosen && chosen.hidden && visible.length) choose(visible[0]);
}

function clear() {
  for (const each of statuses) each.setAttribute("aria-pressed", "false");
  for (const each of selects) each.value = "";
  search.value = "";
  filter();
}

function pressed(button) {
  return button.getAttribute("aria-pressed") === "true";
}

function press(button) {
  button.setAttribute("aria-pressed", String(!pressed(button)));
  filter();
}

// --- answering --------------------------------------------------------------------------------------------------------

function escape() {
  const inside = texts.contains(document.activeElement);
  if (inside && chosen) attend(chosen);
  else if (!all.hidden) clear();
  if (!wide.matches) hide();
}

const ACTIONS = {
  j: () => step(1),
  k: () => step(-1),
  "]": () => turn(1),
  "[": () => turn(-1),
  "/": () => search.focus(),
  1: () => press(statuses[0]),
  2: () => press(statuses[1]),
  3: () => press(statuses[2]),
  4: () => press(statuses[3]),
};
// Arrows scroll wherever they would do so by themselves.
const ARROWS = { ArrowDown: "j", ArrowUp: "k", ArrowRight: "]", ArrowLeft: "[" };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape") {
    escape();
    return;
  }
  if (event.target.matches("select, input:not([type=checkbox])")) return;
  const arrow = ARROWS[event.key];
  if (arrow && !cardOf(event.target)) return;
  const action = ACTIONS[arrow || (shortcuts.checked ? event.key : "")];
  if (!action) return;
  event.preventDefault();
  action();
});

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const link = event.target.closest("a[href^='#']");
  if (link) {
    const from = cardOf(link) || link.closest(".text li");
    if (!follow(link.hash.slice(1), from)) return;
    event.preventDefault();
    history.pushState(null, "", link.hash);
    return;
  }
  const card = cardOf(event.target);
  if (!card || event.target.closest("a, summary") || !getSelection().isCollapsed) return;
  reveal();
  choose(card, card === chosen ? place : 0);
});

window.addEventListener("popstate", () => follow(location.hash.slice(1)));
filters.addEventListener("click", (event) => {
  const button = event.target.closest("[data-status]");
  if (button) press(button);
});
all.addEventListener("click", () => {
  clear();
  search.focus();
});
close.addEventListener("click", () => {
  hide();
  if (chosen) attend(chosen);
});
for (const each of selects) each.addEventListener("change", filter);
search.addEventListener("input", filter);

document.documentElement.classList.add("scripted");
none.className = "none";
none.textContent = brief.dataset.none;
brief.prepend(none);
for (const card of cards) card.tabIndex = -1;
for (const each of [filters, keys, close]) each.hidden = false;
filter();
if (!follow(location.hash.slice(1))) {
  open(texts.querySelector(".text"));
}
