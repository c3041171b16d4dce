"""Dates that are so many units away: from publication, or from another date that is told."""

import re
from datetime import date

from api.answering.dates.intervals import (
    ONE_DAY,
    DateRange,
    Modifier,
    Precision,
    holding,
    quarter,
    shifted,
    year,
)
from api.answering.dates.rules import Context, Rule, rule
from api.answering.dates.vocabulary import NUMBER, UNIT, number, ordinal, unit

_ABOUT = (
    r"(?:(?P<about>about|around|roughly|approximately|some|nearly|almost|over|"
    r"more than|less than|just over|just under|at least) )?"
)
_COUNT = rf"(?P<n>{NUMBER}|half a)[- ](?:full |whole )?(?P<unit>{UNIT})(?: (?P<so>or so))?"
_VAGUE: dict[str, Modifier] = {"over": "before", "more than": "before", "at least": "before"}
_STEPS = {"following": 1, "next": 1, "previous": -1, "preceding": -1}
_WITHIN = re.compile(
    rf"(?P<within>within (?:the )?(?:first |next )?)?\b{_COUNT} (?P<side>of|after|before|"
    rf"following|from|since|prior to)(?: [\w'’-]+){{0,7}}? (?:(?:on|in|of|from) (?:the )?)?$"
    rf"|(?P<within2>within )?\b(?P<n2>{NUMBER})[- ](?P<unit2>{UNIT}) "
    rf"(?P<side2>of|after|before|following|from|prior to) $",
    re.IGNORECASE,
)


def anchored(before: str, anchor: DateRange) -> tuple[int, DateRange] | None:
    """Read "within six weeks of the signing on" before a date: where it begins, and the period."""
    found = _WITHIN.search(before)
    if not found:
        return None
    size = found["n"] or found["n2"]
    precision = unit(found["unit"] or found["unit2"])
    side = (found["side"] or found["side2"]).lower()
    within = found["within"] or found["within2"]
    if side in ("of", "since") and not within:
        return None
    count = -number(size) if side in ("before", "prior to") else number(size)
    try:
        return found.start(), _away(anchor, precision, count, within is not None)
    except (ValueError, OverflowError, LookupError):
        return None


def _away(anchor: DateRange, precision: Precision, count: int, within: bool) -> DateRange:
    """What is so many units from a period, or all from it to there, both included."""
    first = shifted(precision, anchor.start, count)
    last = shifted(precision, anchor.last, count)
    if within:
        edges = (anchor.start, last) if count > 0 else (first, anchor.last)
        return DateRange(edges[0], edges[1] + ONE_DAY, anchor.precision, "within")
    return DateRange(first, last + ONE_DAY, anchor.precision)


def _whole(precision: Precision, at: date) -> DateRange:
    """A count of weeks or days points at a day, one of years at a year."""
    return holding("day" if precision in ("week", "weekend") else precision, at)


def _from_publication(match: re.Match[str], context: Context, sign: int) -> DateRange | None:
    at = context.published
    if at is None or match["n"].lower().startswith("half"):
        return _half_of(match, context, sign)
    precision = unit(match["unit"])
    found = _whole(precision, shifted(precision, at, sign * number(match["n"])))
    return found.marked(_vague(match))


def _half_of(match: re.Match[str], context: Context, sign: int) -> DateRange | None:
    """Half a year or half a century away, by the month or by the year."""
    at = context.published
    parts: dict[Precision, tuple[Precision, int]] = {
        "year": ("month", 6),
        "decade": ("year", 5),
        "century": ("year", 50),
    }
    if at is None or unit(match["unit"]) not in parts:
        return None
    precision, count = parts[unit(match["unit"])]
    return holding(precision, shifted(precision, at, sign * count)).marked(_vague(match))


def _vague(match: re.Match[str]) -> Modifier | None:
    if match["about"]:
        return _VAGUE.get(match["about"].lower(), "about")
    return "about" if match["so"] else None


def _ago(match: re.Match[str], context: Context) -> DateRange | None:
    return _from_publication(match, context, -1)


def _ahead(match: re.Match[str], context: Context) -> DateRange | None:
    return _from_publication(match, context, 1)


def _within(match: re.Match[str], context: Context) -> DateRange | None:
    at = context.published
    if at is None:
        return None
    end = shifted(unit(match["unit"]), at, number(match["n"]))
    return DateRange(at, end + ONE_DAY, "day", "within")


def _stretch(match: re.Match[str], context: Context) -> DateRange | None:
    """The last or next so many units: days to or from publication, that day included."""
    at = context.published
    if at is None:
        return None
    precision, count = _counted(match)
    if match["which"].lower() in ("next", "coming"):
        return DateRange(at, shifted(precision, at, count) + ONE_DAY, "day", "within")
    return DateRange(shifted(precision, at, -count), at + ONE_DAY, "day", "within")


def _counted(match: re.Match[str]) -> tuple[Precision, int]:
    """Read so many units; hours are the days that they may touch."""
    count = number(match["n"])
    return (
        ("day", -(-count // 24))
        if match["unit"].lower() == "hours"
        else (unit(match["unit"]), count)
    )


def _up_to_now(match: re.Match[str], context: Context) -> DateRange | None:
    """One unit up to publication, wherever those of the calendar end: "over the past year"."""
    at = context.published
    if at is None:
        return None
    return DateRange(shifted(unit(match["unit"]), at, -1), at + ONE_DAY, "day", "within")


def _from_anchor(match: re.Match[str], context: Context) -> DateRange | None:
    """So many units before or after what was spoken of last; a year earlier, its like then."""
    if not context.mentioned:
        return None
    precision, anchor = unit(match["unit"]), context.mentioned[0]
    back = match["side"].lower() in ("earlier", "before", "previously")
    at = shifted(precision, anchor.start, -number(match["n"]) if back else number(match["n"]))
    return holding(anchor.precision if precision == "year" else _whole(precision, at).precision, at)


def _next_to_anchor(match: re.Match[str], context: Context) -> DateRange | None:
    """Give "the following month", "the previous year", "that same day"."""
    anchor = context.anchor
    if anchor is None:
        return None
    precision = _unit_of_day(match["unit"])
    step = _STEPS.get(match["which"].lower().split()[-1], 0)
    period = holding(precision, anchor.last if step > 0 else anchor.start)
    return holding(precision, shifted(precision, period.start, step))


def _unit_of_day(text: str) -> Precision:
    return "day" if text.lower() in ("morning", "evening", "night", "afternoon") else unit(text)


def _year_earlier(match: re.Match[str], context: Context) -> DateRange | None:
    """The like of the quarter spoken of, in the year before; without one, that year."""
    at = context.published
    spoken = (one for one in context.mentioned[:2] if one.precision == "quarter")
    before = next((one for one in spoken if at is None or one.start <= at), None)
    if match["n"]:
        anchor = context.anchor
        return anchor and quarter(anchor.start.year - 1, ordinal(match["n"]))
    if before:
        return quarter(before.start.year - 1, (before.start.month + 2) // 3)
    return year(at.year - 1) if at else None


DURATIONS: tuple[Rule, ...] = (
    rule(
        r"(?:the |a )?year(?:-ago|[- ]earlier)(?: (?P<n>first|second|third|fourth)[- ]quarter"
        r"| (?:period|quarter))?",
        _year_earlier,
    ),
    rule(rf"{_ABOUT}{_COUNT} ago", _ago),
    rule(rf"in {_ABOUT}{_COUNT}(?:['’]s|['’])? time", _ahead),
    rule(rf"{_ABOUT}{_COUNT} (?:from now|from today|hence)", _ahead),
    rule(rf"within (?:the next )?{_COUNT}", _within),
    rule(rf"(?:the )?(?P<which>last|past|next|coming) {_COUNT}", _stretch),
    rule(rf"(?:the )?(?P<which>last|past|next|coming) (?P<n>{NUMBER}) (?P<unit>hours)", _stretch),
    rule(
        r"(?:(?:over|for|throughout) the (?:last|past)|(?:in|during|within) the past) "
        r"(?P<unit>week|month|year|decade|century)",
        _up_to_now,
    ),
    rule(
        rf"{_COUNT} (?P<side>later|earlier|before|previously)(?! (?:the|than|this|that))",
        _from_anchor,
    ),
    rule(
        r"(?P<which>the following|the previous|the next|the preceding|that same|that|the same) "
        r"(?P<unit>day|morning|evening|night|afternoon|week|month|quarter|year|decade)",
        _next_to_anchor,
    ),
)
