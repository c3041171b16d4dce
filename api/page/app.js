import { closeArticle, linkedPassage, openArticle, wireArticle } from "./article.js";
import { createAsking } from "./asking.js";
import { element } from "./dom.js";
import { createFields } from "./fields.js";
import { createLocating } from "./locating.js";
import { remember, wirePast } from "./past.js";
import { NOTHING, isSet, linkTo, scopeOf } from "./scope.js";
import { createTimeline } from "./timelining.js";
import { wireUpload } from "./uploading.js";

const EXAMPLES = [
  ["ask", "when does the coalition leave Iraq?"],
  ["ask", "How many US troops remain in Iraq?"],
  ["ask", "How many jobs are lost when the Varley cannery closes?"],
  ["timeline", "Harbour Bridge"],
];

// What each mode asks of its words, and how it shows what comes of them.
const MODES = {
  ask: {
    key: "q", label: "Your question to the archive", placeholder: "Ask the archive a question", button: "Ask",
    create: (question, scope) => createAsking({ question, scope, alone: false }, page),
  },
  timeline: {
    key: "timeline", label: "The topic of the timeline", placeholder: "A topic: a person, a place, an affair", button: "Show",
    create: (topic, scope) => createTimeline({ topic, scope }, page),
  },
  quote: {
    key: "quote", label: "The quote to find", placeholder: "Paste a quote to find where it is from", button: "Find",
    create: (quote) => createLocating({ quote }, page),
  },
};

const form = document.getElementById("ask-form");
const input = document.getElementById("question");
const conversation = document.getElementById("conversation");
const announcer = document.getElementById("announcer");
const toggle = document.getElementById("filters-toggle");
const filters = document.getElementById("filters");
const TOUCH = matchMedia("(pointer: coarse)");
// The server takes so many earlier questions with one.
const MOST_TURNS = 20;

const exchanges = [];
const fields = createFields(NOTHING, showFilters);

const page = {
  announce: (words) => { announcer.textContent = words; },
  open: openArticle,
  remember,
  ask: (question) => submit("ask", question),
  earlier,
  answered: (exchange, link) => exchange === exchanges.at(-1) && history.replaceState(null, "", link),
};

/** What was asked and answered before an exchange, the earliest first, once all of it is answered. */
async function earlier(exchange) {
  const before = exchanges.slice(0, exchanges.indexOf(exchange));
  // One of them may be asked again meanwhile.
  for (let seen = []; before.some((one, place) => one.settled !== seen[place]);) {
    seen = before.map((one) => one.settled);
    await Promise.all(seen);
  }
  return before.map((one) => one.turn).filter(Boolean).slice(-MOST_TURNS);
}

function submit(mode, words) {
  const isFirst = !exchanges.length;
  const scope = fields.read();
  const exchange = MODES[mode].create(words, scope);
  exchanges.push(exchange);
  conversation.append(exchange.article);
  input.value = "";
  // On a touch screen the keyboard would cover the answer.
  if (TOUCH.matches) input.blur();
  else input.focus({ preventScroll: true });
  history.replaceState(null, "", linkTo(MODES[mode].key, words, scope));
  document.title = `${words} – Dateline`;
  if (!isFirst) exchange.article.scrollIntoView({ block: "start" });
  exchange.run();
}

const chosenMode = () => form.elements.mode.value;

function showMode() {
  const { label, placeholder, button } = MODES[chosenMode()];
  form.querySelector("label[for=question]").textContent = label;
  input.placeholder = placeholder;
  form.querySelector("[type=submit]").textContent = button;
  form.dataset.mode = chosenMode();
  toggle.hidden = chosenMode() === "quote";
  if (toggle.hidden) openFilters(false);
}

function showFilters() {
  toggle.textContent = isSet(fields.read()) ? "Filters: on" : "Filters";
}

function openFilters(isOpen) {
  toggle.setAttribute("aria-expanded", String(isOpen));
  filters.hidden = !isOpen;
  if (isOpen) fields.load();
}

function onKey(event) {
  if (event.key === "Escape") {
    if (!document.querySelector(".sheet[open]")) closeArticle();
  } else if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
    event.preventDefault();
    input.focus();
    input.select();
  }
}

function closeMenus({ target }) {
  for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(target)) menu.open = false;
}

const isTyping = (target) => target.closest("input:not([type=radio]), textarea, select, [contenteditable]") !== null;

function wireForm() {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = input.value.trim();
    if (words) submit(chosenMode(), words);
  });
  form.addEventListener("change", (event) => event.target.name === "mode" && showMode());
  const clear = element("button", { type: "button", class: "plain", click: () => { fields.write(NOTHING); fields.load(); showFilters(); } }, "Clear");
  filters.append(fields.node, element("div", { class: "editor-foot" }, clear));
  toggle.addEventListener("click", () => openFilters(filters.hidden));
}

function wireSheets() {
  wirePast(document.getElementById("past"), document.getElementById("show-past"));
  wireUpload(document.getElementById("upload"), document.getElementById("show-upload"));
  for (const button of document.querySelectorAll("[data-close]")) {
    button.addEventListener("click", () => button.closest("dialog").close());
  }
}

function showExamples() {
  document.querySelector("#examples ul").append(...EXAMPLES.map(([mode, words]) => element("li", {},
    element("button", { type: "button", class: "example", click: () => submit(mode, words) },
      mode === "timeline" ? `Timeline: ${words}` : words))));
}

/** Does what the page's address says: /?q=..., /?timeline=..., /?quote=..., /?article=... */
function followLink() {
  const query = new URLSearchParams(location.search || location.hash.slice(1));
  const [mode] = Object.entries(MODES).find(([, { key }]) => query.get(key)?.trim()) ?? [];
  const passage = linkedPassage(query);
  if (passage) openArticle(passage);
  if (!mode) return;
  fields.write(scopeOf(query));
  showFilters();
  form.elements.mode.value = mode;
  showMode();
  submit(mode, query.get(MODES[mode].key).trim());
}

wireForm();
wireSheets();
wireArticle();
document.addEventListener("keydown", onKey);
document.addEventListener("click", closeMenus);
showExamples();
showMode();
followLink();
