"""What a document itself says on its words, and whether it is English at all."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, pairwise

from corpus.repair.table import FOREIGN, RAREST, abroad, frequency

# A word with its apostrophes, and accents that are marks of their own.
RUN = re.compile(r"[^\W\d_]+(?:['\u2019\u0300-\u036f][^\W\d_]+)*")
# What no word holds, and most often stands around one.
_PLAIN = ' .,;:!?()"\u201c\u201d'
# How much the document's own words weigh against the table's.
_OWN = 0.2
_OWN_PAIRS = 0.3
# How many sightings the prior on capitals is worth.
_PRIOR = 2.0
_FUNCTION_WORD = 2e-4
# Words that English alone has, and needs: a third of its running text.
_ENGLISH = frozenset(
    "the of and to that for with was are his they have from which been were their this by as be "
    "it is not but who said has had would will about when what there can you".split()
)
_ENOUGH = 0.12
_FEWEST = 4
_STRANGE = 0.4


@dataclass(frozen=True)
class Evidence:
    """The words of a document, its title included: what stands between its spaces, in order."""

    chunks: Sequence[str]

    @cached_property
    def _words(self) -> dict[str, tuple[str, ...]]:
        return {chunk: _runs(chunk) for chunk in dict.fromkeys(self.chunks)}

    @cached_property
    def _lower(self) -> str:
        return " ".join(self.chunks).lower()

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word stands there by itself, whatever its capitals."""
        words = self._words.__getitem__
        return Counter(chain.from_iterable(map(words, self.chunks)))

    @cached_property
    def size(self) -> int:
        """How many words the document has."""
        return self.counts.total()

    @cached_property
    def _capitals(self) -> Counter[str]:
        written = [chunk for chunk in self.chunks if not chunk.islower()]
        words = (word for chunk in written for word in RUN.findall(chunk))
        return Counter(word.lower() for word in words if word[0].isupper())

    @cached_property
    def _pairs(self) -> Counter[tuple[str, str]]:
        words = self._words.__getitem__
        return Counter(pairwise(chain.from_iterable(map(words, self.chunks))))

    def holds(self, word: str) -> bool:
        """Tell whether a word stands there by itself; most do not, which needs no counting."""
        word, text = word.lower(), self._lower
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            before, after = text[at - 1 : at], text[end : end + 1]
            if not (before.isalpha() or after.isalpha()):
                plain = before in _PLAIN and after in _PLAIN
                return plain or self.counts[word] > 0
            at = text.find(word, at + 1)
        return False

    def probability(self, word: str, beside: str = "") -> float:
        """Give the probability of a word at a place, after the word ``beside`` where given."""
        word, beside = word.lower(), beside.lower()
        alone = (1 - _OWN) * frequency(word) + _OWN * self.counts[word] / (self.size + 1)
        seen = self.counts[beside]
        if not beside or not seen:
            return alone
        return (1 - _OWN_PAIRS) * alone + _OWN_PAIRS * self._pairs[beside, word] / (seen + 1)

    def capital(self, word: str) -> float:
        """Give the probability that a word is written with a capital here."""
        word = word.lower()
        prior = 0.1 if frequency(word) > _FUNCTION_WORD else 0.3
        return (self._capitals[word] + _PRIOR * prior) / (self.counts[word] + _PRIOR)


def is_english(chunks: Sequence[str], language: str | None) -> bool:
    """Tell whether a text, split at its spaces, is English: as declared, and as it looks."""
    if language and language.lower().replace("_", "-").split("-")[0] not in ("en", "eng"):
        return False
    common = sum(map(_ENGLISH.__contains__, chunks))
    if len(chunks) < _FEWEST / _ENOUGH:
        return bool(language) or common >= _FEWEST
    return common >= _ENOUGH * len(chunks)


def is_foreign(words: Sequence[str]) -> bool:
    """Tell whether a line of an English text is in another language, known or not."""
    plain = [word for word in words if word.isalpha() and word.islower()]
    strange = sum(_is_strange(word) for word in plain)
    return strange > _STRANGE * len(plain)


def _runs(chunk: str) -> tuple[str, ...]:
    """Give the words of what stands between two spaces, in lower case."""
    word = chunk.lower().strip(_PLAIN)
    return (word,) if word.isalpha() else tuple(RUN.findall(word))


@lru_cache(1 << 14)
def _is_strange(word: str) -> bool:
    return max(abroad(word) / FOREIGN / 3, 5 * RAREST) > frequency(word)
