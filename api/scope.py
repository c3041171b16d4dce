"""What bounds an answer in time: what the user set, and what the question says."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from api.answering.compose import Asked
from api.answering.dates.asked import AskedDate, UsedAs, asked_date
from api.answering.dates.question import QuestionDates, read_dates
from api.answering.question import read_question
from api.answering.quotes import LoadDocument
from api.errors import AskError
from api.filters import Filters, filter_of
from corpus.document import Document
from index.records import DateWindow, Filter

# So long ago begins what is asked about as news: a month, and the week before it.
_JUST_PAST = timedelta(days=38)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which documents may answer, and which of them are preferred.

    ``filters`` and ``as_of`` are those in force, wherever they were said; ``where`` is what they
    make. ``latest`` prefers later reports. ``dates`` is what the question itself says of time, and
    what was made of it. ``plain`` is the question without the words that only bound publication:
    no article need hold them.
    """

    where: Filter
    filters: Filters
    as_of: str | None
    latest: bool
    dates: tuple[AskedDate, ...]
    plain: str


def scope_of(question: str, filters: Filters, as_of: str | None, today: date | None) -> Scope:
    """Read a question's dates into the filters; what the user set outranks them.

    "Last week" is told by ``as_of`` where it is set, else by ``today``; without either it says
    nothing. A period of the event bounds no publication: it is only given back; but where the user
    stands on a day, no article from before can tell what happened in the days just past. What the
    question says is overruled where the user set the same, or where both would leave no day.

    Raises:
        AskError: a day is no day, the window ends before it begins, or a name holds no characters.
    """
    where = filter_of(filters, as_of)
    said = read_dates(question, date.fromisoformat(as_of) if as_of else today)
    narrowed, stand = filters, as_of
    used = "window" if as_of and _just_past(said, date.fromisoformat(as_of)) else _use(said)
    if used == "as_of" and said.as_of:
        stand = said.as_of.isoformat() if as_of is None else as_of
    elif used == "window" and filters.date_from is None and filters.date_to is None:
        days = said.wire()
        last = days["date_to"] if said.of == "publication" else None
        narrowed = replace(filters, date_from=days["date_from"], date_to=last)
    if used in ("as_of", "window"):
        both = _possible(narrowed, stand) if (narrowed, stand) != (filters, as_of) else None
        where, used = (both, used) if both else (where, "overruled")
        narrowed, stand = (narrowed, stand) if both else (filters, as_of)
    plain = question if used in ("latest", "shown") else _without(question, said.said)
    return Scope(where, narrowed, stand, said.prefers_latest, asked_date(said, used), plain)


def _without(question: str, said: str | None) -> str:
    """A question without some of its words; whole where nothing would be left to look for."""
    left = " ".join(question.replace(said or "", " ", 1).split()).lstrip(",;: ")
    return left if said and read_question(left).words else question


def _use(said: QuestionDates) -> UsedAs:
    if said.as_of:
        return "as_of"
    if said.prefers_latest:
        return "latest"
    return "window" if said.of == "publication" else "shown"


def _just_past(said: QuestionDates, day: date) -> bool:
    """Tell whether a question asks what happened in days just before the one it stands on."""
    recent = said.start is not None and day - _JUST_PAST <= said.start <= day
    return recent and said.of == "event" and not said.ahead


def _possible(filters: Filters, as_of: str | None) -> Filter | None:
    """The filter that these make together; None where no day is left."""
    try:
        return filter_of(filters, as_of)
    except AskError:
        return None


def asked_of(question: str, scope: Scope, strictness: str, undated: int) -> Asked:
    """Put a question to ``compose`` with its scope, and how many documents had no date."""
    return Asked(
        question,
        scope.where,
        strictness,
        scope.filters.date_from,
        scope.filters.date_to,
        scope.as_of,
        scope.latest,
        scope.dates,
        undated,
        scope.plain,
    )


def within(window: DateWindow, load: LoadDocument) -> LoadDocument:
    """Look documents up, but only those of a window: what lies outside is as if it were not there.

    Whatever an answer shows passes through here, so that nothing later than ``as_of`` can.
    """

    def loaded(document_id: str) -> Document | None:
        document = load(document_id)
        return document if document and window.holds(document.published_day) else None

    return loaded
