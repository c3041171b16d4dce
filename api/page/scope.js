import { between, longDate } from "./wording.js";

/**
 * What bounds a question: `outlet`, `from` and `to` (days of publication), `asOf`, `strictness`.
 * One that is not set is an empty string.
 */
export const NOTHING = Object.freeze({ outlet: "", from: "", to: "", asOf: "", strictness: "" });

const NAMES = Object.keys(NOTHING);
const IN_LINKS = { outlet: "publisher", from: "from", to: "to", asOf: "as_of", strictness: "strictness" };

export const isSet = (scope) => NAMES.some((name) => scope[name]);

/** The filters of a request, or null where there are none. */
export function filtersOf({ outlet, from, to }) {
  const given = { publisher: outlet, date_from: from, date_to: to };
  const set = Object.entries(given).filter(([, value]) => value);
  return set.length ? Object.fromEntries(set) : null;
}

/** The body of POST /v1/ask. */
export function bodyOf(question, scope, conversation) {
  const filters = filtersOf(scope);
  return {
    question,
    conversation,
    ...(filters && { filters }),
    ...(scope.asOf && { as_of: scope.asOf }),
    ...(scope.strictness && { strictness: scope.strictness }),
  };
}

/** A link to this page that does the same again; `mode` is q, timeline or quote. */
export function linkTo(mode, words, scope = NOTHING) {
  const query = new URLSearchParams({ [mode]: words });
  for (const name of NAMES) if (scope[name]) query.set(IN_LINKS[name], scope[name]);
  return `/?${query}`;
}

/** The scope of a link. */
export const scopeOf = (query) =>
  Object.fromEntries(NAMES.map((name) => [name, query.get(IN_LINKS[name])?.trim() ?? ""]));

/** What a window of publication is called. */
export function windowWords(from, to) {
  if (from && from === to) return `published ${longDate(from)}`;
  return `published ${between(from, to)}`;
}
