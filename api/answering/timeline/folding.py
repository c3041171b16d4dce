"""One development told several times is one event."""

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from api.answering.dates.intervals import DateRange
from api.answering.question import stems
from api.answering.timeline.records import Dating, Telling
from index.words import STOP_WORDS, stem

# What an article only reports may have happened so many days before it came out, and be told as
# of the next day by one that says more.
_REPORTED_AFTER, _TOLD_NEXT = timedelta(days=3), timedelta(days=-1)
# Of longer periods than this, one holds too much for its days to be the same by that alone.
_LONG = timedelta(days=31)
# The share of the shorter one's words, without those of the topic, that both have.
_ALIKE, _NEARLY_SAME = 0.5, 0.8
# So many names in common make one act of one verb.
_SHARED = 2
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]*\w")
_OPENING = frozenset(
    "The This That On In At After Before When But And It He She They His Her".split()
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def fold(tellings: Iterable[Telling], topic: frozenset[str]) -> list[tuple[Telling, ...]]:
    """Bring together what tells the same; ``topic`` are the stems that all of them share.

    The first of each group tells it best: dated by its own words before by publication, to the
    day before coarsely, then nearest to the topic. Folding the firsts again changes nothing, since
    none is the same as another.
    """
    groups: list[list[Telling]] = []
    for one in sorted(tellings, key=_rank):
        same = (group for group in groups if is_same(group[0], one, topic))
        group = next(same, None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return [tuple(group) for group in groups]


def is_same(first: Telling, second: Telling, topic: frozenset[str]) -> bool:
    """Tell whether two sentences tell one development: dates that fit, and words in common."""
    if not fits(first.dating, second.dating):
        return False
    if _same_act(first, second):
        return True
    here, there = (_content(one, topic) for one in (first, second))
    shorter = min(len(here), len(there))
    alike = len(here & there) / shorter if shorter else float(first.text == second.text)
    if alike >= _NEARLY_SAME:
        return True
    if first.period != second.period and max(map(_length, (first, second))) > _LONG:
        return False
    numbers = [_numbers(one) for one in (first, second)]
    differ = all(numbers) and not numbers[0] & numbers[1]
    return alike >= _ALIKE and not differ


def _same_act(first: Telling, second: Telling) -> bool:
    """Tell whether both say one verb of one day, and a name of who did it or two names at all."""
    verbs = {stem(one.dating.verb) for one in (first, second)}
    if first.period != second.period or first.period.precision != "day" or len(verbs) > 1:
        return False
    doing = _names(_before_date(first)) & _names(_before_date(second))
    shared = _names(first.text) & _names(second.text)
    return verbs != {""} and (bool(doing) or len(shared) >= _SHARED)


def fits(first: Dating, second: Dating) -> bool:
    """Tell whether one period holds the other, or is only reported a few days after it."""
    if _holds(first.period, second.period) or _holds(second.period, first.period):
        return True
    for one, other in ((first, second), (second, first)):
        if one.dated_by == "publication":
            late = one.period.start - other.period.start
            return _TOLD_NEXT <= late <= _REPORTED_AFTER
    return False


def _length(one: Telling) -> timedelta:
    return one.period.end - one.period.start


def _holds(outer: DateRange, inner: DateRange) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _rank(one: Telling) -> tuple[bool, timedelta, float, int, int]:
    period = one.period
    return (
        one.dating.dated_by == "publication",
        period.end - period.start,
        -one.relevance,
        one.hit.rank,
        one.span.start,
    )


def _content(one: Telling, topic: frozenset[str]) -> frozenset[str]:
    return frozenset(stems(_undated(one))) - STOP_WORDS - topic


def _names(text: str) -> frozenset[str]:
    """Words with a capital."""
    return frozenset(_CAPITAL.findall(text)) - _OPENING


def _before_date(one: Telling) -> str:
    """The words up to the date: those who did it stand there."""
    place = one.dating.place
    return one.text[: place.start - one.span.start] if place else one.text


def _numbers(one: Telling) -> set[str]:
    return set(_NUMBER.findall(_undated(one)))


def _undated(one: Telling) -> str:
    """Leave out the words that date it: that the dates fit is asked apart."""
    place, first = one.dating.place, one.span.start
    if place is None:
        return one.text
    return one.text[: place.start - first] + " " + one.text[place.end - first :]


def together(groups: Sequence[tuple[Telling, ...]]) -> list[tuple[Telling, ...]]:
    """Put groups in order of their dates: by the first day, then by the last.

    So a month stands before the days in it, from its first day on, and after the month before.
    """
    return sorted(
        groups, key=lambda group: (group[0].period.start, group[0].period.end, _rank(group[0]))
    )
