"""The answer inside its sentence: what the reader points at, grown to what it must say.

"2,500" out of "around 2,500", or "the end of September" out of "no later than the end of
September", would claim more than the sentence does; and one site out of a list is not the answer
to "at which sites". Reasons, what somebody said, and yes or no take the sentence whole.
"""

import re

from api.answering.enumeration import enumeration, listed_after
from api.answering.evidence import Candidate
from api.answering.question import Question
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
_SEVERAL = re.compile(
    r"\b(?:which|what)\s+(?:\w+\s+){0,2}?(?!is\b|was\b|has\b|does\b|this\b|process\b)"
    r"(?:\w{2,}(?:[^siu]s)|people|men|women|children|countries)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(rf"(?:the\s+|all\s+)?(?:\d+|{NUMBER_WORD})(?:\s+[a-z]+){{0,3}}", re.IGNORECASE)
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
    begin = candidate.span.start
    place = candidate.answer or candidate.span
    return shaped(question, candidate.text, place.start - begin, place.end - begin)


def shaped(question: Question, text: str, start: int, end: int) -> tuple[int, int]:
    """Give the answer's place in its sentence, from the place that the reader points at."""
    if takes_sentence(question):
        return 0, len(text)
    if question.kind == "when":
        return _grown_left(_ABOUT_DATES, text, start), end
    if question.kind == "how_many":
        return _grown_left(_ABOUT_NUMBERS, text, start), end
    if _SEVERAL.search(question.text):
        # How many there are is not which they are, where the sentence goes on to name them.
        named = listed_after(text, end) if _COUNT.fullmatch(text[start:end]) else None
        return named or enumeration(text, start, end)
    return start, end


def _grown_left(before: re.Pattern[str], text: str, start: int) -> int:
    found = before.search(text[:start])
    return found.start() if found else start
