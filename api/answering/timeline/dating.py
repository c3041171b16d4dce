"""When what a sentence tells happens: its own date, or else the day its article came out."""

import re
from collections.abc import Sequence
from datetime import date

from api.answering.dates.answer import published_day
from api.answering.dates.find import Found, find, outermost
from api.answering.dates.intervals import COARSENESS, day
from api.answering.dates.resolve import resolve
from api.answering.speech.tokens import tokens
from api.answering.timeline.outline import TOO_FAR, Outline
from api.answering.timeline.records import Dating
from index.sentences import Span

# What is read before a sentence for what "one day later" hangs on, and after it.
_BEFORE, _AFTER = 400, 120
# The lead of an article: a sentence that begins within so many code points.
LEAD = 150
# Without any of these a sentence holds no date.
_MAYBE = re.compile(
    r"\d|day\b|night|morning|evening|afternoon|midnight|noon|tomorrow|week|month|year|decade|"
    r"quarter|hundred|century|spring|summer|autumn|fall\b|winter|christmas|halloween|"
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)",
    re.IGNORECASE,
)
# A date without a year is not doubted where publication is no more days away.
_NEAR = 60
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_SPAN = re.compile(r"year|ago|month|last|next|within", re.IGNORECASE)
# These hang on a date before them, and on nothing where there is none.
_HANGING = re.compile(
    r"\b(?:the (?:following|previous|next|preceding|same)|that(?: same)?) \w+$", re.IGNORECASE
)
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
    if not _is_telling(text, sentence, quotations):
        return None
    published = published_day(published_at)
    dates = dates_in(text, sentence, published)
    outline = Outline(tokens(text, sentence, quotations), dates)
    if not outline.has_verb():
        return None
    nearest = min(dates, key=outline.distance, default=None)
    if nearest is not None and outline.distance(nearest) < TOO_FAR:
        return _by_event(text, nearest, published, outline)
    return _by_publication(text, sentence, published, outline)


def _by_event(text: str, found: Found, published: date | None, outline: Outline) -> Dating | None:
    if _is_doubtful(text, found, published, outline):
        return None
    period = found.period
    if outline.is_to_come(found):
        period = resolve(text[found.start : found.end], published, "future") or period
    return Dating(period, "event", Span(found.start, found.end), outline.verb(found))


def _by_publication(
    text: str, sentence: Span, published: date | None, outline: Outline
) -> Dating | None:
    told = text[sentence.start : sentence.end]
    if published is None or sentence.start >= LEAD or _ANOTHER_TIME.search(told):
        return None
    return Dating(day(published), "publication") if outline.tells_news() else None


def _is_doubtful(text: str, one: Found, published: date | None, outline: Outline) -> bool:
    """Tell a date that names no time of an event, or whose year is not sure.

    "The 2024 election" may be spoken of at any time before. What is over is told in the past; else
    it is a caption, or what is still so. "Today" may as well mean these days. After an earlier year
    was named, a day or month without one may be of that; and one far ahead that is told in the past
    may be of the year before.
    """
    words = text[one.start : one.end]
    if COARSENESS.index(one.period.precision) > _COARSEST:
        return True
    if published is None:
        return False
    if not outline.tells_past():
        return one.period.last < published or words.lower() == "today"
    ahead = (one.period.start - published).days
    if ahead > 0 and outline.is_of_a_noun(one):
        return True
    if ahead > _NEAR and outline.is_told_as_past(one) and not _says_year(words):
        return True
    years = _YEAR.findall(text, max(0, one.start - _BEFORE), one.start)
    of_years_before = bool(years) and max(map(int, years)) < one.period.start.year
    return abs(ahead) > _NEAR and of_years_before and not _says_year(words)


def _says_year(words: str) -> bool:
    """Tell whether a date names its year, or counts from publication."""
    return bool(_YEAR.search(words) or _SPAN.search(words))


def dates_in(text: str, sentence: Span, published: date | None) -> list[Found]:
    """Find the dates of a sentence, read in the text around it: places are those of the text."""
    if not _MAYBE.search(text, sentence.start, sentence.end):
        return []
    first = max(text.rfind("\n\n", 0, sentence.start) + 1, sentence.start - _BEFORE, 0)
    found = find(text[first : sentence.end + _AFTER], published)
    moved = [Found(one.start + first, one.end + first, one.period) for one in found]
    inside = [one for one in moved if sentence.start <= one.start and one.end <= sentence.end]
    return [one for one in outermost(inside) if _dates(text, one, moved[0])]


def _dates(text: str, one: Found, first: Found) -> bool:
    """Tell a date from the name of a paper ("USA TODAY"), and from what hangs on nothing."""
    words = text[one.start : one.end]
    shouted = words.isalpha() and words.isupper()
    return not shouted and (one is not first or not _HANGING.search(words))


def _is_telling(text: str, sentence: Span, quotations: Sequence[Span]) -> bool:
    """Tell a sentence of the article from a headline, a question and what somebody is quoted as."""
    said = text[sentence.start : sentence.end]
    whole = len(said.split()) >= _LEAST_WORDS and said.rstrip("\"”’')")[-1:] in ".!"
    quoted = sum(
        max(0, min(one.end, sentence.end) - max(one.start, sentence.start)) for one in quotations
    )
    return whole and quoted <= _MOST_QUOTED * len(said)
