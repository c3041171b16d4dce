import { fetchDocument } from "./api.js";
import { quoteNodes } from "./citation.js";
import { element, webAddress } from "./dom.js";
import { asProblem, loadingNodes, problemNodes } from "./states.js";
import { findQuote, paragraphs, utf16Index } from "./text.js";
import { headline, longDate, outlet } from "./wording.js";

// Keep equal to the width in article.css from which the panel stands beside the answer.
const BESIDE = matchMedia("(min-width: 60rem)");

const panel = document.getElementById("article-panel");
const scroller = panel.querySelector(".article-scroll");
const source = panel.querySelector(".article-source");
const title = panel.querySelector("#article-title");
const facts = panel.querySelector(".article-facts");
const body = panel.querySelector(".article-body");
const toQuote = panel.querySelector("#to-quote");
const link = panel.querySelector("#article-link");

let opened = null;
let wanted = null;

/** Shows the article of a citation or lead; `item` is the list item it was opened from, if any. */
export function openArticle(citation, item = null) {
  leaveItem();
  opened = item;
  wanted = citation;
  item?.setAttribute("aria-current", "true");
  if (!panel.open) keepInPlace(item, display);
  showHead(citation);
  link.href = articleLink(citation);
  scroller.scrollTop = 0;
  scroller.focus({ preventScroll: true });
  load(citation);
}

/** The passage of a link to an article, or null; its words are not in the link, only its place. */
export function linkedPassage(query) {
  const id = query.get("article");
  const [start, end] = ["start", "end"].map((name) => Number(query.get(name) ?? NaN));
  if (!id) return null;
  const placed = Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end;
  return { document_id: id, title: "Article", version: query.get("version"), ...(placed && { start, end }) };
}

function articleLink({ document_id: id, version, start, end }) {
  const query = new URLSearchParams({ article: id });
  if (version) query.set("version", version);
  if (end) for (const [name, value] of [["start", start], ["end", end]]) query.set(name, value);
  return `/?${query}`;
}

export function closeArticle() {
  if (!panel.open) return;
  const item = opened;
  keepInPlace(item, () => panel.close());
  (item?.querySelector(".open") ?? item)?.focus({ preventScroll: true });
}

/** Wires the panel's own buttons, and its change between column and sheet. */
export function wireArticle() {
  panel.querySelector("#close-article").addEventListener("click", closeArticle);
  panel.addEventListener("close", () => panel.open || leaveItem());
  toQuote.addEventListener("click", scrollToQuote);
  BESIDE.addEventListener("change", () => {
    if (!panel.open) return;
    panel.close();
    display();
  });
}

// A sheet covers the page, so it must hold the focus; a column leaves the page usable.
function display() {
  if (BESIDE.matches) panel.show();
  else panel.showModal();
}

// The page is set anew in a narrower column; what was clicked should not jump away.
function keepInPlace(item, change) {
  const before = item?.getBoundingClientRect().top;
  change();
  if (item?.isConnected) scrollBy(0, item.getBoundingClientRect().top - before);
}

function leaveItem() {
  opened?.removeAttribute("aria-current");
  opened = null;
}

async function load(citation) {
  toQuote.hidden = true;
  body.setAttribute("aria-busy", "true");
  body.replaceChildren(element("div", { class: "loading" }, loadingNodes()));
  const current = () => wanted === citation;
  try {
    const record = await fetchDocument(citation.document_id);
    if (current()) showDocument(record, citation);
  } catch (error) {
    if (current()) body.replaceChildren(element("div", { class: "error", role: "alert" },
      problemNodes(asProblem(error), () => load(citation))));
  }
  if (current()) body.removeAttribute("aria-busy");
}

function showHead(record) {
  source.textContent = outlet(record);
  title.textContent = headline(record);
  const authors = [record.authors ?? []].flat().filter(Boolean).join(", ");
  const address = webAddress(record.url);
  facts.replaceChildren(
    element("time", { datetime: record.published_at }, longDate(record.published_at)),
    ...[
      authors && element("span", { dir: "auto" }, authors),
      record.indexed_at && element("span", {}, `in the archive since ${longDate(record.indexed_at)}`),
      address && element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, "Original"),
    ].filter(Boolean));
}

function showDocument(record, asked) {
  const citation = asked.text === undefined ? placed(record, asked) : asked;
  const quote = citation.text ? findQuote(record.text, citation) : null;
  showHead(record);
  const notice = changeNotice(record, citation, quote);
  const nodes = paragraphs(record.text, quote).map((span) => paragraph(record.text, span, quote, citation));
  body.replaceChildren(...(notice ? [notice] : []), element("div", { class: "article-text", lang: record.language }, nodes));
  toQuote.hidden = !quote;
  scrollToQuote();
}

function paragraph(text, span, quote, citation) {
  const holdsQuote = quote && span.start <= quote.start && quote.end <= span.end;
  const content = holdsQuote
    ? [text.slice(span.start, quote.start),
      element("mark", { class: "cited" }, quoteNodes(citation)),
      text.slice(quote.end, span.end)]
    : text.slice(span.start, span.end);
  return element("p", { dir: "auto" }, content);
}

// A link says where its passage stands, in the version that it was made of; its words are not known of another one.
function placed({ text, version: now }, { start, end, version = now, ...rest }) {
  const known = end && (version ?? now) === now;
  return { ...rest, start, end, version, text: known ? text.slice(utf16Index(text, start), utf16Index(text, end)) : "" };
}

function changeNotice(record, citation, quote) {
  const changed = citation.version && record.version !== citation.version;
  if (!changed && (quote || !citation.text)) return null;
  const words = [
    changed ? "This article has changed since it was cited." : null,
    quote && "The quoted passage still stands in it, word for word.",
    !quote && citation.text && "The quoted passage is not in the text below.",
  ];
  return element("p", { class: "notice", role: "status" }, words.filter(Boolean).join(" "));
}

function scrollToQuote() {
  const mark = body.querySelector("mark.cited");
  if (!mark) return;
  const offset = mark.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  scroller.scrollTop += offset - scroller.clientHeight / 3;
}
