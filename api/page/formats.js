import { headline, longDate, outlet } from "./wording.js";

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
  "October", "November", "December"];

/** An answer as plain text, each quote with where it stands. */
export function asText(answer) {
  const quotes = answer.citations.map((one) => `[${one.number}] “${one.text}”\n    ${sourceWords(one)}`);
  return [answer.question, verdict(answer), ...quotes].join("\n\n");
}

/** An answer as Markdown. */
export function asMarkdown(answer) {
  const quotes = answer.citations.map((one) =>
    `> ${escaped(one.text).replace(/\n/g, "\n> ")}\n>\n> — ${escaped(sourceWords(one))}`);
  return [`**${escaped(answer.question)}**`, escaped(verdict(answer)), ...quotes].join("\n\n");
}

function verdict({ status, answer, conflicts }) {
  if (status === "not_found") return "The archive does not hold an answer.";
  if (status !== "conflicting") return answer;
  const values = conflicts.flatMap((one) => one.values.map(({ value, citations }) => `${value} [${citations.join(", ")}]`));
  return `The sources disagree: ${values.join("; ")}`;
}

function sourceWords(source) {
  const said = source.said_by?.name ? `${source.said_by.name}, in ` : "";
  return `${said}${outlet(source)}, ${longDate(source.published_at)}, “${headline(source)}”`;
}

const escaped = (text) => text.replace(/[\\`*_[\]<>#|~]/g, "\\$&");

/** A bibliography entry of a news article, after the Chicago Manual of Style (17th edition, 14.191). */
export function chicago({ authors = [], title, publisher, published_at: day, url }) {
  const who = authors.length ? series(authors) : publisher;
  const where = authors.length ? publisher : null;
  const parts = [who && ended(who), `“${ended(title || "Untitled")}”`, [where, american(day)].filter(Boolean).join(", "), url];
  return parts.filter(Boolean).map(ended).join(" ");
}

// Only the first author is turned round.
function series(authors) {
  const [first, ...rest] = authors;
  const names = [inverted(first), ...rest];
  if (names.length === 1) return names[0];
  return `${names.slice(0, -1).join(", ")}, and ${names.at(-1)}`;
}

// A body, or a name in a script without capitals, stands as it is.
function inverted(name) {
  const words = name.trim().split(/\s+/);
  const person = words.length >= 2 && words.length <= 4 && !name.includes(",")
    && words.every((word) => /^\p{Lu}[\p{Ll}\p{M}'’.-]*(\p{Lu}[\p{Ll}\p{M}]+)*$/u.test(word));
  return person ? `${words.at(-1)}, ${words.slice(0, -1).join(" ")}` : name;
}

const ended = (text) => (/[.?!…](”)?$/.test(text) || text.endsWith("/") ? text : `${text}.`);

function american(day) {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})/.exec(day ?? "") ?? [];
  return year ? `${MONTHS[month - 1]} ${Number(date)}, ${year}` : "n.d.";
}

/** A BibTeX entry; braces keep the capitals of the title. */
export function bibtex(record) {
  const { id, authors = [], title, publisher, published_at: day, url } = record;
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})/.exec(day ?? "") ?? [];
  const fields = {
    author: authors.map((name) => `{${tex(name)}}`).join(" and "),
    title: `{${tex(title || "Untitled")}}`,
    journal: tex(publisher ?? ""),
    year,
    month: month && MONTHS[month - 1].slice(0, 3).toLowerCase(),
    day: date && String(Number(date)),
    url: url && url.replace(/[{}\\]/g, encodeURIComponent),
  };
  const lines = Object.entries(fields).filter(([, value]) => value)
    .map(([name, value]) => `  ${name} = ${name === "month" ? value : `{${value}}`},`);
  return [`@article{${id.replace(/[^A-Za-z0-9:-]+/g, "-")},`, ...lines, "}"].join("\n");
}

const TEX = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

const tex = (text) => text.replace(/[\\{}&%$#_~^]/g, (mark) => TEX[mark] ?? `\\${mark}`);
