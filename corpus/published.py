"""Publication dates as they come, to ISO 8601. Nothing here reads the clock or the local zone."""

import re
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone

from dateutil import parser

_LONGEST = 100
_WEEK = re.compile(r"\d{4}-?W\d{2}(?!-?\d)")
# "GMT+3" is three hours ahead to all but POSIX and dateutil.
_UTC_PREFIX = re.compile(r"(?:GMT|UTC)(?=[+-]\d)")
# Digits alone: a day, with the minute, with the second. Any other length counts seconds or such.
_COMPACT = (8, 12, 14)


class _Reading(parser.parserinfo):
    """One way to take what a text leaves open: its century, and the order of day and month."""

    def __init__(self, century: int, day_first: bool) -> None:
        super().__init__(dayfirst=day_first)
        self.century = century

    def convertyear(self, year: int, century_specified: bool = False) -> int:
        return year if century_specified or year > 99 else year + self.century


# A part that the text does not name is taken from the moment: where the two readings differ, the
# text named no single day, and a publication date may not be guessed.
_READINGS = (
    (parser.parser(_Reading(1900, day_first=False)), datetime(2001, 1, 1, 0)),
    (parser.parser(_Reading(2000, day_first=True)), datetime(2002, 2, 2, 1)),
)


def published(value: object) -> str | None:
    """An ISO date, or a date-time where the value names its zone; None for an empty value.

    A time without a zone is dropped, since it names no instant.

    Raises:
        ValueError: the value names no single day.
    """
    if isinstance(value, str | int):
        value = str(value).strip()
    if value is None or value == "":
        return None
    moment = _parsed(value) if isinstance(value, str) else value
    if isinstance(moment, datetime):
        return moment.isoformat() if moment.tzinfo else moment.date().isoformat()
    if isinstance(moment, date):
        return moment.isoformat()
    raise ValueError(f"not a date: {str(value)[:40]!r}")


def _parsed(text: str) -> date:
    if len(text) > _LONGEST or (text.isdecimal() and len(text) not in _COMPACT):
        raise ValueError(f"not a date: {text[:40]!r}")
    if _WEEK.match(text):
        raise ValueError(f"names no single day: {text!r}")
    with suppress(ValueError):
        return date.fromisoformat(text)
    with suppress(ValueError):
        return datetime.fromisoformat(text)
    plain = _UTC_PREFIX.sub("", text)
    # Where the year stands first, all agree on the order of the rest.
    day_first = False if text[:4].isdecimal() else None
    try:
        first, second = (
            reader.parse(plain, default=moment, tzinfos=_zone, dayfirst=day_first)
            for reader, moment in _READINGS
        )
    except (ValueError, ArithmeticError) as error:
        raise ValueError(f"not a date: {text!r}") from error
    if first.date() != second.date():
        raise ValueError(f"names no single day: {text!r}")
    return first if first.hour == second.hour else first.date()


def _zone(_: str | None, offset: int | None) -> timezone | None:
    """A zone by its offset; a name alone ("CST") stands for several, and is taken for none."""
    return None if offset is None else timezone(timedelta(seconds=offset))
