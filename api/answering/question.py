"""What is asked: the kind of question, its words, and the names in it."""

import re
from dataclasses import dataclass

from api.answering.kinds import Kind, kind_of
from index.words import STOP_WORDS, stem

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
    return Question(text, kind_of(text), tuple(content), frozenset(_names(text)))


def words(text: str) -> list[str]:
    """Split a text into words, hyphenated ones into their parts too."""
    found = _WORD.findall(text)
    return [part for word in found for part in re.split(r"[’'-]", word) if part]


def stems(text: str) -> list[str]:
    """Split a text into stems of words."""
    return [stem(word) for word in words(text)]


def _names(text: str) -> list[str]:
    """Words with a capital or a digit; the first word of the question shows nothing by its own."""
    first = text.lstrip().split(" ", 1)[0]
    parts = [part for found in _NAME.findall(text) for part in words(found)]
    return [
        stem(part)
        for part in parts
        if part.lower() not in STOP_WORDS and (part != first or not part.istitle())
    ]
