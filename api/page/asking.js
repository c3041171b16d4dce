import { ask } from "./api.js";
import { answerNodes, partNodes } from "./answer.js";
import { chipNodes, emptyChips } from "./chips.js";
import { copyMenu } from "./copying.js";
import { element } from "./dom.js";
import { createExchange } from "./exchange.js";
import { ratingNodes } from "./feedback.js";
import { bodyOf, linkTo } from "./scope.js";
import { spoken } from "./wording.js";

/** A question and its answer. `asked` is `{question, scope, alone}`: `alone` leaves the conversation aside. */
export function createAsking(asked, page) {
  const exchange = createExchange(asked.question, page.announce);
  const self = { article: exchange.article, turn: null, run };

  function run() {
    self.turn = null;
    self.settled = exchange.attempt(work, run);
  }

  async function work(signal, stopping) {
    const conversation = asked.alone ? [] : await Promise.race([page.earlier(self), stopped(signal)]);
    const parts = { passages: [], answer: null, citations: [] };
    const told = (name, data) => {
      if (name === "passages") parts.passages = data.passages;
      else if (name === "delta") parts.answer = (parts.answer ?? "") + data.text;
      else if (name === "citation") parts.citations.push(data);
      const focused = document.activeElement === stopping;
      exchange.show("loading", [partNodes(parts, page.open), stopping], "", { head: [emptyChips()] });
      if (focused) stopping.focus({ preventScroll: true });
    };
    const answer = await ask(bodyOf(asked.question, asked.scope, conversation), told, signal);
    self.turn = { question: answer.understood.question, answer: answer.answer };
    const link = linkOf(answer);
    page.remember({ ...answer, question: answer.understood.question }, link);
    page.answered(self, link);
    const nodes = [answerNodes(answer, page.open), answer.status === "not_found" && lessStrict(answer)];
    exchange.show(answer.status, nodes, spoken(answer),
      { head: chipNodes(answer, asked, again), foot: [relatedNodes(answer), footer(answer)] });
  }

  // A follow-up is linked to as it was completed: a link has no conversation.
  const linkOf = ({ understood }) =>
    linkTo("q", understood.carried_over?.length ? understood.question : asked.question, asked.scope);

  /** Asks again with something else said. */
  function again(changes) {
    Object.assign(asked, changes);
    exchange.heading.textContent = asked.question;
    exchange.takeFocus();
    run();
  }

  function lessStrict({ confidence }) {
    if (asked.scope.strictness === "open" || !confidence) return null;
    const ask = () => again({ scope: { ...asked.scope, strictness: "open" } });
    return element("button", { type: "button", class: "plain", click: ask }, "Ask again, less strictly");
  }

  function relatedNodes({ related = [] }) {
    if (!related.length) return null;
    return element("section", { class: "related" },
      element("h3", {}, "Also answered there"),
      element("ul", {}, related.map((question) => element("li", {},
        element("button", { type: "button", class: "example", click: () => page.ask(question) }, question)))));
  }

  function footer(answer) {
    const spent = answer.timings_ms?.total;
    return element("div", { class: "exchange-foot" },
      spent == null ? null : element("span", {}, `${Math.max(1, Math.round(spent))} ms`),
      element("a", { href: linkOf(answer) }, "Link to this question"),
      copyMenu(answer, page.announce),
      ratingNodes(answer, page.announce));
  }

  return self;
}

const stopped = (signal) => new Promise((_, reject) => {
  signal.addEventListener("abort", () => reject(signal.reason));
});
