"""Which of the passages found say what one before them said already."""

import re

_WORD = re.compile(r"\w+")
# Light rewriting changes up to a third of the words; another part of the article shares far fewer.
_SAME = 0.5


class Folded:
    """The passages that were taken so far, by their clusters of near duplicates."""

    def __init__(self) -> None:
        """Begin with none."""
        self._taken: dict[int, list[tuple[str, frozenset[str]]]] = {}

    def holds(self, cluster: int | None, document_id: str, text: str) -> bool:
        """Tell whether another document's copy of this passage was taken; if not, take it."""
        words = frozenset(word.lower() for word in _WORD.findall(text))
        if cluster is None or not words:
            return False
        before = self._taken.setdefault(cluster, [])
        if any(there != document_id and _overlap(words, other) >= _SAME for there, other in before):
            return True
        before.append((document_id, words))
        return False


def _overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """Share of the shorter one's words that both have (Szymkiewicz and Simpson)."""
    return len(first & second) / min(len(first), len(second))
