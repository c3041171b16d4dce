"""Dates that name their place in the calendar, or all of it but the year."""

import re
from datetime import date

from api.answering.dates.intervals import (
    DateRange,
    century,
    day,
    decade,
    half,
    joined,
    month,
    quarter,
    season,
    year,
)
from api.answering.dates.rules import Context, Make, Rule, placed, rule
from api.answering.dates.vocabulary import (
    DAY,
    MONTH,
    MONTH_ALONE,
    ORDINAL,
    PART_OF_DAY,
    SEASON,
    WEEKDAY_SHORT,
    YEAR,
    month_number,
    ordinal,
    short_year,
    year_number,
)

_TO = r"\s?(?:-|–|—|to|and|through|until)\s?"
_ON = rf"(?:{WEEKDAY_SHORT},? )?(?:the )?"
_AT = rf"(?:,? (?:(?:in the |at )?{PART_OF_DAY}))?"
_NOT_MORE = r"(?![:/%]|[.,]\d|-\d| (?:million|billion|percent|per|%))"
_YEAR_AFTER = rf"(?:,? (?:of |in )?(?P<year>{YEAR})(?![,.]\d|%))?"
_QUARTERS = r"(?P<n>first|second|third|fourth|final|last|1st|2nd|3rd|4th)"
_HALVES = r"(?P<n>first|second|last|latter|final)"
_LAST = {"final": 4, "last": 4}
_TENS = "twenties thirties forties fifties sixties seventies eighties nineties".split()
_FIXED = {
    r"new year['’]s day": (1, 1),
    r"new year['’]s eve": (12, 31),
    r"valentine['’]s day": (2, 14),
    r"halloween": (10, 31),
    r"christmas eve": (12, 24),
    r"christmas(?: day)?": (12, 25),
    r"boxing day": (12, 26),
}


def _in_year(match: re.Match[str], context: Context, first: int, last: int) -> DateRange | None:
    """Days of one month, with the year that is named or the one that fits."""
    number = month_number(match["month"])

    def days(of: int) -> DateRange:
        start, end = day(date(of, number, first)), day(date(of, number, last))
        return joined(start, end)

    return _of_year(match, context, days)


def _of_year(match: re.Match[str], context: Context, make: Make) -> DateRange | None:
    named = match.groupdict().get("year")
    if named:
        return make(_year(named, context))
    return placed(make, context)


def _year(text: str, context: Context) -> int:
    near = context.published.year if context.published else 2000
    return year_number(text, near)


def _day(match: re.Match[str], context: Context) -> DateRange | None:
    first = int(re.sub(r"\D", "", match["day"]))
    return _in_year(match, context, first, first)


def _days(match: re.Match[str], context: Context) -> DateRange | None:
    first, last = (int(re.sub(r"\D", "", match[name])) for name in ("day", "last"))
    return _in_year(match, context, first, last)


def _month(match: re.Match[str], context: Context) -> DateRange | None:
    number = month_number(match["month"])
    return _of_year(match, context, lambda of: month(of, number))


def _quarter(match: re.Match[str], context: Context) -> DateRange | None:
    number = _LAST.get(match["n"].lower()) or ordinal(match["n"])
    return _of_year(match, context, lambda of: quarter(of, number))


def _half(match: re.Match[str], context: Context) -> DateRange | None:
    number = 1 if match["n"].lower() in ("first", "1") else 2
    return _of_year(match, context, lambda of: half(of, number))


def _season(match: re.Match[str], context: Context) -> DateRange | None:
    return _of_year(match, context, lambda of: season(of, match["season"]))


def _decade(match: re.Match[str], _: Context) -> DateRange:
    first = int(match["first"])
    return century(first // 100 + 1) if first % 100 == 0 and first < 2000 else decade(first)


def _short_decade(match: re.Match[str], context: Context) -> DateRange:
    near = context.published.year if context.published else 2000
    return decade(short_year(int(match["short"]), near))


def _spelled_decade(match: re.Match[str], context: Context) -> DateRange:
    near = context.published.year if context.published else 2000
    return decade(short_year(10 * (2 + _TENS.index(match["tens"].lower())), near))


def _years(match: re.Match[str], _: Context) -> DateRange:
    first, last = int(match["first"]), match["last"]
    second = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return joined(year(first), year(second if second > first else second + 100))


def _iso(match: re.Match[str], _: Context) -> DateRange:
    number, rest = int(match["y"]), match["d"]
    return day(date(number, int(match["m"]), int(rest))) if rest else month(number, int(match["m"]))


def _slashes(match: re.Match[str], context: Context) -> DateRange | None:
    """Nothing tells 3/4 in Boston from 3/4 in London: without a day past 12 it names no day."""
    first, second = int(match["a"]), int(match["b"])
    if first <= 12 and second <= 12 and first != second:
        return None
    number = int(match["y"]) if len(match["y"]) == 4 else _year("'" + match["y"], context)
    return day(date(number, min(first, second), max(first, second)))


def _fixed(text: str, month_of: int, day_of: int) -> Rule:
    def build(match: re.Match[str], context: Context) -> DateRange | None:
        return _of_year(match, context, lambda of: day(date(of, month_of, day_of)))

    return rule(text + _YEAR_AFTER, build, partial=True)


ABSOLUTE: tuple[Rule, ...] = (
    rule(r"(?P<y>[12]\d{3})-(?P<m>0[1-9]|1[0-2])(?:-(?P<d>[0-3]\d))?(?!-?\d)", _iso),
    rule(r"(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>\d{4}|\d{2})(?![./]?\d)", _slashes),
    rule(
        rf"(?:between |from )?{_ON}(?P<month>{MONTH}) (?P<day>{DAY}){_TO}(?P<last>{DAY})"
        rf"{_NOT_MORE}{_YEAR_AFTER}",
        _days,
        partial=True,
    ),
    rule(
        rf"(?:between |from )?(?:the )?(?P<day>{DAY}){_TO}(?:the )?(?P<last>{DAY}) "
        rf"(?:of )?(?P<month>{MONTH}){_YEAR_AFTER}",
        _days,
        partial=True,
    ),
    rule(
        rf"{_ON}(?P<month>{MONTH}) (?:the )?(?P<day>{DAY}){_NOT_MORE}{_AT}{_YEAR_AFTER}",
        _day,
        partial=True,
    ),
    rule(rf"{_ON}(?P<day>{DAY})(?: of)? (?P<month>{MONTH}){_YEAR_AFTER}{_AT}", _day, partial=True),
    rule(rf"(?P<month>{MONTH}),? (?:of |in )?(?P<year>{YEAR})(?![,.]\d|%)", _month),
    rule(rf"(?P<month>{MONTH_ALONE})", _month, partial=True),
    rule(
        rf"(?:the |its |their )?(?:fiscal )?{_QUARTERS}[- ]quarter"
        rf"(?:(?: of|,| in)? (?:fiscal )?(?P<year>{YEAR}))?",
        _quarter,
        partial=True,
    ),
    rule(rf"(?:the )?(?:Q|quarter )(?P<n>[1-4])(?: of|,)?(?: (?P<year>{YEAR}))", _quarter),
    rule(rf"(?P<year>{YEAR})(?:['’]s)?,? ?Q(?P<n>[1-4])", _quarter),
    rule(r"Q(?P<n>[1-4])", _quarter, partial=True),
    rule(rf"(?P<year>{YEAR})(?:['’]s)? {_QUARTERS}[- ]quarter", _quarter),
    rule(rf"(?:the )?{_HALVES} half of (?:fiscal )?(?P<year>{YEAR}(?!s))", _half),
    rule(rf"H(?P<n>[12])(?: of)? (?P<year>{YEAR})", _half),
    rule(rf"(?:the )?(?P<season>{SEASON})(?: of|,)? (?P<year>{YEAR})(?:[-/–]\d\d)?", _season),
    rule(rf"(?P<season>{SEASON})", _season, partial=True),
    rule(r"(?:the )?(?P<first>1\d\d0|20\d0)['’]?s", _decade),
    rule(r"(?:the )?['’‘](?P<short>\d0)s", _short_decade),
    rule(rf"the (?P<tens>{'|'.join(_TENS)})", _spelled_decade),
    rule(
        rf"(?:the )?(?P<n>{ORDINAL})[- ]century",
        lambda match, _: century(ordinal(match["n"])),
    ),
    rule(r"(?:between |from )?(?P<first>[12]\d{3})[-–/](?P<last>\d{4}|\d\d)(?![-–/]?\d)", _years),
    rule(
        rf"(?:the )?(?:(?:fiscal|financial)(?: year)?|year|calendar) (?P<year>{YEAR})",
        lambda match, context: year(_year(match["year"], context)),
    ),
    rule(r"FY ?(?P<year>(?:20)?\d\d)", lambda match, _: year(2000 + int(match["year"]) % 100)),
    rule(
        rf"(?P<year>{YEAR})(?![,.]\d|[%:/]|-\d| ?(?:percent|per cent|million|billion)\b)",
        lambda match, context: year(_year(match["year"], context)),
    ),
    *(_fixed(text, *at) for text, at in _FIXED.items()),
)
