"""Words with their places, in the form in which a claim and its evidence are compared."""

import re
from typing import NamedTuple

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[$€£¥%]")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
# A claim may leave these out or put them in: what is shown has them as the evidence does.
_FREE = frozenset("a an the that".split())


class Word(NamedTuple):
    """A word or number of a text: code points, end exclusive, and the form that is compared."""

    key: str
    start: int
    end: int


def counted(text: str) -> list[Word]:
    """Cut a text into its words, articles and "that" left out."""
    found = (Word(_key(one[0]), *one.span()) for one in _WORD.finditer(text))
    return [word for word in found if word.key not in _FREE]


def keys(text: str) -> list[str]:
    """Give the words of a text as they are compared, none left out."""
    return [_key(one[0]) for one in _WORD.finditer(text)]


def _key(word: str) -> str:
    if _THOUSANDS.fullmatch(word):
        return word.replace(",", "")
    plain = word.replace("’", "'").lower()
    return plain.replace(".", "") if word[0].isalpha() else plain
