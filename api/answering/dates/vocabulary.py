"""The English words of the calendar: patterns to build on, and what each word stands for."""

import re

from api.answering.dates.intervals import Precision

_ONES = "one two three four five six seven eight nine".split()
_TEENS = ("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen").split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_NUMBERS = (
    {word: place for place, word in enumerate(_ONES + _TEENS, 1)}
    | {word: 10 * place for place, word in enumerate(_TENS, 2)}
    | {"a": 1, "an": 1, "couple": 2, "dozen": 12, "hundred": 100}
)
_ORDINAL = {word: place for place, word in enumerate(_ORDINALS, 1)} | {"twenty-first": 21}
_MONTH_NAMES = (
    "january february march april may june july august september october november december"
).split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_UNITS: dict[str, Precision] = {
    "day": "day",
    "weekend": "weekend",
    "week": "week",
    "month": "month",
    "year": "year",
    "quarter": "quarter",
    "decade": "decade",
    "century": "century",
    "centurie": "century",
}

_SMALL = "|".join(sorted((*_ONES, *_TEENS), key=len, reverse=True))
NUMBER = (
    rf"(?:\d{{1,4}}|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES)}))?|{_SMALL}"
    r"|a couple of|a couple|a dozen|a hundred|an?)"
)
ORDINAL = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|twenty-first|{'|'.join(sorted(_ORDINALS, reverse=True))})"
MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|"
    r"aug(?:ust|\.)?|sep(?:tember|t\.?|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
# Standing alone, "Mar", "Sun" and the like are mostly no dates; "Sept." is.
MONTH_ALONE = rf"(?:{'|'.join(_MONTH_NAMES)}|(?:jan|feb|apr|aug|sept?|oct|nov|dec)\.|sept\b)"
WEEKDAY = rf"(?:{'|'.join(_WEEKDAYS)})"
WEEKDAY_SHORT = rf"(?:{WEEKDAY}|(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)\b\.?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_SPELLED = (
    rf"(?:sixteen|seventeen|eighteen|nineteen|twenty)[ -](?:(?:{'|'.join(_TENS)})"
    rf"(?:[- ](?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)}|hundred|oh[ -](?:{'|'.join(_ONES)}))"
    rf"|two thousand(?: (?:and )?(?:{_SMALL}))?"
)
YEAR = rf"(?:(?:1[0-9]|20)\d{{2}}\b|['’‘]\d\d\b|(?:{_SPELLED})\b)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
UNIT = r"(?:days?|weekends?|weeks?|months?|quarters?|years?|decades?|century|centuries)"
PART_OF_DAY = (
    r"(?:early |late |mid[- ]?)?(?:morning|afternoon|evening|night|noon|midnight|lunchtime)"
)


def number(text: str) -> int:
    """Read a small number, in digits or in words that ``NUMBER`` matches."""
    lowered = text.lower()
    if lowered.isdecimal():
        return int(lowered)
    words = [word for word in re.split(r"[ -]", lowered) if word not in ("of", "and")]
    if len(words) > 1 and words[0] in ("a", "an"):
        words = words[1:]
    return sum(_NUMBERS[word] for word in words)


def ordinal(text: str) -> int:
    """Read "third" or "3rd"."""
    return _ORDINAL.get(text.lower()) or int(re.sub(r"\D", "", text))


def month_number(text: str) -> int:
    """Read a month, whole or cut short."""
    return 1 + [name[:3] for name in _MONTH_NAMES].index(text[:3].lower())


def weekday_number(text: str) -> int:
    """Read a day of the week, whole or cut short: Monday is 0."""
    return [name[:3] for name in _WEEKDAYS].index(text[:3].lower())


def unit(text: str) -> Precision:
    """Read a unit of time, one or many."""
    return _UNITS[re.sub(r"s$", "", text.lower())]


def year_number(text: str, near: int) -> int:
    """Read a year; one of two digits is that of the hundred years around ``near``."""
    if text[0] in "'’‘":
        return short_year(int(text[1:]), near)
    if text[0].isdecimal():
        return int(text)
    words = re.split(r"[ -]", text.lower())
    if words[:2] == ["two", "thousand"]:
        return 2000 + sum(_NUMBERS[word] for word in words[2:] if word != "and")
    rest = (0 if word in ("hundred", "oh") else _NUMBERS[word] for word in words[1:])
    return 100 * _NUMBERS[words[0]] + sum(rest)


def short_year(digits: int, near: int) -> int:
    """The year that ends in two digits, at most 80 years before ``near`` and 19 after it."""
    return near - 80 + (digits - (near - 80)) % 100
