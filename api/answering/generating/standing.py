"""Whether a claim stands in a sentence: its words, in their order, nothing added or altered."""

import re
from collections.abc import Sequence

from api.answering.generating.cuts import cuts
from api.answering.generating.words import Word, counted
from index.sentences import Span


def standing(claim: str, sentence: str) -> str | None:
    """Give what of a sentence a claim says, in the sentence's own characters.

    Returns:
        The stretches of the sentence, joined; None where the claim says anything else, or leaves
        out what may not be left out.
    """
    here = counted(sentence)
    claimed = [word.key for word in counted(claim)]
    if not claimed or len(claimed) > len(here):
        return None
    left_out = _left_out(here, claimed, cuts(sentence))
    return None if left_out is None else _without(sentence, left_out)


def in_order(claim: str, sentence: str) -> bool:
    """Tell whether the words of a claim stand in a sentence in order, whatever lies between."""
    here = iter([word.key for word in counted(sentence)])
    return all(word.key in here for word in counted(claim))


def _left_out(
    here: Sequence[Word], claimed: Sequence[str], free: Sequence[Span]
) -> list[Span] | None:
    """Find cuts that leave exactly the words claimed; none where none are needed."""
    ways: list[tuple[int, int, list[Span]]] = [(0, 0, [])]
    seen = set()
    while ways:
        place, said, left_out = ways.pop()
        if (place, said) in seen:
            continue
        seen.add((place, said))
        if place == len(here) and said == len(claimed):
            return left_out
        for cut in free:
            after = _after(here, place, cut)
            if after > place:
                ways.append((after, said, [*left_out, cut]))
        if place < len(here) and said < len(claimed) and here[place].key == claimed[said]:
            ways.append((place + 1, said + 1, left_out))
    return None


def _after(here: Sequence[Word], place: int, cut: Span) -> int:
    """The place after a cut that begins at this word; the place itself where none does."""
    if place == len(here) or not cut.start <= here[place].start < cut.end:
        return place
    if place and here[place - 1].end > cut.start:
        return place
    return next((at for at in range(place, len(here)) if here[at].start >= cut.end), len(here))


def _without(sentence: str, left_out: Sequence[Span]) -> str:
    pieces, place = [], 0
    for cut in left_out:
        pieces.append(sentence[place : cut.start].strip())
        place = cut.end
    if place < len(sentence.rstrip()):
        pieces.append(sentence[place:].strip())
        return re.sub(r" (?=[,;:.!])", "", " ".join(pieces))
    return " ".join(pieces).rstrip(" ,;:–—-") + "."
