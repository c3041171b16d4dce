"""What a question says of time: a window, a preference for the present state, or a day to stand on.

All of it is given back to be shown; nothing is narrowed in silence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypedDict

from api.answering.dates.find import Found, find, outermost
from api.answering.dates.intervals import ONE_DAY
from api.answering.dates.rules import Tense

Of = Literal["event", "publication"]

_PUBLISHED = re.compile(
    r"\b(?:publish(?:ed)?|print(?:ed)?|reported|written (?:about|of|on)|posted|issued|appeared|"
    r"articles?|stories|story|news|reports?|coverage|headlines?)(?: (?!for\b)\w+){0,3} ?$",
    re.IGNORECASE,
)
_AS_OF = re.compile(
    r"\b(?:as of|as at|as things stood (?:on|in)|known (?:by|on))(?: the)? ?$", re.I
)
_KNOWN = re.compile(r"\bknown\b[^?.;]*$", re.IGNORECASE)
# What leads a date in without saying more than the date itself.
_LEAD = re.compile(r"\b(?:in|on|at|from|during|over|of|for)(?: the)? $", re.IGNORECASE)
_AS_OF_EVENT = re.compile(
    r"\b(?:at the time of|as of|at the moment of) "
    r"(?P<event>(?:the|his|her|its|their|that) [^?,;]+)",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:now|nowadays|currently|current|latest|newest|most recent|most recently|at present|"
    r"the present (?:state|situation|position|status)|presently|"
    r"at the moment|right now|these days|still|today['’]s|so far|up to now|to date|"
    r"as of (?:now|today)|as of this (?:week|month|year)|recently|as (?:things|matters) stand)\b",
    re.IGNORECASE,
)
_NOT_NOW = re.compile(
    r"\b(?:until|before|by) now\b|\bat the latest\b|\bcurrent(?:s|ly known as)\b|"
    r"\blatest (?:possible )?(?:date|day|time|moment|deadline|year)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:did|was|were|had|happened|\w{3,}ed)\b", re.IGNORECASE)
_FUTURE = re.compile(r"\b(?:will|going to|shall|planned|expected|scheduled|due)\b", re.IGNORECASE)
# A date that stands before a noun names a thing ("the 2022 World Cup") and bounds nothing.
_ATTRIBUTE = re.compile(
    r"['’]s? \w|-\w| (?!(?:and|or|in|on|at|of|by|to|the|a|an|for|from|with|about|did|does|do|was|"
    r"were|is|are|has|have|had|will|that|who|what|which|when|where|how|after|before|as|between|"
    r"since|until|during|because|if|say|said|happen)\b)[\w“\"]",
    re.IGNORECASE,
)
# "The Treaty of 1839", "the crash of 1929": the year is part of the name.
_NAMED_BY_YEAR = re.compile(
    r"\bthe (?!(?:summer|spring|autumn|fall|winter|end|start|course|rest)\b)[\w’'-]+ of $",
    re.IGNORECASE,
)
# "Blade Runner 2049", "the novel 1984", "Black Friday".
_TITLE_BEFORE = re.compile(
    r"(?<=\w )[A-Z][\w’'-]+ $"
    r"|\b(?i:novel|book|film|movie|song|album|series|show|game|band|agenda|vision) $"
)
_NAMED_DAY = re.compile(
    r"\b(?:Ash|Black|Bloody|Cyber|Easter|Fat|Giving|Good|Holy|Maundy|Palm|Shrove|Super|Whit) $"
)
_QUOTED = re.compile(r"[“«„][^”»“]*$|^[^\"]*\"(?:[^\"]*\"[^\"]*\")*[^\"]*$")
# "From 1 June" goes on after that day.
_FROM_ON = re.compile(r"\bfrom $", re.IGNORECASE)
_DETERMINER = re.compile(r"\b(?:the|a|an|this|that|his|her|its|their|whose|\w+['’]s) $", re.I)


class Asked(TypedDict):
    """What a question says of time, as it goes out: ISO days, both included."""

    date_from: str | None
    date_to: str | None
    of: Of | None
    prefers_latest: bool
    as_of: str | None
    as_of_event: str | None


@dataclass(frozen=True, slots=True)
class QuestionDates:
    """What a question says of time.

    ``start`` and ``end`` bound the days asked about, the end exclusive, None on an open side;
    ``of`` says whether they bound when things happened or when articles came out. ``as_of`` is the
    last day whose articles may answer. ``as_of_event`` is what such a day is only named by: the
    archive must date it. ``prefers_latest`` asks for the present state. ``ahead`` tells that the
    question is of what is to come. ``said`` are the words of the question that say so.
    """

    start: date | None = None
    end: date | None = None
    of: Of | None = None
    prefers_latest: bool = False
    as_of: date | None = None
    as_of_event: str | None = None
    ahead: bool = False
    said: str | None = None

    def wire(self) -> Asked:
        """Give it with both days included."""
        return {
            "date_from": self.start.isoformat() if self.start else None,
            "date_to": (self.end - ONE_DAY).isoformat() if self.end else None,
            "of": self.of,
            "prefers_latest": self.prefers_latest,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "as_of_event": self.as_of_event,
        }


def read_dates(question: str, today: date | None) -> QuestionDates:
    """Read what a question says of time.

    ``today`` is the day it is asked on; without one, what is told by that day ("last week") says
    nothing.
    """
    dates = outermost(find(question, today, _tense(question)))
    found = [one for one in dates if not _names_a_thing(question, one)]
    stand = _stand(question, found)
    if stand and (today is None or stand.period.last < today):
        return QuestionDates(as_of=stand.period.last, said=_said(question, stand, stand))
    event = _AS_OF_EVENT.search(question)
    if event and not any(one.start < event.end() and event.start() < one.end for one in found):
        return QuestionDates(as_of_event=event["event"].strip(), said=event[0].strip())
    if found and not stand and not _means_now(question, found[0]):
        return _window(question, found)
    if found:
        return QuestionDates(prefers_latest=True, said=_said(question, found[0], found[0]))
    now = _now(question)
    return QuestionDates(prefers_latest=now is not None, said=now)


def _stand(question: str, found: Sequence[Found]) -> Found | None:
    """The date whose archive is to answer: "as of May", or else "known ... by the end of May"."""
    for one in found:
        if _AS_OF.search(question[: one.start]):
            return one
    bounded = (one for one in found if one.period.modifier in ("by", "until", "no later than"))
    return next((one for one in bounded if _KNOWN.search(question[: one.start])), None)


def _said(question: str, first: Found, last: Found) -> str:
    """The words of a date, or of two that bound one period, with what leads them in."""
    led = question[: first.start]
    lead = _AS_OF.search(led) or _LEAD.search(led)
    return question[lead.start() if lead else first.start : last.end].strip()


def _now(question: str) -> str | None:
    blanked = _NOT_NOW.sub(lambda found: " " * len(found[0]), question)
    found = _NOW.search(blanked)
    return found[0] if found else None


def _tense(question: str) -> Tense | None:
    if _FUTURE.search(question):
        return "future"
    return "past" if _PAST.search(question) else None


def _names_a_thing(question: str, one: Found) -> bool:
    """Tell "the 2022 World Cup" and "last year's budget" from "in 2022" and "last year"."""
    if one.period.modifier in ("since", "until", "by", "before", "after", "no later than"):
        return False
    rest = question[one.end :]
    if rest.startswith(("'s", "’s")):
        return True
    led = question[: one.start]
    if _QUOTED.search(led) or (one.period.precision == "day" and _NAMED_DAY.search(led)):
        return True
    is_year = one.period.precision == "year" and question[one.start].isdecimal()
    if is_year and (_NAMED_BY_YEAR.search(led) or _TITLE_BEFORE.search(led)):
        return True
    return bool(_DETERMINER.search(led) or question[one.start :].lower().startswith("the ")) and (
        bool(_ATTRIBUTE.match(rest))
    )


def _means_now(question: str, one: Found) -> bool:
    """Tell "who leads it today?", which asks for a state, from "what happened today?"."""
    text = question[one.start : one.end].lower()
    return text == "today" and not _PAST.search(question) and "happen" not in question.lower()


def _window(question: str, found: Sequence[Found]) -> QuestionDates:
    """The first date bounds; another may close the side that it leaves open."""
    start, end = _bounds(found[0])
    last = found[0]
    for one in found[1:]:
        other = _bounds(one)
        closed = start or other[0], end or other[1]
        if question[last.end : one.start].strip() == "and" and end and end == other[0]:
            closed = start, other[1]
        if closed != (start, end) and not (closed[0] and closed[1] and closed[0] >= closed[1]):
            (start, end), last = closed, one
    of: Of = "publication" if _PUBLISHED.search(question[: found[0].start]) else "event"
    first = found[0]
    if of == "event" and first is last and first.period.precision == "day":
        end = None if _FROM_ON.search(question[: first.start]) else end
    ahead = _tense(question) == "future"
    return QuestionDates(start, end, of, ahead=ahead, said=_said(question, first, last))


def _bounds(one: Found) -> tuple[date | None, date | None]:
    period = one.period
    match period.modifier:
        case "since" | "no earlier than":
            return period.start, None
        case "after":
            return period.end, None
        case "before":
            return None, period.start
        case "until" | "by" | "no later than":
            return None, period.end
    return period.start, period.end
