"""Two versions of one sentence that differ in one name or figure: values without a reader."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from api.answering.conflicts.about import names_another
from api.answering.conflicts.claims import Claim, counted
from api.answering.conflicts.names import is_name
from api.answering.evidence import Candidate
from api.answering.question import Question, stems
from index.sentences import Span

_WORD = re.compile(r"[$€£]?[^\W_]+(?:[.,’'-][^\W_]+)*%?")
# Of the words of both sentences that must stand in both.
_ALIKE = 0.7
_NAMED = ("who", "where", "what")
Words = Sequence[re.Match[str]]


def rivals(question: Question, ordered: Sequence[Candidate]) -> list[Claim]:
    """Find what other versions of the best sentence have in place of one of its names or figures.

    Where a reader points at an answer in the best sentence, only another name in its place counts.

    Returns:
        The claim of the best one and those of the others; nothing where there are none.
    """
    if question.kind not in _NAMED or not ordered:
        return []
    best, asked = ordered[0], set(question.words)
    here = list(_WORD.finditer(best.text))
    found: dict[Span, list[Claim]] = {}
    for other in (one for one in ordered[1:] if not names_another(question, one.text)):
        pair = _replaced(here, list(_WORD.finditer(other.text)))
        if pair and not any(asked & set(stems(side.text)) for side in pair):
            one, another = (_claim(*each) for each in zip((best, other), pair, strict=True))
            if one and another and one.kind == another.kind and _is_answer(best, one.place):
                found.setdefault(one.place, [one]).append(another)
    return max(found.values(), key=len, default=[])


def _is_answer(best: Candidate, place: Span) -> bool:
    answer = best.answer
    return answer is None or (place.start < answer.end and answer.start < place.end)


class _Side:
    """Neighbouring words of a sentence."""

    def __init__(self, words: Words) -> None:
        self.start, self.end = words[0].start(), words[-1].end()
        self.text = words[0].string[self.start : self.end]


def _replaced(here: Words, there: Words) -> tuple[_Side, _Side] | None:
    """Give the one name that stands in one sentence where the other has another name."""
    keys = [[word[0].casefold() for word in side] for side in (here, there)]
    changes = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    if changes.ratio() < _ALIKE:
        return None
    told = [pair for pair in _pairs(here, there, changes.get_opcodes()) if any(map(_tells, pair))]
    if not told or not all(map(_tells, told[0])):
        return None
    known = [set(stems(side.text)) for side in told[0]]
    again = all(
        set(stems(side.text)) <= one for pair in told for side, one in zip(pair, known, strict=True)
    )
    return told[0] if again and not known[0] & known[1] else None


def _tells(side: _Side) -> bool:
    return is_name(side.text) or any(mark.isdigit() for mark in side.text)


def _pairs(
    here: Words, there: Words, changes: Sequence[tuple[str, int, int, int, int]]
) -> Iterator[tuple[_Side, _Side]]:
    for what, a, b, c, d in changes:
        if what == "replace":
            yield _Side(here[a:b]), _Side(there[c:d])


def _claim(candidate: Candidate, side: _Side) -> Claim | None:
    begin = candidate.span.start
    if is_name(side.text):
        place = Span(begin + side.start, begin + side.end)
        return Claim(candidate, place, "name", side.text)
    counts = [
        one for one in counted(candidate.text) if one.start < side.end and side.start < one.end
    ]
    if len(counts) != 1:
        return None
    place = Span(begin + counts[0].start, begin + counts[0].end)
    return Claim(candidate, place, "number", counts[0])
