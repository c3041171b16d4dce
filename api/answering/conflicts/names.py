"""Names in comparable form: which two spellings are one, and which name is part of another."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from unicodedata import combining, normalize

from api.answering.question import words
from index.words import STOP_WORDS

# Small words and marks between two names by which the text itself says that both are true at
# once: "Tampa, Florida", "Meta, formerly Facebook", "Norway and Germany", "Erbil (Hawler)".
_JOINT = re.compile(
    r"(?:\s|[,(/&–—-]|['’]s\b|\b(?:in|of|near|at|from|and|or|now|formerly|known|as|called|also|aka|"
    r"alias|the|then|born|is|was|became|renamed|part|based|owned|by|parent|company|subsidiary|"
    r"unit|division|brand|capital|city|town|state|county|province|region|district)\b)*",
    re.IGNORECASE,
)
_LONGEST_JOINT = 40
# Words that say so at some distance, within one sentence.
_RENAMED = re.compile(
    r"[^.!?\n]*\b(?:former(?:ly)?|renamed|rebranded|now|(?:also|better|previously) known as|"
    r"aka|alias|nicknamed|owned by|owns|owner of|parent|subsidiary|part of)\b[^.!?\n]*",
    re.IGNORECASE,
)
_LONGEST_RENAMED = 80
_ALIKE = 0.8
_CAPITAL = re.compile(r"[^\W\d_]")
_SMALL = frozenset("of the in and de la van von der den al el bin at for on de du da di".split())
# Said of a person or body, and no part of the name.
_TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady president chancellor premier minister prime secretary senator "
    "governor mayor councillor judge justice general colonel professor king queen prince princess "
    "pope former state city town county country company inc ltd corp co plc group team".split()
)


def folded(text: str) -> str:
    """Take the marks off the letters: "Plíšková" is written "Pliskova" too."""
    return "".join(mark for mark in normalize("NFKD", text) if not combining(mark))


def is_name(text: str) -> bool:
    """Tell whether all words but small ones begin with a capital."""
    found = [word for word in words(text) if word.lower() not in _SMALL]
    return bool(found) and all(
        word[0].isupper() and _CAPITAL.match(word[0]) is not None for word in found
    )


def name_words(text: str) -> frozenset[str]:
    """Give the words of a name that tell it from others, folded."""
    plain = folded(text.replace(".", "")).lower()
    every = frozenset(words(plain))
    found = every - STOP_WORDS - {"s"}
    return (found - _TITLES) or found or every


def same_name(first: str, second: str) -> bool:
    """Tell whether two names may be one: by their words, an abbreviation, or another spelling.

    The last of the words decides for persons: "Raducanu" is "Emma Raducanu", and "Anna Brem" is
    not "Otto Brem".
    """
    here, there = name_words(first), name_words(second)
    if not here or not there:
        return False
    less, more = sorted((here, there), key=len)
    if all(any(_spelt_alike(one, other) for other in more) for one in less):
        return True
    return _abbreviates(first, second) or _abbreviates(second, first)


def joined_in(first: str, second: str, texts: Iterable[str]) -> bool:
    """Tell whether some text names both in one breath: parts of an answer, or two names of it."""
    places = [
        re.compile(rf"(?<!\w){re.escape(one)}(?!\w)", re.IGNORECASE) for one in (first, second)
    ]
    return any(_beside(places, text) for text in texts)


def _beside(places: list[re.Pattern[str]], text: str) -> bool:
    spans = [[one.span() for one in place.finditer(text)] for place in places]
    return any(
        _joins(text, early[1], late[0])
        for one in spans[0]
        for other in spans[1]
        for early, late in [sorted((one, other))]
    )


def _joins(text: str, start: int, end: int) -> bool:
    apart = end - start
    if 0 <= apart <= _LONGEST_JOINT and _JOINT.fullmatch(text, start, end):
        return True
    return 0 <= apart <= _LONGEST_RENAMED and _RENAMED.fullmatch(text, start, end) is not None


def _spelt_alike(first: str, second: str) -> bool:
    if first == second:
        return True
    if min(len(first), len(second)) < 4 or first[0] != second[0]:
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE


def _abbreviates(short: str, long: str) -> bool:
    """Tell whether the letters of one are the initials of the other: "U.S.", "United States"."""
    letters = folded(short).replace(".", "").strip()
    parts = [word for word in words(folded(long)) if word.lower() not in _SMALL]
    initials = "".join(word[0] for word in parts)
    return 1 < len(letters) <= 6 and letters.isupper() and letters == initials.upper()
