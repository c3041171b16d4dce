import { ask } from "./api.js";
import { closeArticle, openArticle, wireArticle } from "./article.js";
import { element } from "./dom.js";
import { createExchange } from "./exchange.js";

const EXAMPLES = [
  "when does the coalition leave Iraq?",
  "How many US troops remain in Iraq?",
  "How many jobs are lost when the Varley cannery closes?",
  "When will Ropewalk School and Millbank School become one school?",
];

const form = document.getElementById("ask-form");
const input = document.getElementById("question");
const conversation = document.getElementById("conversation");
const announcer = document.getElementById("announcer");
const TOUCH = matchMedia("(pointer: coarse)");

// What was asked and answered before, the earliest first; the server takes so many turns.
const turns = [];
const MOST_TURNS = 20;

/** Asks a question; `alone` leaves the conversation before it aside. */
function submit(question, alone = false) {
  const isFollowUp = conversation.childElementCount > 0;
  const earlier = alone ? [] : turns.slice(-MOST_TURNS);
  const exchange = createExchange(question, {
    ask: (text) => ask(text, earlier).then(remembered), submit, openArticle, announce,
  });
  conversation.append(exchange.article);
  input.value = "";
  // On a touch screen the keyboard would cover the answer.
  if (TOUCH.matches) input.blur();
  else input.focus({ preventScroll: true });
  history.replaceState(null, "", `/?q=${encodeURIComponent(question)}`);
  document.title = `${question} – Dateline`;
  if (isFollowUp) exchange.article.scrollIntoView({ block: "start" });
  exchange.run();
}

function remembered(answer) {
  turns.push({ question: answer.understood.question, answer: answer.answer });
  return answer;
}

function announce(words) {
  announcer.textContent = words;
}

/** The question of a permalink: /?q=... or /#q=... */
function linkedQuestion() {
  const { search, hash } = location;
  const question = new URLSearchParams(search).get("q") ?? new URLSearchParams(hash.slice(1)).get("q");
  return question?.trim();
}

function onKey(event) {
  if (event.key === "Escape") {
    closeArticle();
  } else if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
    event.preventDefault();
    input.focus();
    input.select();
  }
}

const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

function showExamples() {
  const items = EXAMPLES.map((question) =>
    element("li", {}, element("button", { type: "button", class: "example", click: () => submit(question) }, question)));
  document.querySelector("#examples ul").append(...items);
}

function start() {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = input.value.trim();
    if (question) submit(question);
  });
  document.addEventListener("keydown", onKey);
  wireArticle();
  showExamples();
  const question = linkedQuestion();
  if (question) submit(question);
}

start();
