"""Texts as the words that a quote must keep, each with its place.

What counts are letters, digits, currency signs and percent signs. Case, quotation marks, other
punctuation, hyphens, white space, ligatures and invisible characters may differ freely.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import normalize

_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
# Scripts that put no space between words: each character is compared by itself.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_PART = rf"(?:(?![{_UNSPACED}])[^\W_]|[\u0300-\u036f{_INVISIBLE}])"
_APOSTROPHE = "['’ʼ＇]"
_WORD = re.compile(
    rf"(?:(?<![\w)])[-−])?\d+(?:[.,:]\d+)+{_PART}*"
    rf"|(?<![\w)])[-−]\d{_PART}*"
    rf"|(?![{_INVISIBLE}]){_PART}+(?:{_APOSTROPHE}{_PART}+)*"
    rf"|[{_UNSPACED}]"
    r"|[%‰$¢£¤¥\u20a0-\u20cf]"
)
_IGNORED = re.compile(f"[{_INVISIBLE}]")
# Digits of a number that may be written with a comma.
_LONG_NUMBER = 4
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
# "..." as writers set it, with or without brackets.
_ELLIPSIS = re.compile(r"[\[(]?(?:…|\.(?:[ \u00a0\u2009\u202f]?\.){2,})+[\])]?")


class Word(NamedTuple):
    """What is compared of a word, and where it stands: code points, end exclusive."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote as it was given; ``cuts`` counts the words before each ellipsis that joins two."""

    text: str
    words: tuple[Word, ...]
    cuts: frozenset[int]

    @property
    def keys(self) -> list[str]:
        """What is compared."""
        return [word.key for word in self.words]


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Cut a stretch of a text into words; places count from the start of the whole text."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(_key(match.group()), match.start(), match.end()) for match in found]


def lacking(keys: Sequence[str], text: str) -> int:
    """Count words that a text cannot hold, at a fraction of what it costs to cut it into words.

    What may be written in several ways (an apostrophe, 9,400) is taken to be there.
    """
    plain = _folded(text)
    return sum(
        key not in plain
        for key in keys
        if key.isalpha() or (key.isalnum() and len(key) < _LONG_NUMBER)
    )


def quote_of(text: str) -> Quote:
    """Cut a quote into words; an ellipsis at either end joins nothing."""
    found: list[Word] = []
    cuts = set()
    before = 0
    for ellipsis in _ELLIPSIS.finditer(text):
        found += words(text, before, ellipsis.start())
        cuts.add(len(found))
        before = ellipsis.end()
    found += words(text, before)
    return Quote(text, tuple(found), frozenset(cuts - {0, len(found)}))


def _key(word: str) -> str:
    if word.isascii():
        return _THOUSANDS.sub("", word.lower()) if "," in word else word.lower()
    plain = _folded(word).replace("’", "'").replace("ʼ", "'").replace("−", "-")
    return _THOUSANDS.sub("", plain)


def _folded(text: str) -> str:
    return normalize("NFKC", normalize("NFKC", _IGNORED.sub("", text)).casefold())
