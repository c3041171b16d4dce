"""Sentences that count what was in another year than the one asked about.

"71,000 visitors last year" in an article of 2025 does not answer how many there were in 2021.
"""

import re
from collections.abc import Callable
from datetime import date

from api.answering.dates.answer import published_day
from api.answering.dates.find import find
from api.answering.question import Question

# Tells of a sentence of an article that came out on some day whether it is of another year.
OfAnotherYear = Callable[[str, str | None], bool]

_YEAR = re.compile(r"\b(?:1[5-9]\d\d|20\d\d)\b")
# "In 2021", "in May 2021"; not "since 1990", nor the name of "the 2026 World Cup".
_WITHIN = re.compile(
    r"\b(?:in|during|throughout)\s+(?:the\s+year\s+|early\s+|late\s+|mid-)?"
    r"(?:(?:the\s+)?[A-Z][a-z]+(?:\s+\d{1,2})?(?:\s+of)?,?\s+)?$"
)
_FINE = ("day", "weekend", "week")
_NAMES = re.compile(r"[-/\d]|\s+[A-Z]")


def another_year(question: Question) -> OfAnotherYear:
    """Take the one year out of a question, to tell of each sentence whether its dates fit."""
    years = [*_YEAR.finditer(question.text)]
    if len(years) != 1 or question.kind != "how_many":
        return lambda *_: False
    year = int(years[0][0])
    first, next_year = date(year, 1, 1), date(year + 1, 1, 1)
    before, after = question.text[: years[0].start()], question.text[years[0].end() :]
    if not _WITHIN.search(before) or _NAMES.match(after):
        return lambda *_: False

    def of_another(sentence: str, published_at: str | None) -> bool:
        published = published_day(published_at)
        # An article of that year need not name it, and what is to come is told of at any time.
        if published is None or published.year <= year or str(year) in sentence:
            return False
        periods = [one.period for one in find(sentence, published)]
        # "The museum said on Monday": a day is often that of the telling.
        found = [one for one in periods if one.precision not in _FINE]
        return bool(found) and not any(
            (one.start is None or one.start < next_year) and (one.end is None or first < one.end)
            for one in found
        )

    return of_another
