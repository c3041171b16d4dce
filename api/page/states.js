import { Problem } from "./api.js";
import { element } from "./dom.js";

/** A failure's title, detail and a way to try again. */
export function problemNodes({ title, detail }, retry) {
  return [
    element("p", { class: "verdict" }, title),
    detail ? element("p", { class: "detail" }, detail) : null,
    element("button", { type: "button", class: "retry boxed", click: retry }, "Try again"),
  ];
}

/** Any error as a Problem: one that is not the server's is a fault of this page, and is logged as such. */
export function asProblem(error) {
  if (error instanceof Problem) return error;
  console.error(error);
  return new Problem("This could not be shown", String(error.message ?? error));
}

/** Placeholder lines, about as tall as what will replace them. */
export function loadingNodes() {
  return [
    element("p", { class: "visually-hidden" }, "Reading the archive"),
    ["wide", "short", "line", "line", "half"].map((size) => element("div", { class: `placeholder ${size}` })),
  ];
}
