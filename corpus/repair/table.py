"""How frequent words are: in English, in other languages, and as parts of English compounds."""

from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache

# The table's own floor: a word that is rarer is not in it.
RAREST = 1e-8
# Of the languages that news in English quotes; what such a word is split into is seldom English.
_NEIGHBOURS = "ca de es fi fr id it nb nl pl pt ro sh sv tr".split()
FOREIGN = 1e-3
_SHORTEST_PART = 3
# Parts rarer than this make "compounds" of most words.
_PART = 3e-7


@lru_cache(1)
def english() -> Mapping[str, float]:
    """Give the share of each English word in running text, of more than 300,000 words."""
    from wordfreq import get_frequency_dict

    return get_frequency_dict("en", "large")


@lru_cache(1 << 18)
def frequency(word: str) -> float:
    """Give a word's share in running English text, 0 for what the table does not hold."""
    word = word.lower().replace("\u2019", "'")
    table = english()
    found = table.get(word, 0.0)
    if not found and word.endswith("'s"):
        # The table holds possessives of frequent words; about one noun in twenty has one.
        return table.get(word[:-2], 0.0) / 20
    return found


@lru_cache(4096)
def abroad(word: str) -> float:
    """Give the share of a word of other languages in running English text."""
    word = word.lower()
    return FOREIGN * max(table.get(word, 0.0) for table in _others())


@lru_cache(1)
def _others() -> tuple[Mapping[str, float], ...]:
    from wordfreq import get_frequency_dict

    return tuple(get_frequency_dict(language, "small") for language in _NEIGHBOURS)


@lru_cache(4096)
def as_first(word: str) -> float:
    """Give the share of compounds of the table that begin with a word ("doom" in "doomsday")."""
    return _family(word, _alphabetical(), ends=False)


@lru_cache(4096)
def as_last(word: str) -> float:
    """Give the share of compounds of the table that end with a word ("scrolling")."""
    return _family(word[::-1], _backwards(), ends=True)


def _family(part: str, words: list[str], ends: bool) -> float:
    table = english()
    at = bisect_left(words, part)
    size = 0
    while at < len(words) and words[at].startswith(part):
        rest = words[at][len(part) :]
        if len(rest) >= _SHORTEST_PART and table.get(rest[::-1] if ends else rest, 0) > _PART:
            size += 1
        at += 1
    return (size + 0.5) / len(words)


@lru_cache(1)
def _alphabetical() -> list[str]:
    return sorted(word for word in english() if word.isalpha())


@lru_cache(1)
def _backwards() -> list[str]:
    return sorted(word[::-1] for word in _alphabetical())
