"""The words around a date that direct it ("since", "no later than") or take a part of it."""

import re

from api.answering.dates.intervals import DateRange, Modifier

_PARTS: tuple[tuple[Modifier, str], ...] = (
    ("early", r"early(?: in| on)?(?: the)?|(?:the )?early(?: part of| days of)?(?: the)?"),
    (
        "mid",
        r"(?:the )?mid(?:dle)?(?:[- ]of)?(?:[- ]the)?|(?:the )?mid|halfway through|midway through",
    ),
    ("late", r"(?:the )?late(?: in| on)?(?: the)?|(?:the )?latter part of(?: the)?"),
    ("start", r"(?:the )?(?:very )?(?:start|beginning|opening|turn) of(?: the)?"),
    ("end", r"(?:the )?(?:very )?(?:end|close)(?: of)?(?: the)?"),
    ("early", r"(?:the )?first half of(?: the)?"),
    ("late", r"(?:the )?(?:second|last|latter) half of(?: the)?"),
)
_DIRECTIONS: tuple[tuple[Modifier, str], ...] = (
    ("no later than", r"(?:no|not) later than|at the latest by|by no later than"),
    ("no earlier than", r"(?:no|not) (?:earlier|sooner|before) than|not before|at the earliest in"),
    ("by", r"by"),
    ("before", r"before|prior to|ahead of|pre-"),
    ("until", r"until|till|up to|through to|up until|as late as|through"),
    (
        "since",
        r"(?:ever )?since|as early as|"
        r"(?:valid|effective|starting|beginning|available) (?:from|as of)",
    ),
    ("after", r"after|following|post-|beyond|later than"),
    ("about", r"about|around|circa|c\.|ca\.|roughly|approximately|some ?time in|or about"),
)
_AFTER: tuple[tuple[Modifier, str], ...] = (
    ("since", r",? (?:onwards?|on\b(?= ?[,.;]|$)|and after|or later|to date|to the present)"),
    ("no later than", r",? (?:at the latest|or earlier|or sooner)"),
    ("no earlier than", r",? at the earliest"),
    ("about", r",? (?:or so|or thereabouts)"),
)
_PREPOSITION = r"(?:(?:on|in|at|the) )*"


def _table(
    rows: tuple[tuple[Modifier, str], ...], form: str
) -> list[tuple[Modifier, re.Pattern[str]]]:
    return [(name, re.compile(form.format(pattern), re.IGNORECASE)) for name, pattern in rows]


_PART = _table(_PARTS, r"(?<![\w-])(?:{})[- ]?$")
_DIRECTION = _table(_DIRECTIONS, rf"(?<![\w-])(?:{{}})[- ]?{_PREPOSITION}$")
_TAIL = _table(_AFTER, r"(?:{})(?!\w)")
_LONGEST = 40


def part(text: str, start: int, period: DateRange) -> tuple[int, DateRange]:
    """Where the expression begins with its "early" or "the end of", and the period so marked."""
    before = text[max(0, start - _LONGEST) : start]
    for name, pattern in _PART:
        if found := pattern.search(before):
            return start - len(before) + found.start(), period.marked(name)
    return start, period


def direction(text: str, start: int, end: int) -> tuple[int, int, Modifier | None]:
    """Give the place of an expression with the words that direct it, and what they say."""
    for name, pattern in _TAIL:
        if tail := pattern.match(text, end):
            return start, tail.end(), name
    before = text[max(0, start - _LONGEST) : start]
    for name, pattern in _DIRECTION:
        if found := pattern.search(before):
            return start - len(before) + found.start(), end, name
    return start, end, None
