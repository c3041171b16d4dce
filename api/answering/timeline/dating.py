"""When what a sentence tells happens: its own date, or else the day its article came out."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from api.answering.dates.find import Found, find, outermost
from api.answering.dates.intervals import COARSENESS, day
from api.answering.dates.resolve import resolve
from api.answering.speech.tokens import tokens
from api.answering.timeline.clauses import TOO_FAR, Outline, has_verb
from api.answering.timeline.records import Dating
from index.sentences import Span

# What is read before a sentence for what "one day later" hangs on, and after it.
_BEFORE, _AFTER = 400, 120
# The lead of an article: sentences that begin within so many code points.
LEAD = 250
_COARSEST = COARSENESS.index("year")
_LEAST_WORDS = 5
# A sentence that is quoted for more than this tells what somebody thinks of it.
_MOST_QUOTED = 0.6
# Words that place what is told in another time than that of publication, but in none that is known.
_ANOTHER_TIME = re.compile(
    r"\b(?:ago|once|previously|formerly|earlier|recent(?:ly)?|for (?:years|decades|months|weeks)|"
    r"(?:years|months|weeks|days|decades) (?:of|later)|since|used to|history|historic(?:ally)?|"
    r"always|often|usually|every|each|never before|at the time|back then|had)\b",
    re.IGNORECASE,
)


def dated(
    text: str, sentence: Span, quotations: Sequence[Span], published_at: str | None
) -> Dating | None:
    """Date one sentence of a document; None where nothing is told in it, or nothing dates it.

    ``quotations`` are those of the whole text. Of several dates the one that stands nearest to the
    verb counts. What stands in a clause of its own ("the war that began in 2003"), or only belongs
    to a noun in one, dates something else. A sentence without a date of its own has that of
    publication where it stands in the lead and tells the news.
    """
    published = _day(published_at)
    words = tokens(text, sentence, quotations)
    if not _tells(text, sentence, quotations) or not has_verb(words):
        return None
    dates = dates_in(text, sentence, published)
    outline = Outline(words, dates)
    ranked = sorted((outline.distance(one), place) for place, one in enumerate(dates))
    if ranked and ranked[0][0] < TOO_FAR:
        best = dates[ranked[0][1]]
        if COARSENESS.index(best.period.precision) > _COARSEST:
            return None
        period = best.period
        if outline.turned(best):
            period = resolve(text[best.start : best.end], published, "future") or period
        return Dating(period, "event", Span(best.start, best.end))
    told = text[sentence.start : sentence.end]
    news = outline.tells_past() and not _ANOTHER_TIME.search(told)
    if published is not None and sentence.start < LEAD and news:
        return Dating(day(published), "publication")
    return None


def dates_in(text: str, sentence: Span, published: date | None) -> list[Found]:
    """Find the dates of a sentence, read in the text around it: places are those of the text."""
    first = max(text.rfind("\n\n", 0, sentence.start) + 1, sentence.start - _BEFORE, 0)
    found = find(text[first : sentence.end + _AFTER], published)
    moved = [Found(one.start + first, one.end + first, one.period) for one in found]
    inside = [one for one in moved if sentence.start <= one.start and one.end <= sentence.end]
    return outermost(inside)


def _tells(text: str, sentence: Span, quotations: Sequence[Span]) -> bool:
    """Tell a sentence of the article from a headline, a question and what somebody is quoted as."""
    said = text[sentence.start : sentence.end]
    whole = len(said.split()) >= _LEAST_WORDS and said.rstrip("\"”’')")[-1:] in ".!"
    quoted = sum(
        max(0, min(one.end, sentence.end) - max(one.start, sentence.start)) for one in quotations
    )
    return whole and quoted <= _MOST_QUOTED * len(said)


def _day(published_at: str | None) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(published_at[:10]) if published_at else None
    return None
