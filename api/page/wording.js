const DAY = /^(\d{4})-(\d{2})-(\d{2})/;
const LONG = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const SHORT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

const SOUGHT = {
  when: "a date", who: "a person or body", where: "a place", why: "a reason",
  how_many: "a number", yes_no: "a yes or a no",
};

const CONFIDENCE = [
  [0.9, "Very likely right"],
  [0.7, "Likely right"],
  [0.5, "More likely right than wrong"],
  [0.25, "Uncertain"],
  [0, "Very uncertain"],
];

// A published_at may carry a time and zone; its own calendar day is what the paper printed.
function day(iso) {
  const match = DAY.exec(iso ?? "");
  return match && new Date(Date.UTC(match[1], match[2] - 1, match[3]));
}

export function longDate(iso) {
  const date = day(iso);
  return date ? LONG.format(date) : iso || "undated";
}

export function shortDate(iso) {
  const date = day(iso);
  return date ? SHORT.format(date) : iso || "undated";
}

/** The month that a day lies in. */
export const monthOf = (iso) => MONTH.format(day(iso));

export const outlet = (source) => source.publisher || "Outlet unknown";

export const headline = (source) => source.title || "Untitled";

/** A percentage that never claims more certainty than there is. */
export function percent(probability) {
  const rounded = Math.round(probability * 100);
  if (rounded >= 100 && probability < 1) return "over 99%";
  if (rounded <= 0 && probability > 0) return "under 1%";
  return `${rounded}%`;
}

export function confidenceWords(probability) {
  return CONFIDENCE.find(([least]) => probability >= least)?.[1] ?? "Very uncertain";
}

/** The resolved period of an answer such as "on Tuesday". */
export function period({ start, end, precision, modifier }) {
  const lead = modifier === "end" ? "end of" : modifier;
  return [lead, span(start, end, precision)].filter(Boolean).join(" ");
}

function span(start, end, precision) {
  if (!start || !end) return longDate(start || end);
  if (start === end) return longDate(start);
  if (precision === "year" && start.slice(0, 4) === end.slice(0, 4)) return start.slice(0, 4);
  if (precision === "month" && start.slice(0, 7) === end.slice(0, 7)) return MONTH.format(day(start));
  return `${longDate(start)} to ${longDate(end)}`;
}

/** Days with a bound on one side at least. */
export function between(from, to) {
  if (from && to) return `${longDate(from)} to ${longDate(to)}`;
  return from ? `${longDate(from)} or later` : `${longDate(to)} or earlier`;
}

/** What kind of answer a question asks for. */
export const typeWords = (type) => `asks for ${SOUGHT[type] ?? "a statement"}`;

/** What was looked for, from an answer's `understood`. */
export function soughtWords({ type, publisher, date_from: from, date_to: to, as_of: asOf }) {
  const words = [SOUGHT[type] ?? "a sentence that answers this"];
  if (publisher) words.push(`in ${publisher}`);
  if (from || to) words.push(`dated ${between(from, to)}`);
  if (asOf) words.push(`as known on ${longDate(asOf)}`);
  return words.join(", ");
}

/** One sentence for the live region: what a reader of the screen sees first. */
export function spoken(answer) {
  if (answer.status === "not_found") return `The archive does not hold an answer. ${answer.leads.length} nearest passages.`;
  const [first] = answer.citations;
  const source = `${outlet(first)}, ${longDate(first.published_at)}`;
  if (answer.status === "conflicting") return `The sources disagree. Newest: ${answer.answer}. ${source}.`;
  return `${answer.answer}. ${source}.`;
}
