/** Where the code point number `codePoints` starts, in UTF-16 units: the API counts the former, JavaScript the latter. */
export function utf16Index(text, codePoints) {
  let index = 0;
  for (let seen = 0; seen < codePoints && index < text.length; seen += 1) {
    index += text.codePointAt(index) > 0xffff ? 2 : 1;
  }
  return index;
}

/** A cited text cut into what stands before the answer, the answer, and what stands after it. */
export function quoteParts({ text, start, end, answer_start: from, answer_end: to }) {
  const inside = from != null && to != null && start <= from && from < to && to <= end;
  if (!inside) return { before: text, answer: "", after: "" };
  const cut = [utf16Index(text, from - start), utf16Index(text, to - start)];
  return { before: text.slice(0, cut[0]), answer: text.slice(...cut), after: text.slice(cut[1]) };
}

/**
 * The UTF-16 span at which a citation stands in a document's text, or null.
 * A changed article may still hold the sentence elsewhere; words that differ are never marked.
 */
export function findQuote(text, citation) {
  const start = utf16Index(text, citation.start);
  const end = start + citation.text.length;
  if (text.slice(start, end) === citation.text) return { start, end };
  const moved = text.indexOf(citation.text);
  return moved < 0 ? null : { start: moved, end: moved + citation.text.length };
}

/**
 * The UTF-16 spans of the paragraphs. Blank lines part them; a text without any has one to a line.
 * A break within `quote` parts nothing, so that one mark can hold the quote character for character.
 */
export function paragraphs(text, quote) {
  const blankLine = /\n[^\S\n]*\n\s*/g;
  const gaps = text.matchAll(text.search(blankLine) < 0 ? /\n\s*/g : blankLine);
  const spans = [];
  let start = 0;
  for (const { index, 0: gap } of gaps) {
    const next = index + gap.length;
    if (quote && index < quote.end && next > quote.start) continue;
    spans.push({ start, end: index });
    start = next;
  }
  spans.push({ start, end: text.length });
  return spans.filter((span) => span.end > span.start);
}
