import { element } from "./dom.js";

const KEY = "dateline.past";
const MOST = 200;

/** Keeps a question with its answer in this browser; `link` does the same again. */
export function remember({ question, status, answer }, link) {
  const entry = { question, status: status ?? "done", answer: answer ?? null, link, at: new Date().toISOString() };
  keep([entry, ...past().filter((one) => one.link !== link)].slice(0, MOST));
}

/** What was asked, the newest first. A browser may refuse to keep anything; then there is no past. */
export function past() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

function keep(entries) {
  try {
    localStorage.setItem(KEY, JSON.stringify(entries));
  } catch {
    // Full, or forbidden: the page works without.
  }
}

/** Wires the dialog of the past to its button. */
export function wirePast(dialog, button) {
  const list = dialog.querySelector(".past-list");
  const foot = dialog.querySelectorAll(".sheet-foot button");

  function show() {
    const entries = past();
    for (const one of foot) one.disabled = !entries.length;
    list.replaceChildren(...(entries.length ? entries.map(item) : [element("li", {}, "Nothing was asked yet.")]));
  }

  button.addEventListener("click", () => {
    show();
    dialog.showModal();
  });
  dialog.querySelector("#export-past").addEventListener("click", () => download("dateline-history.json", past()));
  dialog.querySelector("#clear-past").addEventListener("click", () => {
    keep([]);
    show();
  });
}

function item({ question, answer, link, at }) {
  const own = typeof link === "string" && link.startsWith("/?") ? link : "/";
  return element("li", {},
    element("a", { href: own, dir: "auto" }, String(question)),
    element("p", { class: "past-answer", dir: "auto" }, answer ?? "Not found"),
    element("time", { datetime: at }, new Date(at).toLocaleString()));
}

function download(name, value) {
  const url = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], { type: "application/json" }));
  element("a", { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}
