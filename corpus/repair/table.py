"""How frequent words are: in English, in other languages, and as parts of English compounds."""

import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

# The table's own floor: a word that is rarer is not in it.
RAREST = 1e-8
# Of the languages that news in English quotes; what such a word is split into is seldom English.
_NEIGHBOURS = "ca de es fi fr id it nb nl pl pt ro sh sv tr".split()
FOREIGN = 1e-3
# Longer runs of letters are no words.
LONGEST = 40
_SHORTEST_PART = 3
# Parts of compounds are as frequent as this; rarer ones make "compounds" of most words.
PART = 1e-7
_COMMON = 3e-7


@lru_cache(1)
def english() -> Mapping[str, float]:
    """Give the share of each English word in running text, of more than 300,000 words."""
    return _most_frequent([("en", "large")])


def _most_frequent(lists: Iterable[tuple[str, str]]) -> Mapping[str, float]:
    """Give each word of some of wordfreq's lists its largest share in one of them.

    wordfreq keeps the words of a list by their frequency, in steps of a hundredth of a power of
    ten: taking whole steps, the rarest first, is several times as quick as word by word.
    """
    from wordfreq import cB_to_freq, get_frequency_list

    by_share = [get_frequency_list(*one) for one in lists]
    table: dict[str, float] = {}
    for step in reversed(range(max(map(len, by_share)))):
        for words in by_share:
            if step < len(words):
                table.update(dict.fromkeys(words[step], cB_to_freq(-step)))
    get_frequency_list.cache_clear()
    return table


def folded(word: str) -> str:
    """Write a word as the table does."""
    return word.lower().replace("\u2019", "'")


def frequency(word: str) -> float:
    """Give a word's share in running English text, 0 for what the table does not hold."""
    word = folded(word)
    table = english()
    found = table.get(word, 0.0)
    if not found and word.endswith("'s"):
        # The table holds possessives of frequent words; about one noun in twenty has one.
        return table.get(word[:-2], 0.0) / 20
    return found


def abroad(word: str) -> float:
    """Give the share of a word of other languages in running English text."""
    return FOREIGN * _others().get(word.lower(), 0.0)


@lru_cache(1)
def _others() -> Mapping[str, float]:
    return _most_frequent([(language, "small") for language in _NEIGHBOURS])


@lru_cache(1)
def most_by_length() -> Sequence[float]:
    """Give the share of two words that is the largest for each length that they have together."""
    most = [0.0] * (LONGEST + 1)
    for word, share in english().items():
        if len(word) <= LONGEST:
            most[len(word)] = max(share, most[len(word)])
    sizes = range(LONGEST + 1)
    return [max((most[at] * most[size - at] for at in range(1, size)), default=0) for size in sizes]


@lru_cache(1 << 14)
def as_first(word: str) -> float:
    """Give the share of compounds of the table that begin with a word ("doom" in "doomsday")."""
    words, common = _alphabetical(), _common()
    return (sum(rest in common for rest in _behind(word, words)) + 0.5) / len(words)


@lru_cache(1 << 14)
def as_last(word: str) -> float:
    """Give the share of compounds of the table that end with a word ("scrolling")."""
    words, common = _backwards(), _common()
    return (sum(rest[::-1] in common for rest in _behind(word[::-1], words)) + 0.5) / len(words)


def _behind(part: str, words: list[str]) -> Iterator[str]:
    """Give what stands behind a part in each word of a sorted list that begins with it."""
    start = bisect_left(words, part)
    end = bisect_left(words, part + chr(sys.maxunicode), start)
    return (word[len(part) :] for word in words[start:end])


@lru_cache(1)
def _common() -> frozenset[str]:
    table = english()
    return frozenset(
        word for word in _alphabetical() if len(word) >= _SHORTEST_PART and table[word] > _COMMON
    )


@lru_cache(1)
def _alphabetical() -> list[str]:
    return sorted(filter(str.isalpha, english()))


@lru_cache(1)
def _backwards() -> list[str]:
    return sorted(word[::-1] for word in _alphabetical())
