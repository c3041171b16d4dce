"""How frequent words are: in English, in other languages, and as parts of English compounds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
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


@lru_cache(1 << 14)
def as_first(word: str) -> float:
    """Give the share of compounds of the table that begin with a word ("doom" in "doomsday")."""
    words = _by_beginning().get(word[:2], ()) if len(word) > 1 else _letters()
    return _share(one[len(word) :] for one in words if one.startswith(word))


@lru_cache(1 << 14)
def as_last(word: str) -> float:
    """Give the share of compounds of the table that end with a word ("scrolling")."""
    words = _by_end().get(word[-2:], ()) if len(word) > 1 else _letters()
    return _share(one[: -len(word)] for one in words if one.endswith(word))


def _share(others: Iterable[str]) -> float:
    common = _common()
    return (sum(other in common for other in others) + 0.5) / len(_letters())


@lru_cache(1)
def _common() -> frozenset[str]:
    """Give the words that compounds are made of."""
    table = english()
    words = (word for word in _letters() if len(word) >= _SHORTEST_PART)
    return frozenset(word for word in words if table[word] > _PART)


@lru_cache(1)
def _letters() -> list[str]:
    return list(filter(str.isalpha, english()))


@lru_cache(1)
def _by_beginning() -> Mapping[str, list[str]]:
    found = defaultdict[str, list[str]](list)
    for word in _letters():
        found[word[:2]].append(word)
    return found


@lru_cache(1)
def _by_end() -> Mapping[str, list[str]]:
    found = defaultdict[str, list[str]](list)
    for word in _letters():
        found[word[-2:]].append(word)
    return found
