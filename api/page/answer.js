import { citationItem, leadItem } from "./citation.js";
import { element } from "./dom.js";
import { confidenceWords, headline, longDate, outlet, percent, period, shortDate, soughtWords } from "./wording.js";

const LONG_ANSWER = 140;
const READ_ALOUD = 5;

const RENDERERS = { answered, conflicting, not_found: notFound };

/** The nodes that show an answer object; `open(citation, item)` opens the article of a source. */
export function answerNodes(answer, open) {
  return RENDERERS[answer.status](answer, open);
}

/** The nodes that show what has come of an answer so far: the passages, then the answer, then its citations. */
export function partNodes({ passages, answer, citations: cited }, open) {
  if (answer === null) return readingNodes(passages);
  return [answerText({ answer }), cited.length > 0 && citations({ citations: cited }, open)];
}

function readingNodes(passages) {
  const outlets = passages.slice(0, READ_ALOUD).map((hit) => element("li", {},
    element("time", { datetime: hit.published_at }, shortDate(hit.published_at)), " ",
    element("bdi", {}, outlet(hit)), ": ", element("bdi", {}, headline(hit))));
  return [
    element("p", { class: "verdict" }, passages.length === 1 ? "Reading 1 passage" : `Reading ${passages.length} passages`),
    element("ul", { class: "reading" }, outlets),
  ];
}

function answered(answer, open) {
  return [
    answerText(answer),
    resolvedDate(answer),
    confidence(answer),
    composedSentences(answer),
    composer(answer),
    citations(answer, open),
  ];
}

function conflicting(answer, open) {
  const shown = answer.conflicts.some((conflict) => conflict.values.some(({ value }) => value === answer.answer));
  return [
    element("p", { class: "verdict" }, "The sources disagree"),
    shown ? null : answerText(answer),
    answer.conflicts.map((conflict) => disagreement(conflict, answer)),
    confidence(answer, "Newest value: "),
    composedSentences(answer),
    composer(answer),
    citations(answer, open),
  ];
}

function notFound(answer, open) {
  return [
    element("p", { class: "verdict" }, "The archive does not hold an answer"),
    element("p", { class: "sought" }, `Looked for: ${soughtWords(answer.understood ?? {})}.`),
    !answer.confidence ? null : element("p", { class: "confidence" },
      `The best candidate was ${percent(answer.confidence)} likely to be right, too little to show as an answer.`),
    answer.leads.length > 0 && element("section", { class: "leads" },
      element("h3", {}, "Nearest passages"),
      element("p", { class: "caveat" }, "Leads to read further. They do not prove an answer."),
      element("ul", { class: "sources" }, answer.leads.map((lead) => leadItem(lead, open)))),
  ];
}

function answerText(answer) {
  const size = [...answer.answer].length > LONG_ANSWER ? "long" : "short";
  return element("p", { class: "answer-text", dir: "auto", "data-size": size }, element("span", {}, answer.answer));
}

// A short answer that names its year needs no gloss; "on Tuesday" does, and a date within a sentence.
function resolvedDate({ answer, date }) {
  const year = (date?.start || date?.end)?.slice(0, 4);
  if (!year || (answer.includes(year) && answer.length <= LONG_ANSWER)) return null;
  return element("p", { class: "resolved-date" }, `That is ${period(date)}.`);
}

function confidence({ confidence: probability }, lead = "") {
  if (probability == null) return null;
  const words = confidenceWords(probability);
  return element("p", { class: "confidence" }, lead, lead ? words.toLowerCase() : words, `, ${percent(probability)}`);
}

// A sentence that is itself a citation is shown once, as that citation.
function composedSentences({ sentences = [], citations: cited }) {
  const quoted = new Set(cited.map((citation) => citation.text));
  if (sentences.every((sentence) => quoted.has(sentence.text))) return null;
  return element("p", { class: "sentences", dir: "auto" },
    sentences.map((sentence) => [sentence.text, " ", references(sentence.citations), " "]));
}

// What a language model had to do with it, where one was asked.
function composer({ generated }) {
  if (!generated) return null;
  const dropped = generated.sentences_dropped;
  const words = generated.composed
    ? `Chosen by ${generated.model} from the sources, and checked against them`
    : `The archive's own answer: ${generated.note}`;
  return element("p", { class: "confidence" }, words, dropped ? `; ${dropped} of its sentences left out` : null, ".");
}

function citations({ citations: cited }, open) {
  return element("section", { class: "proof" },
    element("h3", {}, cited.length > 1 ? "Sources" : "Source"),
    element("ol", { class: "sources" }, cited.map((citation) => citationItem(citation, open))));
}

function disagreement({ about, values }, answer) {
  const dated = values.map((value) => ({ ...value, sources: sourcesOf(value, answer) }));
  dated.sort((one, other) => newest(other) - newest(one));
  return element("section", { class: "conflict" },
    about && about !== answer.understood.question ? element("h3", { dir: "auto" }, about) : element("h3", { class: "visually-hidden" }, "The values"),
    element("ul", { class: "values" }, dated.map((value, rank) => valueItem(value, rank, answer))));
}

function valueItem({ value, sources, citations: numbers }, rank, answer) {
  const isAnswer = rank === 0 && value === answer.answer;
  return element("li", { class: "value" },
    element("p", { class: isAnswer ? "value-text answer-text" : "value-text", dir: "auto" }, element("span", {}, value)),
    sources.map((source) => element("p", { class: "dateline" },
      element("time", { datetime: source.published_at }, longDate(source.published_at)), " ",
      element("span", { class: "outlet", dir: "auto" }, outlet(source)))),
    element("p", { class: "rank" }, rank === 0 ? "Newest " : null, references(numbers)));
}

const sourcesOf = ({ citations: numbers }, { citations: cited }) =>
  cited.filter((citation) => numbers.includes(citation.number));

const newest = ({ sources }) => Math.max(...sources.map((source) => Date.parse(source.published_at) || 0), 0);

function references(numbers) {
  return numbers.map((number) => element("button", {
    type: "button", class: "reference", "aria-label": `Go to source ${number}`,
    click: (event) => showCitation(event.target.closest(".exchange"), number),
  }, String(number)));
}

function showCitation(exchange, number) {
  const item = exchange.querySelector(`.citation[data-number="${Number(number)}"]`);
  item?.scrollIntoView({ block: "nearest" });
  item?.focus({ preventScroll: true });
}
