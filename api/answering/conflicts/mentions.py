"""Whether a sentence that gives one value tells of the other too: then it is no rival to it."""

import re

from api.answering.conflicts import periods
from api.answering.conflicts.claims import Claim
from api.answering.conflicts.quantities import Quantity, quantities
from api.answering.dates.answer import published_day
from api.answering.dates.find import find
from api.answering.dates.intervals import DateRange


def mentions(one: Claim, other: Claim) -> bool:
    """Tell whether the sentence of one claim holds the value of another beside its own."""
    candidate = one.candidate
    match other.value:
        case DateRange() as period:
            dates = find(candidate.text, published_day(candidate.hit.published_at))
            return any(
                periods.coarseness(each.period) <= periods.coarseness(period)
                and periods.agree(each.period, period)
                for each in dates
            )
        case Quantity() as quantity:
            return any(
                quantity.comparable(each) and quantity.agrees(each)
                for each in quantities(candidate.text)
            )
        case str() as name:
            return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", candidate.text))
    return False
