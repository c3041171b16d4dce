"""The date that an answer names: what a when-question is told beside the words themselves."""

from contextlib import suppress
from datetime import date

from api.answering.dates.choice import chosen
from api.answering.dates.find import Found, find, outermost
from api.answering.dates.intervals import Date


def date_of(
    sentence: str, span: tuple[int, int], published_at: str | None, question: str = ""
) -> Date | None:
    """The period named where the answer stands in its sentence, as it goes out."""
    found = found_at(sentence, span, published_at, question)
    return found.period.wire() if found else None


def found_at(
    sentence: str, span: tuple[int, int], published_at: str | None, question: str = ""
) -> Found | None:
    """The period named where the answer stands in its sentence; None where it names none.

    Of several, that is the one told beside the words of the question, or none where that is not
    clear.

    ``span`` is the answer's place in the sentence: code points, end exclusive. ``published_at`` is
    the ISO date or date-time of the sentence's article; without it, what is said relative to that
    day has no date.
    """
    start, end = span
    day = published_day(published_at)
    found = [one for one in find(sentence, day) if one.start < end and start < one.end]
    inside = outermost([one for one in found if start <= one.start and one.end <= end])
    if len({one.period for one in inside}) > 1:
        return chosen(question, sentence, inside, day) if question else None
    return max(found, key=lambda one: _fit(one, start, end)) if found else None


def _fit(one: Found, start: int, end: int) -> tuple[int, int, int]:
    """What covers most of the answer, then what reaches least beyond it, then what comes first."""
    shared = min(one.end, end) - max(one.start, start)
    return shared, -(one.end - one.start), -one.start


def published_day(published_at: str | None) -> date | None:
    """The day of an ISO date or date-time; None where it is none."""
    with suppress(ValueError):
        return date.fromisoformat(published_at[:10]) if published_at else None
    return None
