"""Which sentences of two texts are versions of each other."""

from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.facts import Token

# Sentences are versions of each other from this share of common words on (Dice); between two
# pairs of such, a sentence each that stand in the same place need less.
ALIKE, ALIKE_IN_PLACE = 0.5, 0.25

Sentence = tuple[Token, ...]


def aligned(first: Sequence[Sentence], second: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Pair sentences that are versions of each other, each at most once, the likest first."""
    scores = likeness(first, second)
    partner: dict[int, int] = {}
    taken: set[int] = set()
    rows, columns = max(1, len(first)), max(1, len(second))

    def rank(pair: tuple[int, int]) -> tuple[float, float, tuple[int, int]]:
        return -scores[pair], abs(pair[0] / rows - pair[1] / columns), pair

    for here, there in sorted((pair for pair in scores if scores[pair] >= ALIKE), key=rank):
        if here not in partner and there not in taken:
            partner[here] = there
            taken.add(there)
    between = _in_place(partner, taken, len(first), len(second))
    partner |= {a: b for a, b in between if scores.get((a, b), 0) >= ALIKE_IN_PLACE}
    return sorted(partner.items())


def _in_place(
    partner: dict[int, int], taken: set[int], rows: int, columns: int
) -> list[tuple[int, int]]:
    """Find single sentences without a partner that stand between the same neighbours."""
    edges = partner | {-1: -1, rows: columns}
    return [
        (here, edges[here - 1] + 1)
        for here in range(rows)
        if here not in partner
        and here - 1 in edges
        and edges.get(here + 1) == edges[here - 1] + 2
        and edges[here - 1] + 1 not in taken
    ]


def likeness(first: Sequence[Sentence], second: Sequence[Sentence]) -> dict[tuple[int, int], float]:
    """Give the Dice coefficient of the words for pairs of sentences; equal ones only each other."""
    scores: dict[tuple[int, int], float] = {}
    waiting: dict[tuple[str, ...], list[int]] = {}
    for there, sentence in enumerate(second):
        waiting.setdefault(tuple(token.key for token in sentence), []).append(there)
    rest = []
    for here, sentence in enumerate(first):
        equal = waiting.get(tuple(token.key for token in sentence))
        if equal:
            scores[here, equal.pop(0)] = 1.0
        else:
            rest.append(here)
    places: dict[tuple[str, int], list[int]] = {}
    for there in (there for left in waiting.values() for there in left):
        for word in _counted(second[there]):
            places.setdefault(word, []).append(there)
    for here in rest:
        common: Counter[int] = Counter()
        for word in _counted(first[here]):
            common.update(places.get(word, ()))
        for there, count in common.items():
            scores[here, there] = 2 * count / (len(first[here]) + len(second[there]))
    return scores


def _counted(sentence: Sentence) -> Iterator[tuple[str, int]]:
    """Give each word with how often it came before, so that a set of these is a multiset."""
    seen: dict[str, int] = {}
    for token in sentence:
        count = seen.get(token.key, 0)
        yield token.key, count
        seen[token.key] = count + 1
