import { publishers } from "./api.js";
import { element } from "./dom.js";
import { createHistogram } from "./histogram.js";
import { NOTHING } from "./scope.js";

const STRICTNESS = [["", "As the server is set"], ["strict", "Strict"], ["balanced", "Balanced"], ["open", "Open"]];
// What bounds a timeline, too.
const FOR_ALL = ["outlet", "from", "to"];

let count = 0;
let outlets = null;

/** The fields of a scope; `changed()` hears of every change. */
export function createFields(scope, changed = () => {}) {
  count += 1;
  const inputs = {
    outlet: element("select", {}, element("option", { value: "" }, "All")),
    from: element("input", { type: "date" }),
    to: element("input", { type: "date" }),
    asOf: element("input", { type: "date" }),
    strictness: element("select", {}, STRICTNESS.map(([value, name]) => element("option", { value }, name))),
  };
  const labelled = (name, words) => {
    inputs[name].id = `${name}-${count}`;
    return element("div", { class: FOR_ALL.includes(name) ? "field" : "field only-asked" }, element("label", { for: inputs[name].id }, words), inputs[name]);
  };
  const bars = createHistogram((from, to) => {
    inputs.from.value = from;
    inputs.to.value = to;
    changed();
  });
  const node = element("div", { class: "fields", change: onChange },
    labelled("outlet", "Outlet"), labelled("from", "Published from"), labelled("to", "Published to"),
    labelled("asOf", "As known on"), labelled("strictness", "How sure"), bars.node);

  function onChange(event) {
    if (event.target === inputs.outlet) bars.load(inputs.outlet.value);
    bars.mark(inputs.from.value, inputs.to.value);
    changed();
  }

  const read = () => Object.fromEntries(Object.keys(NOTHING).map((name) => [name, inputs[name].value]));

  function write(values) {
    if (values.outlet && ![...inputs.outlet.options].some(({ value }) => value === values.outlet)) {
      inputs.outlet.append(element("option", { value: values.outlet }, values.outlet));
    }
    for (const name of Object.keys(NOTHING)) inputs[name].value = values[name];
    bars.mark(values.from, values.to);
  }

  /** Asks the server what there is to choose from. */
  async function load() {
    bars.load(inputs.outlet.value);
    outlets ??= publishers();
    const found = await outlets.catch(() => { outlets = null; return []; });
    const known = new Set([...inputs.outlet.options].map(({ value }) => value));
    inputs.outlet.append(...found.filter(({ publisher }) => publisher && !known.has(publisher))
      .map(({ publisher, documents }) => element("option", { value: publisher }, `${publisher} (${documents})`)));
  }

  write(scope);
  return { node, read, write, load, focus: (name) => inputs[name].focus() };
}

/** Lets the fields be asked anew: the archive has grown. */
export function forgetOutlets() {
  outlets = null;
}
