"""What is a date only where one is known to stand: "the quarter", "8:30 a.m.", "the second day"."""

import re
from datetime import date

from api.answering.dates.intervals import DateRange, Precision, holding, shifted
from api.answering.dates.rules import Context, Rule, rule
from api.answering.dates.vocabulary import ORDINAL, PART_OF_DAY, unit

_CLOCK = r"(?:about |around )?\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b\.?|gmt|est|edt|o['’]clock)?"


def _that_day(_: re.Match[str], context: Context) -> DateRange | None:
    return holding("day", context.published) if context.published else None


def _that_period(match: re.Match[str], context: Context) -> DateRange | None:
    """The one that holds the day of publication; of quarters, the last one that is over."""
    at = context.published
    if at is None:
        return None
    precision: Precision = "quarter" if match["unit"].lower() == "period" else unit(match["unit"])
    return holding(precision, _reported(precision, at))


def _reported(precision: Precision, at: date) -> date:
    return shifted(precision, at, -1) if precision == "quarter" else at


LOOSE: tuple[Rule, ...] = (
    rule(rf"(?:{_CLOCK}|(?:in |at )?(?:the )?{PART_OF_DAY})(?:[, ].*)?", _that_day),
    rule(rf"(?:the |that |his |her |its )?(?:{ORDINAL} |same )?day", _that_day),
    rule(
        r"(?:the |that |its )?(?:latest |same |full |fiscal )?"
        r"(?P<unit>week|month|quarter|year|period|decade)",
        _that_period,
    ),
)
