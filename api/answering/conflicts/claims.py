"""Claims: the value that a sentence gives to the question, in comparable form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from api.answering.conflicts import periods
from api.answering.conflicts.names import is_name, same_name
from api.answering.conflicts.polarity import stance
from api.answering.conflicts.quantities import Quantity, quantities
from api.answering.dates.answer import found_at, published_day
from api.answering.dates.find import find, outermost
from api.answering.dates.intervals import DateRange
from api.answering.evidence import Candidate
from api.answering.question import Question, stems
from api.answering.shape import shaped
from index.sentences import Span
from index.words import STOP_WORDS

Kind = Literal["date", "number", "name", "yes_no"]

_COUNTED = re.compile(
    r"\bhow many\s+((?:(?!(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could)\b)"
    r"[\w’'-]+\s*){1,4})",
    re.IGNORECASE,
)
# A number led by these is a part of another, or comes on top of it.
_PART_BEFORE = re.compile(
    r"\b(?:including|includes?|among them|of (?:whom|which|them|those)|another|additional|further|"
    r"the (?:other|remaining|rest)|each|per|plus|first|last)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(r"\s+(?:\w+\s+)?of (?:them|those|these|whom|which|its|their|the)\b", re.I)
_NEAR = 40


@dataclass(frozen=True, slots=True)
class Claim:
    """What a candidate says: ``place`` is where its words stand in the document."""

    candidate: Candidate
    place: Span
    kind: Kind
    value: DateRange | Quantity | str | bool

    @property
    def text(self) -> str:
        """The value in the words of its sentence."""
        begin = self.candidate.span.start
        return self.candidate.text[self.place.start - begin : self.place.end - begin]

    @property
    def document_id(self) -> str:
        """The document that says so."""
        return self.candidate.hit.chunk.document_id

    @property
    def documents(self) -> frozenset[str]:
        """That document and the copies of its article."""
        copies = (copy.document_id for copy in self.candidate.hit.also_in)
        return frozenset((self.document_id, *copies))

    @property
    def day(self) -> str:
        """The day of publication, or "" where it is not known: what is dated comes after."""
        found = published_day(self.candidate.hit.published_at)
        return found.isoformat() if found else ""


def agree(first: Claim, second: Claim) -> bool:
    """Tell whether two claims may both be true: the same value, told more or less exactly."""
    match first.value, second.value:
        case DateRange() as one, DateRange() as other:
            return periods.agree(one, other)
        case Quantity() as one, Quantity() as other:
            return not one.comparable(other) or one.agrees(other)
        case bool() as one, bool() as other:
            return one == other
        case str() as one, str() as other:
            return same_name(one, other)
    return True


def claim_of(question: Question, candidate: Candidate, was_read: bool) -> Claim | None:
    """Read the value that a candidate gives; None where it gives none that can be compared.

    ``was_read`` says that a reader has read the passages: then only what it points at counts, save
    for yes and no. Else dates and numbers are looked for in the whole sentence.
    """
    if question.kind == "yes_no":
        found = stance(question, candidate.text)
        return Claim(candidate, candidate.span, "yes_no", found.affirms) if found else None
    if candidate.answer is not None:
        return _pointed_at(question, candidate, candidate.answer)
    return None if was_read else _by_rule(question, candidate)


def _pointed_at(question: Question, candidate: Candidate, answer: Span) -> Claim | None:
    begin, text = candidate.span.start, candidate.text
    start, end = shaped(question, text, answer.start - begin, answer.end - begin)
    if question.kind == "when":
        dated = found_at(text, (start, end), candidate.hit.published_at)
        return _claim(candidate, start, end, "date", dated.period) if dated else None
    inside = [one for one in counted(text) if start < one.end and one.start < end]
    said = text[start:end].strip(" ,.;:'\"“”’")
    if question.kind == "how_many" or _mostly(said, inside):
        one = inside[0] if len(inside) == 1 else None
        return _claim(candidate, start, end, "number", one) if one else None
    if question.kind != "why" and is_name(said):
        first = text.index(said, start)
        return _claim(candidate, first, first + len(said), "name", said)
    return None


def _by_rule(question: Question, candidate: Candidate) -> Claim | None:
    text = candidate.text
    if question.kind == "when":
        dates = outermost(find(text, published_day(candidate.hit.published_at)))
        if len({one.period for one in dates}) == 1:
            return _claim(candidate, dates[0].start, dates[0].end, "date", dates[0].period)
    if question.kind == "how_many":
        asked = counted_in(question)
        inside = [one for one in counted(text) if _counts_what(one, asked)]
        if len(inside) == 1:
            start, end = shaped(question, text, inside[0].start, inside[0].end)
            return _claim(candidate, start, end, "number", inside[0])
    return None


def counted_in(question: Question) -> frozenset[str]:
    """Give the stems of what "how many" asks for."""
    found = _COUNTED.search(question.text)
    return frozenset(stems(found[1])) - STOP_WORDS if found else frozenset()


def _counts_what(one: Quantity, asked: frozenset[str]) -> bool:
    return bool(one.unit.things & asked) if asked else bool(one.unit.measure)


def counted(text: str) -> Iterator[Quantity]:
    """The quantities of a sentence that are no dates, and no part of another."""
    dates = find(text, None)
    for one in quantities(text):
        dated = any(date.start <= one.start and one.end <= date.end for date in dates)
        led = _PART_BEFORE.search(text[max(0, one.start - _NEAR) : one.start])
        if not (dated or led or _PART_AFTER.match(text, one.end)):
            yield one


def _mostly(said: str, inside: list[Quantity]) -> bool:
    """Tell a quantity from a name or a phrase with a number in it."""
    if not inside:
        return False
    figure = said[:1].isdigit() or said[:1] in "$€£¥"
    return figure or sum(one.end - one.start for one in inside) * 2 >= len(said)


def _claim(
    candidate: Candidate, start: int, end: int, kind: Kind, value: DateRange | Quantity | str
) -> Claim:
    begin = candidate.span.start
    return Claim(candidate, Span(begin + start, begin + end), kind, value)
