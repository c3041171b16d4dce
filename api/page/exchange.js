import { element } from "./dom.js";
import { asProblem, loadingNodes, problemNodes } from "./states.js";

let count = 0;

/** What was asked and what came of it: a heading, and under it a result that is shown anew as it changes. */
export function createExchange(words, announce) {
  count += 1;
  const heading = element("h2", { id: `exchange-${count}`, class: "question", dir: "auto" }, words);
  const result = element("div", { class: "result" });
  const article = element("article", { class: "exchange", "aria-labelledby": heading.id, tabindex: "-1" }, heading, result);

  /** Shows a status with its nodes, and what stands before and after them; `said` is what a screen reader hears. */
  function show(status, nodes, said = "", { head = [], foot = [] } = {}) {
    article.dataset.status = status;
    article.setAttribute("aria-busy", String(status === "loading"));
    result.replaceChildren(...[head, element("div", { class: status }, nodes), foot].flat().filter(Boolean));
    announce(said);
  }

  /** Does some work: `work(signal)` may show what it has meanwhile; `retry` does it again after a failure. */
  async function attempt(work, retry) {
    const stop = new AbortController();
    const again = () => {
      takeFocus();
      retry();
    };
    const stopping = element("button", { type: "button", class: "plain stop", click: () => { takeFocus(); stop.abort(); } }, "Stop");
    show("loading", [loadingNodes(), stopping]);
    try {
      await work(stop.signal, stopping);
    } catch (error) {
      const problem = error.name === "AbortError" ? { title: "Stopped", detail: "" } : asProblem(error);
      show("error", problemNodes(problem, again), [problem.title, problem.detail].filter(Boolean).join(". "));
    }
  }

  // The button that was pressed goes away, and keyboard focus would go with it.
  const takeFocus = () => article.focus({ preventScroll: true });

  return { article, heading, show, attempt, takeFocus };
}
