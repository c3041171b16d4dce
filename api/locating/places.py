"""The place in a text where a quote stands."""

from collections.abc import Iterable, Iterator, Sequence

from api.locating.alignment import Alignment, Edit, align
from api.locating.records import Change, Place, Stretch
from api.locating.words import Quote, Word, lacking, words
from index.sentences import Span

# Code points that are compared at once: what bounds the memory that a long article takes.
_WINDOW = 80_000
_ALIKE = str.maketrans("‘’‚‛ʼ＇`´“”„‟«»＂‐‑‒–—−", "''''''''\"\"\"\"\"\"\"------")
_ROUNDING = 1e-9


def find(quote: Quote, text: str, spans: Iterable[Span], least: float) -> Place | None:
    """Find the best place of a quote within some stretches of a text, the first of several.

    Returns:
        None where the similarity is less than ``least`` everywhere.
    """
    best: Place | None = None
    for span in spans:
        for window in _windows(span, 2 * len(quote.text)):
            wanted = least if best is None else best.similarity
            place = _find(quote, text, window, wanted)
            if place and (best is None or place.similarity > best.similarity):
                best = place
    return best


def _windows(span: Span, overlap: int) -> Iterator[Span]:
    start = span.start
    while span.end - start > _WINDOW + overlap:
        yield Span(start, start + _WINDOW + overlap)
        start += _WINDOW
    yield Span(start, span.end)


def _whole_words(text: str, span: Span) -> Span:
    """Widen a span to where white space or the text ends it, so that it cuts no word."""
    start, end = span.start, min(span.end, len(text))
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)


def _find(quote: Quote, text: str, span: Span, least: float) -> Place | None:
    span = _whole_words(text, span)
    most = len(quote.words) * (1 - least) + _ROUNDING
    if lacking(quote.keys, text[span.start : span.end]) > most:
        return None
    there = words(text, span.start, span.end)
    found = align(quote.keys, [word.key for word in there], quote.cuts, most)
    return None if found is None else _place(quote, text, there, found)


def _place(quote: Quote, text: str, there: Sequence[Word], found: Alignment) -> Place:
    start, end = there[found.first].start, there[found.last - 1].end
    edited = {edge for edit in found.edits for edge in edit.quote}
    before = quote.text[: quote.words[0].start].lstrip()
    after = quote.text[quote.words[-1].end :].rstrip()
    if 0 not in edited:
        start -= _common(before[::-1], text[max(0, start - len(before)) : start][::-1])
    if len(quote.words) not in edited:
        end += _common(after, text[end : end + len(after)])
    return Place(
        Stretch(start, end, text[start:end]),
        1 - found.edited / len(quote.words),
        tuple(_change(edit, quote, text, there) for edit in found.edits),
        tuple(_stretch(text, there, *passed) for passed in found.omitted),
    )


def _change(edit: Edit, quote: Quote, text: str, there: Sequence[Word]) -> Change:
    return Change(
        edit.kind, _stretch(quote.text, quote.words, *edit.quote), _stretch(text, there, *edit.text)
    )


def _stretch(text: str, of: Sequence[Word], first: int, last: int) -> Stretch:
    """The stretch of some words; of none, the empty one behind the word before."""
    if first == last:
        place = of[first - 1].end if first else of[0].start
        return Stretch(place, place, "")
    start, end = of[first].start, of[last - 1].end
    return Stretch(start, end, text[start:end])


def _common(marks: str, beside: str) -> int:
    """Count the punctuation beside the words that quote and text have in common."""
    same = 0
    for count, (one, other) in enumerate(zip(marks, beside, strict=False), 1):
        if one.isspace() and other.isspace():
            continue
        if one.translate(_ALIKE) != other.translate(_ALIKE):
            break
        same = count
    return same
