"""Which of several dates in a sentence a question asks for.

A date belongs to what is told beside it, in its own clause. Where the words of the question do not
stand clearly nearer to one date than to the others, none is chosen: an open date is better than a
wrong one. The figures were set on when-questions of SQuAD and the Wikipedia part of SQuADShifts
with several dates in their sentence (188 questions, one half of the articles).
"""

import math
import re
from collections.abc import Sequence
from datetime import date
from itertools import accumulate

from api.answering.dates.find import Found, find
from api.answering.dates.intervals import DateRange
from api.answering.question import read_question
from index.words import STOP_WORDS, stem

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
# How far, in tokens, what parts one clause from the next moves them apart.
_APART = {
    **dict.fromkeys((",", "(", ")", "–", "then", "before", "after", "until", "which", "who"), 10),
    **dict.fromkeys((";", ":", "—", "but", "while"), 20),
    "and": 7,
}
# Tokens over which nearness falls to 1/e.
_REACH = 20
# So many times nearer must the question's words stand to one date than to the next.
_CLEAR = 1.6
# About one word of the question right beside the date.
_LEAST = 1.0
_FUTURE = re.compile(r"\b(?:will|does|do|shall|going to|is [\w ]+ to)\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:did|was|were|had)\b", re.IGNORECASE)
# Said of the past, this lies ahead of it: both sides are open.
_PLANNED = re.compile(
    r"\b(?:due|planned|expected|scheduled|supposed|meant|would|should|could|to be)\b", re.IGNORECASE
)


def chosen(question: str, sentence: str, found: Sequence[Found], day: date | None) -> Found | None:
    """Choose the date that answers "when ...?"; None where it stays open.

    ``found`` are dates of the sentence, ``day`` that of its publication. What will happen is not
    dated before that day, what did happen not after it; a date that the question names itself is no
    answer.
    """
    named = {_days(one.period) for one in find(question, None)}
    left = [one for one in found if _days(one.period) not in named]
    if day:
        left = [one for one in left if _possible(question, one.period, day)]
    if len({_days(one.period) for one in left}) == 1:
        return left[0]
    near = _nearness(question, sentence, found)
    ranked = sorted(left, key=lambda one: -near[one])
    if not ranked or near[ranked[0]] < _LEAST:
        return None
    best = ranked[0]
    rival = next((one for one in ranked if _days(one.period) != _days(best.period)), None)
    return best if rival is None or near[best] >= _CLEAR * near[rival] else None


def _possible(question: str, period: DateRange, day: date) -> bool:
    if _PLANNED.search(question):
        return True
    if _PAST.search(question):
        return period.start <= day
    return period.end > day or not _FUTURE.search(question)


def _nearness(question: str, sentence: str, found: Sequence[Found]) -> dict[Found, float]:
    """How near the question's words stand to each date: the sum of exp(-distance / reach)."""
    tokens = list(_TOKEN.finditer(sentence))
    steps = (1.0 + _APART.get(token[0].lower(), 0) for token in tokens)
    # The place of a token is where the one before it ends, in tokens and what parts clauses.
    places = list(accumulate(steps, initial=0.0))
    wanted = set(read_question(question).words)
    told: dict[str, list[int]] = {}
    for number, token in enumerate(tokens):
        if not any(one.start <= token.start() < one.end for one in found):
            word = stem(token[0])
            if word in wanted and token[0].lower() not in STOP_WORDS:
                told.setdefault(word, []).append(number)

    def distance(one: Found, number: int) -> float:
        first = next(n for n, token in enumerate(tokens) if token.end() > one.start)
        last = max(n for n, token in enumerate(tokens) if token.start() < one.end)
        if number < first:
            return places[first] - places[number + 1]
        return max(0.0, places[number] - places[last + 1])

    return {
        one: sum(
            math.exp(-min(distance(one, number) for number in numbers) / _REACH)
            for numbers in told.values()
        )
        for one in found
    }


def _days(period: DateRange) -> tuple[date, date]:
    return period.start, period.end
