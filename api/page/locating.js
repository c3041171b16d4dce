import { locate } from "./api.js";
import { quotedItem } from "./citation.js";
import { element } from "./dom.js";
import { createExchange } from "./exchange.js";
import { linkTo } from "./scope.js";
import { utf16Index } from "./text.js";
import { percent } from "./wording.js";

/** Where a quote comes from; `asked` is `{quote}`. */
export function createLocating({ quote }, page) {
  const exchange = createExchange(`Where is this from? “${quote}”`, page.announce);

  async function work(signal) {
    const { found, matches } = await locate(quote, signal);
    const exact = matches.filter((match) => match.exact).length;
    const said = found ? foundWords(exact, matches.length - exact) : "This archive does not hold the quote";
    const link = linkTo("quote", quote);
    page.remember({ question: `Where is this from? “${quote}”`, answer: said }, link);
    exchange.show(found ? "located" : "not_found", [
      element("p", { class: "verdict" }, said),
      found ? matchNodes(matches, page.open) : element("p", { class: "sought" },
        "Neither word for word nor with some words changed."),
    ], said, { foot: [element("p", { class: "exchange-foot" }, element("a", { href: link }, "Link to this search"))] });
  }

  const run = () => exchange.attempt(work, run);
  return { article: exchange.article, turn: null, run };
}

function foundWords(exact, altered) {
  const outlets = (count) => `${count} ${count === 1 ? "article" : "articles"}`;
  if (!altered) return `Word for word in ${outlets(exact)}`;
  if (!exact) return `With words changed in ${outlets(altered)}`;
  return `Word for word in ${outlets(exact)}, with words changed in ${altered}`;
}

/** The places of a quote; where its words differ, what the article has and what the quote has. */
export function matchNodes(matches, open) {
  return element("ol", { class: "sources" }, matches.map((match) => {
    const label = element("span", { class: "tag" }, match.exact ? "word for word" : `${percent(match.similarity)} alike`);
    return quotedItem(match, open, diffNodes(match), label);
  }));
}

function diffNodes({ text, start, changes }) {
  const nodes = [];
  let at = 0;
  for (const change of changes) {
    const [from, to] = [change.start, change.end].map((place) => utf16Index(text, place - start));
    nodes.push(text.slice(at, from),
      change.text && element("ins", {}, element("span", { class: "visually-hidden" }, "the article has: "), text.slice(from, to)),
      change.text && change.quote && " ",
      change.quote && element("del", {}, element("span", { class: "visually-hidden" }, "the quote has: "), change.quote),
      !change.text && " ");
    at = to;
  }
  nodes.push(text.slice(at));
  return nodes.filter(Boolean);
}
