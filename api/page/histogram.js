import { histogram } from "./api.js";
import { element } from "./dom.js";
import { longDate, monthOf } from "./wording.js";

const MOST_MONTHS = 72;

/** The archive over time, a bar a month or a year; `choose(from, to)` hears which days are chosen. */
export function createHistogram(choose) {
  const bars = element("div", { class: "bars", role: "group", "aria-label": "Articles over time", keydown: walk });
  const scale = element("p", { class: "scale" });
  const node = element("div", { class: "histogram" }, bars, scale);
  let chosen = { from: "", to: "" };
  let loads = 0;

  async function load(publisher) {
    loads += 1;
    const mine = loads;
    const found = await bins(publisher).catch(() => []);
    if (mine !== loads) return;
    node.hidden = !found.length;
    if (found.length) {
      const most = Math.max(...found.map((bin) => bin.documents));
      bars.replaceChildren(...found.map((bin, place) => bar(bin, most, place)));
      scale.replaceChildren(...scaleWords(found));
      mark(chosen.from, chosen.to);
    }
  }

  function bar({ start, end, documents, name }, most, place) {
    const fill = element("span", { class: "fill" });
    fill.style.height = `${documents ? Math.max(6, (documents / most) * 100) : 0}%`;
    return element("button", {
      type: "button", class: "bar", tabindex: place ? "-1" : "0", "aria-pressed": "false",
      "aria-label": `${name}: ${documents} ${documents === 1 ? "article" : "articles"}`,
      title: `${name}: ${documents}`, "data-start": start, "data-end": end, click: pick,
    }, fill);
  }

  function pick(event) {
    const { start, end } = event.currentTarget.dataset;
    if (event.shiftKey && chosen.from) {
      chosen = start < chosen.from ? { from: start, to: chosen.to } : { from: chosen.from, to: end };
    } else if (chosen.from === start && chosen.to === end) {
      chosen = { from: "", to: "" };
    } else {
      chosen = { from: start, to: end };
    }
    choose(chosen.from, chosen.to);
    mark(chosen.from, chosen.to);
  }

  function walk(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const all = [...bars.children];
    const next = all[all.indexOf(document.activeElement) + step];
    if (!step || !next) return;
    event.preventDefault();
    for (const one of all) one.tabIndex = one === next ? 0 : -1;
    next.focus();
  }

  function mark(from, to) {
    chosen = { from, to };
    for (const one of bars.children) {
      const inside = (from || to) && one.dataset.end >= (from || "0") && one.dataset.start <= (to || "9");
      one.setAttribute("aria-pressed", String(Boolean(inside)));
    }
  }

  return { node, load, mark };
}

async function bins(publisher) {
  const months = (await histogram("month", publisher)).bins;
  if (!months.length) return [];
  const all = everyMonth(months);
  return all.length <= MOST_MONTHS ? all : everyYear((await histogram("year", publisher)).bins);
}

/** The server leaves out periods without articles; a scale of time must not. */
export function everyMonth(found) {
  const held = new Map(found.map((bin) => [bin.start, bin.documents]));
  const last = new Date(`${found.at(-1).start}T00:00Z`);
  const all = [];
  for (let day = new Date(`${found[0].start}T00:00Z`); day <= last; day.setUTCMonth(day.getUTCMonth() + 1)) {
    const end = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0));
    all.push(period(iso(day), iso(end), held, monthOf(iso(day))));
  }
  return all;
}

function everyYear(found) {
  const held = new Map(found.map((bin) => [bin.start, bin.documents]));
  const [first, last] = [found[0], found.at(-1)].map((bin) => Number(bin.start.slice(0, 4)));
  return Array.from({ length: last - first + 1 }, (_, place) => String(first + place).padStart(4, "0"))
    .map((year) => period(`${year}-01-01`, `${year}-12-31`, held, year));
}

const period = (start, end, held, name) => ({ start, end, documents: held.get(start) ?? 0, name });

const iso = (day) => day.toISOString().slice(0, 10);

function scaleWords(found) {
  return [found[0].start, found.at(-1).end].map((day) => element("span", {}, longDate(day)));
}
