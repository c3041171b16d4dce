"""All checks of one claim, in the order in which a failing one gives the reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from api.answering.generating.facts import Fault, fault
from api.answering.generating.reply import Claim
from api.answering.generating.standing import in_order, standing
from api.answering.generating.statements import points_elsewhere, states
from api.answering.generating.support import supported
from api.answering.records import Sentence

Reason = (
    Literal[
        "uncited",
        "unknown citation",
        "no statement",
        "points elsewhere",
        "speaker",
        "wording",
        "left out",
        "support",
        "repeated",
        "too many",
    ]
    | Fault
)


@dataclass(frozen=True, slots=True)
class Given:
    """A sentence that was given as evidence; ``hearsay`` if who says so stands outside of it."""

    text: str
    hearsay: bool = False


def checked(claim: Claim, given: Mapping[int, Given]) -> Sentence | Reason:
    """Give what of its evidence a claim says, with the numbers that prove it; or why not.

    What is given back is in the characters of the evidence: nothing a model wrote is passed on.
    """
    if not claim.numbers:
        return "uncited"
    if any(number not in given for number in claim.numbers):
        return "unknown citation"
    if not states(claim.text):
        return "no statement"
    found = {number: _proved(claim.text, given[number]) for number in claim.numbers}
    proofs = {number: one.text for number, one in found.items() if isinstance(one, Sentence)}
    if not proofs:
        first = found[claim.numbers[0]]
        return first if not isinstance(first, Sentence) else "wording"
    text = next(iter(proofs.values()))
    return Sentence(text, tuple(number for number, one in proofs.items() if one == text))


def _proved(claim: str, given: Given) -> Sentence | Reason:
    departed = fault(claim, given.text)
    if departed is not None:
        return departed
    shown = standing(claim, given.text)
    if shown is None:
        return "left out" if in_order(claim, given.text) else "wording"
    if points_elsewhere(shown):
        return "points elsewhere"
    if given.hearsay:
        return "speaker"
    return Sentence(" ".join(shown.split()), ()) if supported(claim, given.text) else "support"
