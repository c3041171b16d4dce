import { element } from "./dom.js";
import { createFields } from "./fields.js";
import { NOTHING, windowWords } from "./scope.js";
import { longDate, period, typeWords } from "./wording.js";

/**
 * What was understood of a question, each thing a chip that can be changed or taken away;
 * `again(changes)` asks anew with another `question`, `scope` or `alone`.
 */
export function chipNodes(answer, asked, again) {
  const { understood } = answer;
  const editor = element("form", { class: "chip-editor", hidden: true, "aria-label": "Narrow the question" });
  const edit = (scope, question, field) => openEditor(editor, scope, field, (chosen) =>
    again(question === asked.question ? { scope: chosen } : { question, scope: chosen, alone: true }));
  const chip = (words, field, without) => chipItem(words,
    field && (() => edit({ ...asked.scope, ...field.set }, field.question ?? asked.question, field.name)),
    without && (() => again(without)));
  return [
    readAs(understood, asked, again),
    element("ul", { class: "chips", "aria-label": "What was understood" },
      chipItem(typeWords(understood.type)),
      carriedChips(understood, asked, chip),
      dateChips(understood, asked, chip),
      scopeChips(asked.scope, chip),
      understood.undated_left_out ? chipItem(`${understood.undated_left_out} undated left out`) : null,
      element("li", {}, element("button", {
        type: "button", class: "plain", click: () => edit(asked.scope, asked.question, "outlet"),
      }, "Narrow"))),
    editor,
  ];
}

/** The room that the chips will take, so that nothing moves when they come. */
export const emptyChips = () => element("div", { class: "chips" });

// A follow-up is searched for as completed from the conversation, so say what that was.
function readAs({ question, carried_over: carried }, asked, again) {
  if (!carried?.length) return null;
  return element("p", { class: "read-as" }, "Read as ", element("q", { dir: "auto" }, question), " ",
    element("button", { type: "button", class: "plain", click: () => again({ alone: true }) }, "Ask it as it stands"));
}

function carriedChips({ question, carried_over: carried = [] }, asked, chip) {
  const alone = { alone: true };
  return carried.map((piece) => chip(`carried over: ${piece}`, null,
    carried.length === 1 ? alone : { ...alone, question: without(question, piece) }));
}

// Days that the question itself names: to take them away is to take its words away.
function dateChips({ question, dates = [] }, asked, chip) {
  return dates.map(({ text, start, end, used_as: use }) => {
    const rest = without(question, text);
    const gone = { question: rest, alone: true };
    if (use === "window") {
      const set = { from: start ?? "", to: end ?? "" };
      return chip(windowWords(start, end), { name: "from", set, question: rest }, gone);
    }
    if (use === "as_of") {
      return chip(`as known on ${longDate(end)}`, { name: "asOf", set: { asOf: end }, question: rest }, gone);
    }
    if (use === "latest") return chip("the latest reports first", null, gone);
    if (use === "overruled") return chip(`“${text}” gives way to your dates`);
    const when = start || end ? period({ start, end, precision: "day" }) : "";
    return chip(`“${text}”${when && ` (${when})`} bounds nothing`, { name: "from", set: { from: start ?? "", to: end ?? "" } });
  });
}

function scopeChips(scope, chip) {
  const less = (...names) => ({ scope: { ...scope, ...Object.fromEntries(names.map((name) => [name, ""])) } });
  return [
    scope.outlet && chip(`in ${scope.outlet}`, { name: "outlet" }, less("outlet")),
    (scope.from || scope.to) && chip(windowWords(scope.from, scope.to), { name: "from" }, less("from", "to")),
    scope.asOf && chip(`as known on ${longDate(scope.asOf)}`, { name: "asOf" }, less("asOf")),
    scope.strictness && chip(`how sure: ${scope.strictness}`, { name: "strictness" }, less("strictness")),
  ].filter(Boolean);
}

function chipItem(words, change, remove) {
  return element("li", { class: "chip" },
    change
      ? element("button", { type: "button", class: "chip-change", click: change, title: "Change" }, words)
      : element("span", { class: "chip-words" }, words),
    remove && element("button", {
      type: "button", class: "chip-remove", click: remove, "aria-label": `Ask again without: ${words}`,
    }, "×"));
}

function openEditor(editor, scope, field, apply) {
  const fields = createFields({ ...NOTHING, ...scope });
  const close = () => {
    editor.hidden = true;
    editor.closest(".exchange").focus({ preventScroll: true });
  };
  editor.replaceChildren(fields.node, element("div", { class: "editor-foot" },
    element("button", { type: "submit", class: "plain" }, "Ask again"),
    element("button", { type: "button", class: "plain", click: close }, "Cancel")));
  editor.onkeydown = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  };
  editor.onsubmit = (event) => {
    event.preventDefault();
    apply(fields.read());
  };
  editor.hidden = false;
  fields.load();
  fields.focus(field);
}

/** A question without some of its words. */
export function without(question, words) {
  const rest = question.replace(words, " ").replace(/\s+/g, " ").replace(/ ([?.,;])/g, "$1");
  return rest.replace(/,+/g, ",").replace(/^[\s,;.]+/, "").trim();
}
