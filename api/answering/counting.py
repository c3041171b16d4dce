"""Numbers that "how many?" does not ask for: of ages, dates, ranks, and those that are names.

A reader of this size takes the 55 of "Her husband, Derek Pellow, 55, was cleared" for the years in
prison, and the words alone take the 2015 of "the first F-16s came in 2015" for how many there are.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from api.answering.dates.find import find_bare
from api.answering.question import Question
from api.answering.wanted import NUMBER_WORD, WANTED

# Tells of a sentence, and where in it the answer stands, whether its numbers are of another kind.
Miscounted = Callable[[str, int, int], bool]

_AGE_ASKED = re.compile(r"\bhow (?:old|young)\b|\bage[ds]?\b|\byears?[ -]old\b", re.IGNORECASE)
_TIME_ASKED = re.compile(
    r"\bhow (?:long|often|old|far|soon|late|early)\b|\bhow (?:many|much) (?:[\w-]+ ){0,2}?"
    r"(?:second|minute|hour|day|night|week|month|year|decade|time|centur)(?:s|y|ies)?\b",
    re.IGNORECASE,
)
# "Derek Pellow, 55, was cleared"; not "in Kyiv, 14,"
_APPOSED_AGE = re.compile(
    r"(?<!\b[Ii]n )(?<!\b[Aa]t )\b[A-Z][\w’'-]+, (?:1[01]\d|\d{1,2})(?=,|\.?$)"
)
_AGE = re.compile(
    r"\baged? (?:of )?\d{1,3}\b|\b\d{1,3}-year-olds?\b|\b\d{1,3} years old\b|"
    r"\b(?:people|those|men|women|adults|children|anyone|voters) (?:aged )?(?:under|over) \d{1,3}\b"
)
# "That would mean hiring 140 more drivers" does not tell how many there are.
_FURTHER = re.compile(rf"\b(?:\d[\d,.]*|{NUMBER_WORD}) (?:more|further|additional|extra)\b")
_FURTHER_ASKED = re.compile(r"\b(?:more|further|additional|extra)\b", re.IGNORECASE)
_TOTAL_ASKED = re.compile(
    r"\b(?:are|is|were|was) there\b|\b(?:do|does|did)\b.*\b(?:have|employ|own|operate)\b|"
    r"\b(?:in total|in all|altogether)\b",
    re.IGNORECASE,
)
# "No. 44", "F-16s", "COVID-19"
_NAME = re.compile(r"\bNos?\.\s?\d+|\b[A-Z]+-\d+s?\b")
# "His 24th title" tells how many he has.
_RANK = re.compile(r"(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!\bits )\b\d+(?:st|nd|rd|th)\b")
# "About 1130 British oil paintings" tells no year.
_BARE = re.compile(r"\d{3,4}")
# "As many as 20 may have died."
_MODAL = re.compile(r"\d{1,2} may")
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|until|till|before|after|during|early|late|mid|year|spring|"
    r"summer|autumn|fall|winter)[ -]$",
    re.IGNORECASE,
)
_MONEY_ASKED = re.compile(
    r"\bhow (?:much|large|big|high|expensive)\b|\bmoney\b|"
    r"\b(?:dollar|euro|pound|crown|franc|yen|cent)s?\b|\b(?:share|percentage|proportion|amount)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[$£€¥]\s?\d[\d,.]*(?: (?:thousand|million|billion|trillion)\b)?")
# Any day serves to find "on 2 May" and "on Tuesday".
_SOME_DAY = date(2020, 1, 1)


def miscounting(question: Question) -> Miscounted:
    """Take apart what is counted, to tell of each sentence whether its numbers may count that."""
    if question.kind != "how_many":
        return lambda *_: False
    number = WANTED["how_many"]
    time = _TIME_ASKED.search(question.text)
    others = [] if _AGE_ASKED.search(question.text) else _others(question.text, bool(time))

    def miscounted(sentence: str, start: int, end: int) -> bool:
        if not number.search(sentence, start, end):
            return False
        left = sentence
        for other in others:
            left = other.sub(lambda found: " " * len(found[0]), left)
        counted = number.search(left, start, end)
        if time or not counted:
            return not counted
        for first, last in _dates(sentence):
            left = left[:first] + " " * (last - first) + left[last:]
        return not number.search(left, start, end)

    return miscounted


def _others(asked: str, time: bool) -> list[re.Pattern[str]]:
    """List what counts nothing that is asked for, dates left out."""
    others = [_NAME, _APPOSED_AGE]
    if not time:
        others += [_AGE, _RANK]
    if _TOTAL_ASKED.search(asked) and not _FURTHER_ASKED.search(asked):
        others.append(_FURTHER)
    if not _MONEY_ASKED.search(asked):
        others.append(_MONEY)
    return others


# The reader and the words alone weigh the same sentences, one after the other.
@lru_cache(maxsize=256)
def _dates(sentence: str) -> tuple[tuple[int, int], ...]:
    return tuple(
        (found.start, found.end)
        for found in find_bare(sentence, _SOME_DAY)
        if not _MODAL.fullmatch(sentence, found.start, found.end)
        and (
            not _BARE.fullmatch(sentence, found.start, found.end)
            or _BEFORE_YEAR.search(sentence[: found.start])
        )
    )
