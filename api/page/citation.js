import { element } from "./dom.js";
import { quoteParts } from "./text.js";
import { headline, outlet, shortDate } from "./wording.js";

/** The text of a citation, its answer in a mark. */
export function quoteNodes(citation) {
  const { before, answer, after } = quoteParts(citation);
  return [before, answer && element("mark", { class: "answer" }, answer), after].filter(Boolean);
}

/** A source whose quote is given as nodes; `label` stands where a citation has its number. */
export function quotedItem(source, open, quote, label) {
  const item = sourceItem(source, open, label);
  item.querySelector(".quote").replaceChildren(...quote);
  return item;
}

/** A numbered proof. */
export function citationItem(citation, open) {
  const item = sourceItem(citation, open, element("span", { class: "number" }, String(citation.number)));
  item.classList.add("citation");
  item.dataset.number = citation.number;
  return item;
}

/** A nearest passage: the shape of a citation without its number or marks, because it proves nothing. */
export function leadItem(lead, open) {
  const item = sourceItem({ ...lead, answer_start: null, answer_end: null }, open);
  item.classList.add("lead");
  return item;
}

function sourceItem(source, open, number) {
  return element("li", {
    class: "source",
    tabindex: "-1",
    click: (event) => isOpening(event) && open(source, event.currentTarget),
    keydown: (event) => event.key === "Enter" && event.target === event.currentTarget && open(source, event.currentTarget),
  },
  element("p", { class: "dateline" }, number,
    element("time", { datetime: source.published_at, title: source.published_at }, shortDate(source.published_at)), " ",
    element("span", { class: "outlet", dir: "auto" }, outlet(source)),
    source.page ? element("span", { class: "outlet" }, `page ${source.page}`) : null),
  element("div", { class: "passage" },
    element("blockquote", {}, element("p", { class: "quote", dir: "auto" }, quoteNodes(source))),
    saidBy(source.said_by),
    element("p", { class: "from", dir: "auto" },
      element("button", { type: "button", class: "open plain" },
        element("span", { class: "visually-hidden", dir: "ltr" }, "Open the article: "), headline(source))),
    laterReport(source, open),
    alsoIn(source, open)));
}

// Someone who selects words to copy them has not asked for the article.
function isOpening(event) {
  // Further reports are sources within a source.
  if (event.target.closest(".source") !== event.currentTarget) return false;
  if (event.target.closest("a, button:not(.open), summary")) return false;
  return Boolean(event.target.closest(".open")) || getSelection().isCollapsed;
}

// Only where the article names who says so.
function saidBy(speaker) {
  if (!speaker?.name) return null;
  return element("p", { class: "said-by" }, "said by ", element("bdi", {}, speaker.name));
}

function laterReport({ superseded_by: later, text }, open) {
  if (!later) return null;
  return element("p", { class: "superseded" }, "A later report stands in its place: ",
    opening({ document_id: later.document_id, published_at: later.published_at, start: 0, text }, open,
      shortDate(later.published_at)));
}

function alsoIn({ also_in: others, text }, open) {
  if (!others?.length) return null;
  const items = others.map((other) => element("li", {},
    opening({ ...other, start: 0, text }, open, outlet(other)),
    other.published_at ? `, ${shortDate(other.published_at)}` : null));
  return element("details", { class: "also-in" },
    element("summary", {}, `Also in ${others.length} ${others.length === 1 ? "outlet" : "outlets"}`),
    element("ul", {}, items));
}

function opening(source, open, words) {
  return element("button", {
    type: "button", class: "plain", dir: "auto", click: (event) => open(source, event.target.closest(".source")),
  }, words);
}
