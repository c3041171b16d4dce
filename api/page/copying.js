import { Problem, fetchDocument } from "./api.js";
import { element } from "./dom.js";
import { asMarkdown, asText, bibtex, chicago } from "./formats.js";
import { asProblem } from "./states.js";

const FORMATS = [["Text", asText], ["Markdown", asMarkdown]];
const CITED = [["Chicago", chicago], ["BibTeX", bibtex]];

/** A menu that copies an answer, or its sources as a bibliography has them. */
export function copyMenu(answer, announce) {
  const menu = element("details", { class: "menu", keydown: closeOnEscape }, element("summary", {}, "Copy"));
  const item = (name, made) => element("li", {},
    element("button", { type: "button", class: "plain", click: () => run(name, made) }, name));

  async function run(name, made) {
    try {
      await copy(await made());
      menu.open = false;
      announce(`Copied as ${name}.`);
      menu.firstChild.textContent = "Copied";
      setTimeout(() => { menu.firstChild.textContent = "Copy"; }, 1500);
    } catch (error) {
      announce(asProblem(error).title);
      menu.firstChild.textContent = "Could not copy";
    }
    menu.firstChild.focus();
  }

  menu.append(element("ul", { class: "menu-items" },
    FORMATS.map(([name, format]) => item(name, () => format(answer))),
    answer.citations.length > 0 && CITED.map(([name, format]) => item(name, () => bibliography(answer, format)))));
  return menu;
}

function closeOnEscape(event) {
  if (event.key !== "Escape" || !event.currentTarget.open) return;
  event.stopPropagation();
  event.currentTarget.open = false;
  event.currentTarget.firstChild.focus();
}

async function bibliography({ citations }, format) {
  const ids = [...new Set(citations.map((citation) => citation.document_id))];
  return (await Promise.all(ids.map(fetchDocument))).map(format).join("\n\n");
}

// Browsers give the clipboard only to pages of this machine and of https.
async function copy(text) {
  if (!navigator.clipboard) throw new Problem("The browser does not let this page copy");
  await navigator.clipboard.writeText(text);
}
