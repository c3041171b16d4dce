import { element } from "./dom.js";
import { quoteParts } from "./text.js";
import { headline, outlet, shortDate } from "./wording.js";

/** The text of a citation, its answer in a mark. */
export function quoteNodes(citation) {
  const { before, answer, after } = quoteParts(citation);
  return [before, answer && element("mark", { class: "answer" }, answer), after].filter(Boolean);
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
    element("span", { class: "outlet", dir: "auto" }, outlet(source))),
  element("div", { class: "passage" },
    element("blockquote", {}, element("p", { class: "quote", dir: "auto" }, quoteNodes(source))),
    saidBy(source.said_by),
    element("p", { class: "from", dir: "auto" },
      element("button", { type: "button", class: "open" },
        element("span", { class: "visually-hidden", dir: "ltr" }, "Open the article: "), headline(source))),
    alsoIn(source.also_in)));
}

// Someone who selects words to copy them has not asked for the article.
function isOpening(event) {
  if (event.target.closest("a, button:not(.open)")) return false;
  return Boolean(event.target.closest(".open")) || getSelection().isCollapsed;
}

// Only where the article names who says so.
function saidBy(speaker) {
  if (!speaker?.name) return null;
  return element("p", { class: "said-by" }, "said by ", element("bdi", {}, speaker.name));
}

function alsoIn(others) {
  if (!others?.length) return null;
  const names = others.map((other) =>
    element("li", {}, element("bdi", {}, outlet(other)), other.published_at ? `, ${shortDate(other.published_at)}` : null));
  return element("div", { class: "also-in" }, "Also in ", element("ul", {}, names));
}
