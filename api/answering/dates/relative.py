"""Dates that are named by their distance from the day of publication, or from another date."""

import re
from datetime import date, timedelta

from api.answering.dates.intervals import (
    SEASONS,
    DateRange,
    Precision,
    day,
    half,
    holding,
    month,
    quarter,
    season,
    shifted,
)
from api.answering.dates.rules import Build, Context, Rule, placed, rule
from api.answering.dates.vocabulary import (
    MONTH,
    MONTH_ALONE,
    PART_OF_DAY,
    SEASON,
    WEEKDAY,
    month_number,
    ordinal,
    unit,
    weekday_number,
)

_STEPS = {"last": -1, "past": -1, "previous": -1, "prior": -1, "preceding": -1, "latest": -1}
_STEPS |= {"this": 0, "current": 0, "next": 1, "coming": 1, "upcoming": 1}
_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_WHICH = (
    r"(?P<which>last|past|this past|previous|this|this coming|current|latest|next|coming|upcoming)"
)
_AT = rf"(?: (?:in the |at )?{PART_OF_DAY})?"


def _step(text: str) -> int:
    return _STEPS[text.lower().split()[-1]]


def _near_day(match: re.Match[str], context: Context) -> DateRange | None:
    at = context.published
    return day(at + timedelta(days=_DAYS[match["day"].lower()])) if at else None


def _days_on(count: int) -> Build:
    def build(_: re.Match[str], context: Context) -> DateRange | None:
        at = context.published
        return day(at + timedelta(days=count)) if at else None

    return build


def _weekday(match: re.Match[str], context: Context) -> DateRange | None:
    """The latest such day up to publication, or the next one from it, as the tense has it."""
    at = context.published
    if at is None:
        return None
    ahead = (weekday_number(match["day"]) - at.weekday()) % 7
    return day(at + timedelta(days=ahead if context.tense == "future" else -(-ahead % 7)))


def _which_weekday(match: re.Match[str], context: Context) -> DateRange | None:
    at = context.published
    if at is None:
        return None
    wanted = weekday_number(match["day"])
    which = match["which"].lower()
    if which == "this" and context.tense != "past":
        return day(at + timedelta(days=(wanted - at.weekday()) % 7))
    if _step(which) > 0 or which == "this coming":
        return day(at + timedelta(days=(wanted - at.weekday() - 1) % 7 + 1))
    back = (at.weekday() - wanted) % 7 if which == "this" else (at.weekday() - wanted - 1) % 7 + 1
    return day(at - timedelta(days=back))


def _weekday_of_week(match: re.Match[str], context: Context) -> DateRange | None:
    at = context.published
    if at is None:
        return None
    monday = holding("week", at).start + timedelta(days=7 * _step(match["which"]))
    return day(monday + timedelta(days=weekday_number(match["day"])))


def _which_period(match: re.Match[str], context: Context) -> DateRange | None:
    at = context.published
    if at is None:
        return None
    precision = unit(match["unit"])
    if precision == "weekend":
        return _which_weekend(match["which"].lower(), at, context)
    return _stepped(precision, at, _step(match["which"]))


def _before_last(match: re.Match[str], context: Context) -> DateRange | None:
    at = context.published
    return _stepped(unit(match["unit"]), at, -2) if at else None


def _stepped(precision: Precision, at: date, count: int) -> DateRange:
    return holding(precision, shifted(precision, holding(precision, at).start, count))


def _which_weekend(which: str, at: date, context: Context) -> DateRange:
    current = holding("weekend", at)
    if which == "this" and context.tense == "past" and current.start > at:
        return _weeks_on(current, -1)
    if which in ("last", "past", "this past", "previous"):
        return _weeks_on(current, -1)
    return _weeks_on(current, 1 if which == "next" else 0)


def _weeks_on(period: DateRange, count: int) -> DateRange:
    return holding("weekend", period.start + timedelta(days=7 * count))


def _weekend(_: re.Match[str], context: Context) -> DateRange | None:
    at = context.published
    if at is None:
        return None
    current = holding("weekend", at)
    ahead = context.tense == "future" or current.start <= at
    return current if ahead else _weeks_on(current, -1)


def _named_year(match: re.Match[str], context: Context) -> int | None:
    return context.published.year + _step(match["which"]) if context.published else None


def _of_that_year(match: re.Match[str], context: Context) -> DateRange | None:
    """A month, quarter, season or half of last, this or next year."""
    number = _named_year(match, context)
    if number is None:
        return None
    groups = match.groupdict()
    if groups.get("month"):
        of = month_number(match["month"])
        return day(date(number, of, int(groups["day"]))) if groups["day"] else month(number, of)
    if groups.get("season"):
        return season(number, match["season"])
    if groups.get("half"):
        return half(number, 1 if match["half"].lower() == "first" else 2)
    name = match["n"].lower()
    return quarter(number, 4 if name in ("last", "final") else ordinal(name))


def _which_named(match: re.Match[str], context: Context) -> DateRange | None:
    """Give "last April" or "next winter": the nearest that is over, or that has yet to begin."""
    at = context.published
    if at is None:
        return None
    name = match["name"].lower()
    options = [
        season(number, name) if name in SEASONS else month(number, month_number(name))
        for number in range(at.year - 2, at.year + 3)
    ]
    step = _step(match["which"])
    if step < 0:
        return max((one for one in options if one.end <= at), key=lambda one: one.start)
    if step > 0:
        return min((one for one in options if one.start > at), key=lambda one: one.start)
    return next(one for one in options if one.start.year == at.year or one.start <= at < one.end)


def _end(match: re.Match[str], context: Context) -> DateRange | None:
    at = context.published
    named = unit(match["unit"] or match["unit2"])
    return holding(named, at).marked("end") if at else None


def _start(match: re.Match[str], context: Context) -> DateRange | None:
    at = context.published
    return holding(unit(match["unit"]), at).marked("start") if at else None


def _week_of(match: re.Match[str], context: Context) -> DateRange | None:
    if match["year"]:
        return holding(
            "week", date(int(match["year"]), month_number(match["month"]), int(match["day"]))
        )
    return placed(
        lambda of: holding("week", date(of, month_number(match["month"]), int(match["day"]))),
        context,
    )


_ANY_PERIOD = r"(?P<unit>day|week|weekend|month|quarter|year|decade|century)"
_QUARTER = r"(?P<n>first|second|third|fourth|final|last)[- ]quarter"
_OF_YEAR = r",? (?:of |in )?(?P<which>last|this|next) year"
_LATER = r"(?:(?:earlier|later) )?"
RELATIVE: tuple[Rule, ...] = (
    rule(rf"{_LATER}(?P<day>today|tonight|yesterday|tomorrow){_AT}", _near_day),
    rule(rf"(?:the )?{PART_OF_DAY} (?P<day>today|yesterday|tomorrow)", _near_day),
    rule(r"the day before yesterday", _days_on(-2)),
    rule(r"the day after tomorrow", _days_on(2)),
    rule(r"the (?P<unit>week|weekend|month|year) before last", _before_last),
    rule(r"this (?:morning|afternoon|evening)", _days_on(0)),
    rule(r"last night|overnight", _days_on(-1)),
    rule(r"tomorrow night", _days_on(1)),
    rule(rf"{_LATER}(?:{PART_OF_DAY} (?:on )?)?(?P<day>{WEEKDAY}){_AT}", _weekday),
    rule(rf"{_WHICH} (?P<day>{WEEKDAY}){_AT}", _which_weekday),
    rule(rf"(?P<day>{WEEKDAY}){_AT} (?:of )?(?P<which>last|this|next) week", _weekday_of_week),
    rule(rf"(?P<which>last|this|next) week(?:['’]s)? (?:on )?(?P<day>{WEEKDAY})", _weekday_of_week),
    rule(
        rf"{_LATER}(?:the )?{_WHICH}"
        rf"(?: (?:fiscal|calendar|financial))? {_ANY_PERIOD}",
        _which_period,
    ),
    rule(r"the weekend", _weekend),
    rule(
        rf"(?:the )?week (?:of|beginning|starting)(?: on)? (?P<month>{MONTH}) (?P<day>\d{{1,2}})"
        r"(?:,? (?P<year>\d{4}))?",
        _week_of,
    ),
    rule(
        rf"(?:the )?week (?:of|beginning|starting)(?: on)? (?P<day>\d{{1,2}}) (?P<month>{MONTH})"
        r"(?:,? (?P<year>\d{4}))?",
        _week_of,
    ),
    rule(rf"{_WHICH} (?P<name>{MONTH_ALONE}|{SEASON})", _which_named),
    rule(rf"(?P<month>{MONTH})(?: (?P<day>\d{{1,2}}))?{_OF_YEAR}", _of_that_year),
    rule(rf"(?:the )?(?P<season>{SEASON}){_OF_YEAR}", _of_that_year),
    rule(rf"(?:the )?{_QUARTER}{_OF_YEAR}", _of_that_year),
    rule(rf"(?P<which>last|this|next) year['’]s {_QUARTER}", _of_that_year),
    rule(r"(?:the )?(?P<half>first|second|last) half" + _OF_YEAR, _of_that_year),
    rule(r"(?P<unit>year|month|week)(?:['’]s)?[- ]end|the end of the (?P<unit2>year)", _end),
    rule(r"the (?:start|beginning) of the (?P<unit>week|month|year)", _start),
)
