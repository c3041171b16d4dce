import { answerNodes } from "./answer.js";
import { element } from "./dom.js";
import { asProblem, loadingNodes, problemNodes } from "./states.js";
import { spoken } from "./wording.js";

let count = 0;

/** One question and what came of it. `run()` asks, and asks again after a failure. */
export function createExchange(question, { ask, submit, openArticle, announce }) {
  count += 1;
  const heading = element("h2", { id: `exchange-${count}`, class: "question", dir: "auto" }, question);
  const result = element("div", { class: "result" });
  const article = element("article", { class: "exchange", "aria-labelledby": heading.id, tabindex: "-1" }, heading, result);

  function show(status, nodes, words, foot = []) {
    article.dataset.status = status;
    article.setAttribute("aria-busy", String(status === "loading"));
    result.replaceChildren(element("div", { class: status }, nodes), ...foot);
    announce(words);
  }

  async function run() {
    show("loading", loadingNodes(), "");
    try {
      const answer = await ask(question);
      show(answer.status, 
        [readAs(answer, submit), answerNodes(answer, openArticle), relatedNodes(answer, submit)], spoken(answer), [footer(question, answer)]);
    } catch (error) {
      const problem = asProblem(error);
      show("error", problemNodes(problem, retry), `${problem.title}. ${problem.detail}`);
    }
  }

  // The button that was pressed goes away, and keyboard focus would go with it.
  function retry() {
    article.focus({ preventScroll: true });
    run();
  }

  return { article, run };
}

// A follow-up is searched for as completed from the conversation, so say what that was.
function readAs({ question, understood }, submit) {
  if (!understood?.carried_over?.length) return null;
  return element("p", { class: "read-as" }, "Read as ", element("q", { dir: "auto" }, understood.question), " ",
    element("button", { type: "button", class: "example", click: () => submit(question, true) }, "Ask it as it stands"));
}

function relatedNodes({ related = [] }, submit) {
  if (!related.length) return null;
  return element("section", { class: "related" },
    element("h3", {}, "Also answered there"),
    element("ul", {}, related.map((question) =>
      element("li", {}, element("button", { type: "button", class: "example", click: () => submit(question, true) }, question)))));
}

function footer(question, { timings_ms: timings }) {
  return element("p", { class: "exchange-foot" },
    timings?.total == null ? null : element("span", {}, `${Math.max(1, Math.round(timings.total))} ms`),
    element("a", { href: `/?q=${encodeURIComponent(question)}` }, "Link to this question"));
}
