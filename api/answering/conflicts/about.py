"""Whether two claims are about the same thing, and each is sure enough to be heard."""

import re
from collections.abc import Sequence

from api.answering.conflicts import periods
from api.answering.conflicts.claims import Claim
from api.answering.conflicts.opposed import has_opposite
from api.answering.conflicts.polarity import asked_of_the_rest, stance
from api.answering.dates.answer import published_day
from api.answering.dates.find import find
from api.answering.dates.intervals import DateRange
from api.answering.evidence import FEATURES
from api.answering.question import Question, stems
from api.answering.yes_no.wording import alike, forms_held, is_idle, takes_up
from index.sentences import Span
from index.words import STOP_WORDS, stem

_PLACE = {name: place for place, name in enumerate(FEATURES)}
# Set on the first half of RGB's questions, and on every second one of RealTimeQA's.
_NAMED, _COVER, _WORSE = 0.6, 0.95, 1.5
_SURE, _BEHIND, _RELEVANT = 0.2, 0.1, 0.2
# Two sentences that both tell what somebody said need have nothing else in common.
_SAID = forms_held("said say saying says told tell added noted explained")
_JUDGED = re.compile(
    r"\b(?:is|are|was|were|be|been|remains?|stays?|isn['’]t|aren['’]t)\b(?:\W+\w+){0,2}\W+$",
    re.IGNORECASE,
)
# Words of which one excludes the other in the naming of a thing.
_CONTRASTS = tuple(
    frozenset(stem(word) for word in row.split())
    for row in (
        "men women mixed boys girls",
        "men's women's",
        "male female",
        "singles doubles",
        "summer winter",
        "north south east west",
        "northern southern eastern western",
        "home away",
        "senior junior",
        "upper lower",
        "left right",
        "first second third fourth fifth",
        "arrivals departures",
        "import export",
        "oldest youngest",
        "largest smallest",
        "highest lowest",
        "most least",
        "minimum maximum",
        "domestic foreign",
        "gold silver bronze",
    )
)


def heard(question: Question, best: Claim, other: Claim, was_read: bool) -> bool:
    """Tell whether a claim may contradict the best one: as much about the question, nearly as sure.

    It holds every name of the question that the best one's passage holds, and nearly as much of
    its words; the reader sees an answer there that is not much less likely.
    """

    def of(claim: Claim, name: str) -> float:
        return claim.candidate.features[_PLACE[name]]

    if names_another(question, other.candidate.text):
        return False
    if of(other, "names_passage") < max(_NAMED, of(best, "names_passage")):
        return False
    if best.kind == "yes_no":
        return _talks_of_it(question, other)
    if other.candidate.score < best.candidate.score - _WORSE:
        return False
    if of(other, "cover_near") < _COVER * of(best, "cover_near"):
        return False
    if not was_read:
        return of(other, "cover") >= _COVER * of(best, "cover")
    least = max(_SURE, of(best, "answer") - _BEHIND)
    return of(other, "answer") >= least and of(other, "relevance") >= _RELEVANT


def names_another(question: Question, sentence: str) -> bool:
    """Tell "the women's final" where "the men's final" is asked for."""
    here = set(stems(sentence))
    return any(
        row & here and not row & here & asked
        for row in _CONTRASTS
        if (asked := row & set(question.words))
    )


def _talks_of_it(question: Question, claim: Claim) -> bool:
    """Tell whether all that is asked stands here but the word that is affirmed or denied."""
    asked = asked_of_the_rest(question)
    hit = claim.candidate.hit
    rest = [word for word in question.words if word != asked]
    return takes_up(rest, f"{hit.title} {hit.text}")


def same_matter(question: Question, best: Claim, other: Claim) -> bool:
    """Tell whether another sentence of an article says yes or no to the same question.

    It takes up half of what is asked beside the word that is affirmed or denied; or it judges by a
    word with an opposite ("is fixed"), and what it judges is spoken of around the best sentence.
    """
    asked = asked_of_the_rest(question)
    rest = [word for word in question.words if word != asked and not is_idle(word)]
    here = forms_held(other.candidate.text)
    if 2 * sum(bool(alike(word) & here) for word in rest) >= max(1, len(rest)):
        return True
    around = best.candidate.hit.text.replace(other.candidate.text, " ")
    told = here & forms_held(around) - STOP_WORDS - _SAID
    said = stance(question, other.candidate.text)
    if asked is None or said is None or not has_opposite(asked):
        return False
    judged = _JUDGED.search(other.candidate.text[: said.place.start])
    return judged is not None and bool(told - alike(asked))


def same_event(first: Claim, second: Claim) -> bool:
    """Tell whether two sentences may tell of one event: what else they date does not exclude it."""
    here, there = _dated(first), _dated(second)
    return not here or not there or any(periods.agree(a, b) for a in here for b in there)


def _dated(claim: Claim) -> Sequence[DateRange]:
    candidate = claim.candidate
    begin = candidate.span.start
    place = Span(claim.place.start - begin, claim.place.end - begin)
    if claim.kind == "yes_no":
        place = Span(0, 0)
    return [
        one.period
        for one in find(candidate.text, published_day(candidate.hit.published_at))
        if one.end <= place.start or place.end <= one.start
    ]
