"""What a question says of time, as an answer shows it."""

from dataclasses import dataclass
from typing import Literal

from api.answering.dates.question import Of, QuestionDates

UsedAs = Literal["window", "as_of", "latest", "shown", "overruled"]


@dataclass(frozen=True, slots=True)
class AskedDate:
    """Words of a question that say when, the days they name, and what was made of them.

    ``start`` and ``end`` are ISO days, both included, None where that side is open or not known;
    ``of`` says whether they are days of the event or of publication. ``used_as`` is ``window``
    or ``as_of`` where they bound the publication of what may answer, ``latest`` where they prefer
    later reports, ``shown`` where they bound nothing, ``overruled`` where what the user set stands
    instead.
    """

    text: str
    start: str | None
    end: str | None
    of: Of | None
    used_as: UsedAs


def asked_date(said: QuestionDates, used_as: UsedAs) -> tuple[AskedDate, ...]:
    """Write down what a question says of time: one record, or none where it says nothing."""
    if said.said is None:
        return ()
    days = said.wire()
    if said.as_of:
        return (AskedDate(said.said, None, days["as_of"], "publication", used_as),)
    of = "event" if said.as_of_event else said.of
    # What happened on a day may be told on any later one.
    last = None if (of, used_as) == ("event", "window") else days["date_to"]
    return (AskedDate(said.said, days["date_from"], last, of, used_as),)
