"""The present state: which report is the latest, and which earlier ones it supersedes."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.answering.agreement import answer_of, says_same
from api.answering.evidence import FEATURES, Candidate

# A later sentence may be this much less likely to be the answer (in nats of the ranking) and
# still stand for the present state.
_AS_GOOD = 1.0
_MUST_HOLD = tuple(FEATURES.index(name) for name in ("names", "wanted_here"))
_ANSWER = FEATURES.index("answer")
# Earlier reports that are shown.
_MOST = 2


@dataclass(frozen=True, slots=True)
class Superseding:
    """The later report that stands in an earlier one's place."""

    document_id: str
    published_at: str | None


def supersedes(later: str | None, earlier: str | None, latest: bool) -> bool:
    """Tell whether what came out on one day stands for the present in place of another's.

    Args:
        later: ISO date or date-time of publication of the one; None where it is not known.
        earlier: that of the other.
        latest: whether the question asks for the present state; if not, both stand.
    """
    return bool(latest and later and earlier and later[:10] > earlier[:10])


def present(ordered: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """Put the latest of what answers as well as the best first.

    Returns:
        The candidates, the latest first, without those that it supersedes; and these: one sentence
        of each earlier article that says something else, the latest first.
    """
    if not ordered:
        return [], []
    best = ordered[0]
    rivals = [one for one in ordered if _answers_as_well(one, best)]
    chosen = best
    for one in rivals:
        if supersedes(one.hit.published_at, chosen.hit.published_at, latest=True):
            chosen = one
    older = [
        one
        for one in rivals
        if supersedes(chosen.hit.published_at, one.hit.published_at, latest=True)
    ]
    rest = [one for one in ordered if one is not chosen and one not in older]
    return [chosen, *rest], _shown(best, chosen, older)


def _answers_as_well(one: Candidate, best: Candidate) -> bool:
    read = one.features[_ANSWER] > 0 or best.features[_ANSWER] <= 0
    held = all(one.features[place] >= best.features[place] for place in _MUST_HOLD)
    return read and held and one.score >= best.score - _AS_GOOD


def _shown(best: Candidate, chosen: Candidate, older: Sequence[Candidate]) -> list[Candidate]:
    """What would have been the answer, and where a reader is sure of an answer."""
    seen = {chosen.hit.chunk.document_id, *(copy.document_id for copy in chosen.hit.also_in)}
    shown = []
    told = [one for one in older if one is best or one.features[_ANSWER] > 0]
    for one in sorted(told, key=lambda one: one.hit.published_at or "", reverse=True):
        if one.hit.chunk.document_id not in seen and not says_same(
            answer_of(chosen), answer_of(one)
        ):
            seen |= {one.hit.chunk.document_id, *(copy.document_id for copy in one.hit.also_in)}
            shown.append(one)
    return shown[:_MOST]
