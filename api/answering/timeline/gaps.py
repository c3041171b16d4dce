"""The long stretches of a timeline in which nothing is told."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from statistics import median

from api.answering.dates.intervals import ONE_DAY, DateRange
from api.answering.timeline.records import Gap

# A stretch is long from so many days on, and from so many times the usual distance.
_LEAST = timedelta(days=30)
_TIMES = 3


def gaps(periods: Sequence[DateRange]) -> list[Gap]:
    """Find the gaps between periods, given in order of their first days.

    A gap lies in no period, and is longer than 30 days and than three times the median distance
    between the first days of neighbours. Periods that are coarse ("2024") cover all their days:
    nothing shows that nothing happened on one of them.
    """
    if len(periods) < 2:
        return []
    distances = [(later.start - earlier.start).days for earlier, later in pairwise(periods)]
    least = max(_LEAST, timedelta(days=_TIMES * median(distances)))
    found = []
    reached = periods[0].end
    for period in periods[1:]:
        if period.start - reached > least:
            found.append(Gap(reached, period.start - ONE_DAY))
        reached = max(reached, period.end)
    return found
