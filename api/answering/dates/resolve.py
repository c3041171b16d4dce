"""Resolve one date expression: the period of the calendar that it names."""

from collections.abc import Sequence
from datetime import date

from api.answering.dates.find import Found, find, find_bare
from api.answering.dates.intervals import DateRange
from api.answering.dates.loose import LOOSE
from api.answering.dates.rules import Context, Tense


def resolve(text: str, published: date | None, tense: Tense | None = None) -> DateRange | None:
    """The period of the longest date expression in a text, read against the day of publication.

    A text that is nothing but "the quarter" or a time of day is taken for a date too. None where
    there is none, or where it hangs on a day of publication that is not known.
    """
    found = find(text, published, tense)
    if found:
        return max(found, key=lambda one: (one.end - one.start, -one.start)).period
    context = Context(published, tense)
    matches = ((one, one.pattern.fullmatch(text.strip())) for one in LOOSE)
    return next((one.named(match, context) for one, match in matches if match), None)


def resolve_at(text: str, start: int, end: int, published: date | None) -> DateRange | None:
    """The period of what stands from ``start`` to ``end``, read in the text around it.

    An end of a range is taken by itself.
    """
    return period_at(find_bare(text, published), start, end)


def period_at(found: Sequence[Found], start: int, end: int) -> DateRange | None:
    """The period of the date that shares most with a stretch of its text; None without any."""
    inside = [one for one in found if one.start < end and one.end > start]
    return max(inside, key=lambda one: _shared(one, start, end)).period if inside else None


def _shared(found: Found, start: int, end: int) -> int:
    return min(found.end, end) - max(found.start, start)
