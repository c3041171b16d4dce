"""The answer inside its sentence: what the reader points at, grown to what it must say.

"2,500" out of "around 2,500", or "the end of September" out of "no later than the end of
September", would claim more than the sentence does; and one site out of a list is not the answer
to "at which sites". Reasons, what somebody said, and yes or no take the sentence whole.
"""

import re

from api.answering.dates.find import find, outermost
from api.answering.enumeration import enumeration, listed_after
from api.answering.evidence import Candidate
from api.answering.naming import whole_name
from api.answering.question import Question, stems
from api.answering.wanted import NUMBER_WORD

_ABOUT_DATES = re.compile(
    r"(?:\b(?:(?:no|not) (?:later|earlier|sooner) than|by|before|until|till|since|after|around|"
    r"about|circa|early|late|mid|(?:the )?(?:very )?(?:end|beginning|start|middle|first half|"
    r"second half) of)[ -](?:in |the )?)+$",
    re.IGNORECASE,
)
_ABOUT_NUMBERS = re.compile(
    r"(?:\b(?:around|about|nearly|almost|roughly|approximately|some|over|under|up to|"
    r"at (?:least|most)|(?:more|fewer|less|greater) than|close to|an estimated)\s)+$",
    re.IGNORECASE,
)
# "two" of "two helicopters"; not the 737 of Boeing, nor the 5 of May.
_COUNTED = re.compile(
    r"(?:^|\b(?!number )[a-z]\w* )(?P<count>\d{1,3}(?:,\d{3})*|"
    r"(?i:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)) $"
)
_SEVERAL = re.compile(
    r"\b(?:which|what)\s+(?:\w+\s+){0,2}?(?!is\b|was\b|has\b|does\b|this\b|process\b)"
    r"(?:\w{2,}(?:[^siu]s)|people|men|women|children|countries)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(rf"(?:the\s+|all\s+)?(?:\d+|{NUMBER_WORD})(?:\s+[a-z]+){{0,3}}", re.IGNORECASE)
_PERIOD = re.compile(r"(\d{3,4})\s?[–—-]\s?(\d{3,4})")
_ENDS = re.compile(r"\b(?:die|died|death|ends?|ended|fell)\b", re.IGNORECASE)
_BEGINS = re.compile(r"\b(?:begin|began|start|started)\b", re.IGNORECASE)
_BORN = re.compile(r"\b(?:born|birth)\b", re.IGNORECASE)
# "the spokesman of the whole army, Anna Brem": so many words that introduce a name answer nothing.
_INTRODUCED = re.compile(
    r"(?:[^\s,]+ ){4,}[^\s,]+, (?=[^\W\d_a-z][\w’'.-]*(?: [^\W\d_a-z][\w’'.-]*)+$)"
)
# "Erbil, and Victoria base near Baghdad": the second place is that of another thing.
_ANOTHER = re.compile(r"[^,]+(?=,? and (?:the )?[A-Z][\w-]+ \w+ (?:near|in|at|by|on|outside)\b)")
# Words about a date that are more than "week of" or "about noon on", and such as bear on it.
_MUCH = 4
_BEARS = re.compile(
    r"\b(?:not|no|never|except|other than|before|after|until|till|since|within|by|following|ahead|"
    r"prior)\b|n[’']t\b",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"[^()]{0,25}\)")
_OPENS = re.compile(r"\([^()]{0,25}$")
_SAYING = re.compile(
    r"\bwhat (?:did|does|do|has|have|had) .+ (?:say|said|claim|claimed|argue|argued|think|explain|"
    r"explained|warn|warned|announce|announced)\b",
    re.IGNORECASE,
)


def takes_sentence(question: Question) -> bool:
    """Tell whether nothing shorter than a sentence answers."""
    return question.kind in ("why", "yes_no") or bool(_SAYING.search(question.text))


def answer_in(question: Question, candidate: Candidate) -> tuple[int, int]:
    """Give the answer's place in a candidate's sentence; all of it where no reader points."""
    return shaped(question, candidate.text, *pointed_at(candidate))


def pointed_at(candidate: Candidate) -> tuple[int, int]:
    """Give the place in a candidate's sentence that the reader points at, or all of it."""
    begin, place = candidate.span.start, candidate.answer or candidate.span
    return place.start - begin, place.end - begin


def shaped(question: Question, text: str, start: int, end: int) -> tuple[int, int]:
    """Give the answer's place in its sentence, from the place that the reader points at."""
    if takes_sentence(question):
        return 0, len(text)
    if question.kind == "when":
        start, end = _dated(text, *_limit(question, text, start, end))
        return _grown_left(_ABOUT_DATES, text, start), end
    if question.kind == "how_many":
        return _bracketed(text, _grown_left(_ABOUT_NUMBERS, text, start), end)
    start = _introduced(question, text, start, end)
    start, end = _bracketed(text, whole_name(question, text, start), end)
    if (counted := _COUNTED.search(text[:start])) and text[start].islower():
        start = counted.start("count")
    if _SEVERAL.search(question.text):
        # How many there are is not which they are, where the sentence goes on to name them.
        named = listed_after(text, end) if _COUNT.fullmatch(text[start:end]) else None
        return named or enumeration(text, start, end)
    another = _ANOTHER.match(text, start, end) if question.kind == "where" else None
    return another.span() if another else (start, end)


def _limit(question: Question, text: str, start: int, end: int) -> tuple[int, int]:
    """Take the year that is asked for out of "Zhu Shijie (1249-1314)"."""
    years = _PERIOD.fullmatch(text, start, end)
    if years is None:
        return start, end
    ends, begins = _ENDS.search(question.text), _BEGINS.search(question.text)
    if _BORN.search(question.text) or (begins and not ends):
        return years.span(1)
    return years.span(2) if ends and not begins else (start, end)


def _dated(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out what stands about the only date, where that is more than a word or two."""
    found = outermost(find(text[start:end], None))
    if len(found) != 1:
        return start, end
    around = text[start : start + found[0].start] + text[start + found[0].end : end]
    place = start + found[0].start, start + found[0].end
    much = len(stems(around)) >= _MUCH and not _BEARS.search(around)
    return place if much else (start, end)


def _introduced(question: Question, text: str, start: int, end: int) -> int:
    """Leave out what the question says itself of a name that comes after it."""
    before = _INTRODUCED.match(text[start:end]) if question.kind == "who" else None
    if before is None or " and " in before[0]:
        return start
    asked = set(question.words)
    name = stems(text[start + before.end() : end])
    told = asked.intersection(stems(before[0]))
    return start + before.end() if told and not asked.intersection(name) else start


def _bracketed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the other half of a bracket where it stands near."""
    said = text[start:end]
    if said.count("(") > said.count(")") and (closing := _CLOSES.match(text, end)):
        return start, closing.end()
    if said.count("(") < said.count(")") and (opening := _OPENS.search(text[:start])):
        return opening.start(), end
    return start, end


def _grown_left(before: re.Pattern[str], text: str, start: int) -> int:
    found = before.search(text[:start])
    return found.start() if found else start
