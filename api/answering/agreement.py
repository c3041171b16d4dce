"""Who else says so: candidates of other articles with the same answer."""

import re
from collections.abc import Callable, Sequence

from api.answering.evidence import FEATURES, Candidate
from api.answering.question import stems
from index.words import STOP_WORDS

# How many articles there are that report on their own account, of these documents.
Independent = Callable[[Sequence[str]], int]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# Said of a number, these change nothing that another outlet would call different.
_VAGUE = frozenset(stems("about around roughly approximately nearly almost some circa"))
_ANSWER = FEATURES.index("answer")
_MOST = 4
# The share of the doubt that stays when one more outlet says the same on its own account. Assumed:
# the data that the confidence is fitted on tell every thing only once.
_DOUBT_LEFT = 0.8


def says_same(first: str, second: str) -> bool:
    """Tell whether two answers are one: the same numbers, and one's words among the other's."""
    if set(_NUMBER.findall(first)) != set(_NUMBER.findall(second)):
        return False
    here, there = (frozenset(stems(text)) - STOP_WORDS - _VAGUE for text in (first, second))
    return bool(here and there) and (here <= there or there <= here)


def supporting(best: Candidate, ordered: Sequence[Candidate]) -> list[Candidate]:
    """Find what other articles say to the same effect, one sentence each, the best first."""
    if best.answer is None:
        return []
    wanted = answer_of(best)
    seen = {best.hit.chunk.document_id, *(copy.document_id for copy in best.hit.also_in)}
    found = []
    for one in ordered:
        document = one.hit.chunk.document_id
        sure = one.answer is not None and one.features[_ANSWER] > 0
        if document not in seen and sure and says_same(wanted, answer_of(one)):
            seen |= {document, *(copy.document_id for copy in one.hit.also_in)}
            found.append(one)
    return found[:_MOST]


def raised(sure: float, best: Candidate, others: Sequence[Candidate], count: Independent) -> float:
    """Raise the confidence by what other outlets say on their own account; copies raise nothing."""
    ids = [one.hit.chunk.document_id for one in (best, *others)]
    further = max(0, count(ids) - 1) if others else 0
    return 1 - (1 - sure) * _DOUBT_LEFT**further


def answer_of(candidate: Candidate) -> str:
    """The words that the reader points at; the whole sentence where it points at none."""
    place = candidate.answer or candidate.span
    begin = candidate.span.start
    return candidate.text[place.start - begin : place.end - begin]
