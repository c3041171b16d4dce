"""What is asked: the kind of question, its words, and the names in it."""

import re
from dataclasses import dataclass
from typing import Literal

from index.words import STOP_WORDS, stem

Kind = Literal["when", "where", "who", "how_many", "why", "yes_no", "what"]

_PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("how_many", r"\bhow (many|much|old|tall|long|large|big|high|far|often)\b"),
    ("how_many", r"\bwhat (number|percentage|percent|share|proportion|amount)\b"),
    ("when", r"\b(when|(what|which) (year|date|day|month|decade))\b"),
    ("where", r"\b(where|(what|which) (country|city|town|place|state|region))\b"),
    ("who", r"\b(who|whom|whose|(what|which) (person|man|woman))\b"),
    ("why", r"\bwhy\b|\bfor what reason\b"),
)
_KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_YES_NO = re.compile(
    r"\W*(is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may)\b",
    re.IGNORECASE,
)
# Capitals of the Latin, Greek and Cyrillic alphabets, those with accents too.
_CAPITAL = "".join(letter for letter in map(chr, range(0x530)) if letter.isupper())
_NAME = re.compile(rf"\b(?:[{_CAPITAL}][\w’'-]*\w|\w*\d[\w.,-]*\w|\d)\b")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart. ``words`` are stems; ``names`` are stems of its names and numbers."""

    text: str
    kind: Kind
    words: tuple[str, ...]
    names: frozenset[str]


def read_question(text: str) -> Question:
    """Take a question apart."""
    content = dict.fromkeys(stem(word) for word in words(text) if word.lower() not in STOP_WORDS)
    return Question(text, _kind(text), tuple(content), frozenset(_names(text)))


def words(text: str) -> list[str]:
    """Split a text into words, hyphenated ones into their parts too."""
    found = _WORD.findall(text)
    return [part for word in found for part in re.split(r"[’'-]", word) if part]


def stems(text: str) -> list[str]:
    """Split a text into stems of words."""
    return [stem(word) for word in words(text)]


def _kind(text: str) -> Kind:
    """The first question word decides: "who was mayor when the bridge opened" asks for a person."""
    found = [(match.start(), kind) for kind, pattern in _KINDS if (match := pattern.search(text))]
    if found:
        return min(found)[1]
    return "yes_no" if _YES_NO.match(text) else "what"


def _names(text: str) -> list[str]:
    """Words with a capital or a digit; the first word of the question shows nothing by its own."""
    first = text.lstrip().split(" ", 1)[0]
    parts = [part for found in _NAME.findall(text) for part in words(found)]
    return [
        stem(part)
        for part in parts
        if part.lower() not in STOP_WORDS and (part != first or not part.istitle())
    ]
