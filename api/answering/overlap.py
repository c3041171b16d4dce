"""How much of a question stands in a sentence, and how close together."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from api.answering.question import Question, stems
from api.answering.wanted import TELLING, WANTED
from index.words import stem

# A shorter word stands inside others by chance.
_GLUED = 6
# Words on each side that count as beside.
_NEAR = 8
_WORDS_AND_NUMBERS = re.compile(r"[^\W_]+")


def cover(weights: Mapping[str, float], held: set[str]) -> float:
    """Share of the question's words, by their weights, that are held."""
    total = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in held) / total if total else 0.0


def share(names: frozenset[str], held: set[str]) -> float:
    """Share of the question's names that are held; all of none."""
    return len(names & held) / len(names) if names else 1.0


def pairs(asked: Sequence[str], here: Sequence[str]) -> float:
    """Share of neighbouring words of the question that stand within three words here too."""
    wanted = list(pairwise(asked))
    if not wanted:
        return 0.0
    near = {
        (first, second)
        for place, first in enumerate(here)
        for second in here[place + 1 : place + 4]
    }
    return sum((a, b) in near or (b, a) in near for a, b in wanted) / len(wanted)


def held(asked: Sequence[str], text: str) -> list[str]:
    """Give the stems of a sentence, and words asked for that stand glued inside a longer word.

    Scraped text loses the spaces at its line joins, and other languages build words together.
    """
    here = stems(text)
    for word in asked:
        if len(word) >= _GLUED and word not in here:
            here = [word if word in other and len(other) > len(word) else other for other in here]
    return here


def close(question: Question, weights: Mapping[str, float], text: str) -> tuple[float, float]:
    """Tell how much of the question stands within a few words: anywhere, and around what is wanted.

    A date beside the words that were asked for answers more than one at the sentence's other end.
    """
    found = list(_WORDS_AND_NUMBERS.finditer(text))
    covers = _covers_near(weights, [stem(one[0]) for one in found])
    pattern = WANTED[question.kind] if question.kind in TELLING else None
    wanted = [] if pattern is None else [one.start() for one in pattern.finditer(text)]
    beside = [
        cover
        for one, cover in zip(found, covers, strict=True)
        if any(one.start() <= start < one.end() for start in wanted)
    ]
    return max(covers, default=0.0), max(beside, default=0.0)


def _covers_near(weights: Mapping[str, float], here: Sequence[str]) -> list[float]:
    """Give the cover of the words within ``_NEAR`` of each place; a long one may stand glued."""
    total = sum(weights.values())
    covers = [0.0] * len(here)
    for word, weight in weights.items():
        glued = len(word) >= _GLUED
        places = [at for at, other in enumerate(here) if word == other or (glued and word in other)]
        for place in {near for at in places for near in range(at - _NEAR, at + _NEAR + 1)}:
            if 0 <= place < len(here):
                covers[place] += weight / total
    return covers
