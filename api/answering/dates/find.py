"""Find the dates of a text, each with its place and the period it names."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from api.answering.dates.absolute import ABSOLUTE
from api.answering.dates.durations import DURATIONS, anchored
from api.answering.dates.intervals import DateRange, joined
from api.answering.dates.modifiers import direction, part
from api.answering.dates.plausible import plausible
from api.answering.dates.relative import RELATIVE
from api.answering.dates.rules import Context, Rule, Tense
from api.answering.dates.tense import tense_at

_RULES = RELATIVE + DURATIONS + ABSOLUTE
_TO = re.compile(r"\s?(?:to|until|till|through|and|up to|-|–|—)\s?(?:the )?", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between|since) (?:the )?$", re.IGNORECASE)
# A line that goes on in the next, not the gap between paragraphs; places stay as they are.
_WRAP = re.compile(r"(?<![\r\n])\n(?!\n)|[^\S\n]")
_KEPT = 6
# How far before a date the words are looked for that make it a part of something longer.
_NEAR = 120


@dataclass(frozen=True, slots=True)
class Found:
    """A date expression: code points, end exclusive, and the period that it names."""

    start: int
    end: int
    period: DateRange


@dataclass(frozen=True, slots=True)
class _Core:
    """An expression without the words around it that direct or bound it."""

    match: re.Match[str]
    rule: Rule
    context: Context
    period: DateRange

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()


def find(text: str, published: date | None, tense: Tense | None = None) -> list[Found]:
    """Find all dates in a text, in order; what names no period of the calendar is left out.

    ``published`` is the day that "on Tuesday" is read against; without it only what names its own
    year is found. ``tense`` is that of the whole text where the caller knows it; else it is read
    from the words around each expression. A duration from a date ("within six weeks of the signing
    on 2 May") comes beside that date, and holds it.
    """
    text = _WRAP.sub(" ", text)
    cores = _cores(text, published, tense)
    found: list[Found] = []
    left = deque(cores)
    while left:
        first = left.popleft()
        span = _range(text, first, left[0]) if left else None
        if span:
            left.popleft()
        span = span or Found(first.start, first.end, first.period)
        found += _anchored(text, span)
        found.append(_directed(text, span))
    return sorted(found, key=lambda one: (one.start, -one.end))


def find_bare(text: str, published: date | None, tense: Tense | None = None) -> list[Found]:
    """Find dates without the words around them: each end of a range by itself."""
    cores = _cores(_WRAP.sub(" ", text), published, tense)
    return [Found(one.start, one.end, one.period) for one in cores]


def _cores(text: str, published: date | None, tense: Tense | None) -> list[_Core]:
    cores: list[_Core] = []
    mentioned: tuple[DateRange, ...] = ()
    for match, one in _longest(text):
        told = tense or tense_at(text, match.start(), match.end())
        context = Context(published, told, mentioned, guessed=tense is None)
        period = one.named(match, context)
        if period:
            cores.append(_Core(match, one, context, period))
            mentioned = (period, *mentioned[: _KEPT - 1])
    return cores


def _longest(text: str) -> Iterator[tuple[re.Match[str], Rule]]:
    """The leftmost matches, of those that begin together the longest, none over another."""
    matches = [(match, one) for one in _RULES for match in one.pattern.finditer(text)]
    matches.sort(key=lambda pair: (pair[0].start(), -pair[0].end()))
    end = 0
    for match, one in matches:
        if match.start() >= end and plausible(text, match.start(), match.end()):
            yield match, one
            end = match.end()


def _range(text: str, first: _Core, second: _Core) -> Found | None:
    """Join the ends of "between March 2019 and July 2020"."""
    between = text[first.end : second.start]
    opened = _FROM.search(text, max(0, first.start - _NEAR), first.start)
    if not _TO.fullmatch(between):
        return None
    neighbours = between.strip().lower() == "and" and _months_of_one_year(first, second)
    loose = between.strip().lower() in ("and", "until", "till", "to", "up to")
    if loose and not opened and not neighbours:
        return None
    start, end = _years_shared(first, second)
    if start is None or end is None or start.start >= end.end or start.end > end.end:
        return None
    begin = opened.start() if opened else first.start
    return Found(begin, second.end, joined(start, end))


def _months_of_one_year(first: _Core, second: _Core) -> bool:
    """Tell "September and October 2008", one stretch, from two months with others between."""
    start, end = _years_shared(first, second)
    shared = first.rule.partial and not _has_year(first) and _has_year(second)
    both = start is not None and end is not None and start.precision == end.precision == "month"
    return shared and both and start is not None and end is not None and start.end == end.start


def _years_shared(first: _Core, second: _Core) -> tuple[DateRange | None, DateRange | None]:
    """Give an end of a range that lacks its year the one that the other end has."""
    if first.rule.partial and _has_year(second) and not _has_year(first):
        context = replace(first.context, published=second.period.last, tense="past", guessed=False)
        return first.rule.named(first.match, context), second.period
    if second.rule.partial and not _has_year(second):
        after = replace(second.context, published=first.period.start, tense="future", guessed=False)
        return first.period, second.rule.named(second.match, after)
    return first.period, second.period


def _has_year(core: _Core) -> bool:
    return not core.rule.partial or bool(core.match.groupdict().get("year"))


def _anchored(text: str, span: Found) -> Sequence[Found]:
    begin = max(0, span.start - _NEAR)
    found = anchored(text[begin : span.start], span.period)
    return [Found(begin + found[0], span.end, found[1])] if found else ()


def _directed(text: str, span: Found) -> Found:
    """Take in the words before and after it that say how what is told stands to the period."""
    begin, inner = part(text, span.start, span.period)
    start, end, modifier = direction(text, begin, span.end)
    period = inner.marked(modifier) if modifier else inner
    return Found(start, end, period)


def outermost(found: Sequence[Found]) -> list[Found]:
    """Leave out what stands inside another: the date inside "within six weeks of 2 May"."""
    return [
        one
        for one in found
        if not any(
            other is not one and other.start <= one.start and one.end <= other.end
            for other in found
        )
    ]
