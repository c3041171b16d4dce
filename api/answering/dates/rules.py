"""What a rule is: a pattern of the text, and the period that a match of it names."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from api.answering.dates.intervals import DateRange, day

Tense = Literal["past", "present", "future"]
# So many times nearer must a date be that contradicts a guessed tense.
_AGAINST = 4


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against.

    ``published`` is the day of publication, None where unknown. ``mentioned`` are the periods
    named before in the same text, the latest first. A ``guessed`` tense gives way where a date
    that it rules out lies much nearer.
    """

    published: date | None
    tense: Tense | None = None
    mentioned: tuple[DateRange, ...] = ()
    guessed: bool = False

    @property
    def anchor(self) -> DateRange | None:
        """What "the following month" follows: the period named last, or the day of publication."""
        if self.mentioned:
            return self.mentioned[0]
        return day(self.published) if self.published else None


Make = Callable[[int], DateRange]
Build = Callable[[re.Match[str], Context], DateRange | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A form of date. ``partial`` ones lack a year, which what stands beside them may give."""

    pattern: re.Pattern[str]
    build: Build
    partial: bool = False

    def named(self, match: re.Match[str], context: Context) -> DateRange | None:
        """The period of a match; None where no day of the calendar is named."""
        try:
            return self.build(match, context)
        except (ValueError, OverflowError, LookupError):
            return None


def rule(pattern: str, build: Build, partial: bool = False) -> Rule:
    """Make a rule that keeps to whole words, whatever their case."""
    whole = re.compile(rf"(?<![\w$£€#@])(?:{pattern})(?![\w])", re.IGNORECASE)
    return Rule(whole, build, partial)


def placed(make: Make, context: Context) -> DateRange | None:
    """Choose the year of what lacks one.

    In the past it is the latest that had begun, in the future the earliest that has not ended, by
    the day of publication; else the nearest.
    """
    at = context.published
    if at is None:
        return None
    options = [found for year in range(at.year - 8, at.year + 9) if (found := _made(make, year))]
    if context.tense not in ("past", "future"):
        return min(options, key=lambda one: (distance(one, at), one.start), default=None)
    fits = [one for one in options if _agrees(one, at, context.tense)]
    if context.guessed:
        return min(options, key=lambda one: distance(one, at) * (1 if one in fits else _AGAINST))
    return min(fits, key=lambda one: distance(one, at), default=None)


def _agrees(period: DateRange, at: date, tense: Tense) -> bool:
    return period.start <= at if tense == "past" else period.end > at


def distance(period: DateRange, at: date) -> int:
    """Days between a period and a day: 0 within it."""
    return max(0, (period.start - at).days, (at - period.last).days)


def _made(make: Make, year: int) -> DateRange | None:
    try:
        return make(year)
    except (ValueError, OverflowError):
        return None
