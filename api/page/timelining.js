import { timeline } from "./api.js";
import { citationItem } from "./citation.js";
import { element } from "./dom.js";
import { createExchange } from "./exchange.js";
import { filtersOf, linkTo } from "./scope.js";
import { longDate, period } from "./wording.js";

/** The dated developments on a topic; `asked` is `{topic, scope}`. */
export function createTimeline({ topic, scope: asked }, page) {
  const scope = { ...asked, asOf: "", strictness: "" };
  const exchange = createExchange(`Timeline: ${topic}`, page.announce);

  async function work(signal) {
    const { events, gaps } = await timeline(topic, filtersOf(scope), signal);
    const link = linkTo("timeline", topic, scope);
    const said = events.length ? `${events.length} developments on ${topic}` : `Nothing dated on ${topic}`;
    page.remember({ question: `Timeline: ${topic}`, answer: said }, link);
    exchange.show("timeline", [
      element("p", { class: "verdict" }, said),
      events.length ? timelineNodes(events, gaps, page.open) : element("p", { class: "sought" },
        "No article tells of this with a date. Other words may find it."),
    ], said, { foot: [element("p", { class: "exchange-foot" }, element("a", { href: link }, "Link to this timeline"))] });
  }

  const run = () => exchange.attempt(work, run);
  return { article: exchange.article, turn: null, run };
}

/** Events down a line of time, with the gaps between them. */
export function timelineNodes(events, gaps, open) {
  const pending = [...gaps];
  const items = events.flatMap((event) => {
    const begins = event.date.start ?? event.date.end;
    const before = [];
    while (pending.length && begins && pending[0].end < begins) before.push(gapItem(pending.shift()));
    return [...before, eventItem(event, open)];
  });
  return element("ol", { class: "events" }, items, pending.map(gapItem));
}

function eventItem({ date, dated_by: by, expected, citations }, open) {
  const [first, ...more] = citations;
  const item = citationItem(first, open);
  const tags = [by === "publication" && "day of the report", expected && "expected then"].filter(Boolean);
  item.querySelector(".number").remove();
  item.querySelector(".dateline").prepend(element("span", { class: "event-date" }, period(date)),
    ...tags.map((words) => element("span", { class: "tag" }, words)));
  if (more.length) {
    item.querySelector(".passage").append(element("details", { class: "also-in" },
      element("summary", {}, `${more.length} more ${more.length === 1 ? "report" : "reports"}`),
      element("ol", { class: "sources" }, more.map((citation) => citationItem(citation, open)))));
  }
  return item;
}

function gapItem({ start, end }) {
  return element("li", { class: "gap" }, `Nothing between ${longDate(start)} and ${longDate(end)}`);
}
