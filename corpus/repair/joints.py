"""Where inside a chunk of text (what stands between two spaces) a space was lost."""

import math
import re
from collections.abc import Iterator, Set
from itertools import pairwise

from corpus.repair.evidence import RUN, Evidence
from corpus.repair.splits import BASE_RATE, DAMAGED, NOISE, SURE, best_split, is_word, settled
from corpus.repair.table import english, frequency

# Addresses, paths, handles, code, mark-up, omissions: what holds these is not altered.
_NOT_PROSE = re.compile(
    r"[/\\@#_=<>{}\[\]|^~`*+&\u00b7\u2022]|\.\.|::|--|^www\."
    r"|\w\.(?:[a-z]|\w+\.)|\$\w*[^\W\d]|%\d|\w\((?:[a-z_]\w*)?\)"
)
_ATOM = re.compile(rf"{RUN.pattern}|\d+(?:[.,]\d+)*|[^\w\s]+|.")
_OPENING, _CLOSING = "(\u201c\u2018", ")\u201d,.;:!?%"
_CLOSED = tuple(_CLOSING)
# No clause ends with one.
_ARTICLES = ("a", "an", "the")
_BETWEEN = re.compile(f'((?:"?[{_CLOSING}]+)?)"?[{_OPENING}]*')
# What most often stands around a word, and parts nothing.
_AROUND = "\u2018\u2019\u201c\u201d'\"(),.;:!?"
# The chunks found clear so far: most of a text consists of those that were met before.
_CLEAR: set[str] = set()
_MOST_KEPT = 1 << 18
_PAUSES = (",", ";", ":", "!", "?", "%")
# What goes on for longer without a space is data.
_LONGEST = 200
_FUNCTION_WORD = 1e-3
_WORD = 1e-6
# The share of a number in running text at least, and of new names that hold one ("mp3").
_NUMBER = 1e-3
_NEW_CODE = 1e-5


def not_clear(chunks: Set[str]) -> set[str]:
    """Give the chunks in which a space can be missing, as their document may show."""
    new = chunks - _CLEAR
    found = {chunk for chunk in new if not _clear(chunk)}
    if len(_CLEAR) > _MOST_KEPT:
        _CLEAR.clear()
    _CLEAR.update(new - found)
    return found


def _clear(chunk: str) -> bool:
    """Tell whether no space can be missing in a chunk, whatever its document says."""
    core = chunk.strip(_AROUND)
    if core.isalpha() and settled(core):
        return True
    if len(chunk) > _LONGEST or _NOT_PROSE.search(chunk):
        return True
    atoms = _ATOM.findall(chunk.strip("\u2019'"))
    if any(atom[0].isalpha() and not settled(atom) for atom in atoms):
        return False
    return sum(atom[0].isalnum() for atom in atoms) < 2 or set(chunk) <= set("-0123456789.,")


def joints(chunk: str, evidence: Evidence, rate: float) -> tuple[int, ...]:
    """Give the offsets in a chunk at which a space is to be set in.

    A place before a straight quote stands for either side of it: which one, the line tells.
    """
    return tuple(sorted(_joints(chunk, evidence, rate)))


def _joints(chunk: str, evidence: Evidence, rate: float) -> Iterator[int]:
    atoms = [(found.start(), found[0]) for found in _ATOM.finditer(chunk)]
    for at, atom in atoms:
        if atom[0].isalpha() and not settled(atom):
            split = best_split(atom, evidence, rate)
            if split and split.parts[-1] in _ARTICLES and chunk.startswith(_CLOSED, at + len(atom)):
                continue
            length = at
            for part in split.parts[:-1] if split else ():
                length += len(part)
                yield length
    for (_, left), (at, right) in pairwise(atoms):
        if _number_beside_word(left, right, evidence, rate):
            yield at
    for (_, left), (at, between), (_, right) in zip(atoms, atoms[1:], atoms[2:], strict=False):
        place = _beside_punctuation(left, between, right, evidence, rate)
        if place is not None:
            yield at + place


def _number_beside_word(left: str, right: str, evidence: Evidence, rate: float) -> bool:
    if not (left[-1].isalnum() and right[0].isalnum()) or left[-1].isdigit() is right[0].isdigit():
        return False
    word = left if left[0].isalpha() else right
    if frequency(word) < _WORD or len(word) < 2 or word.isupper():
        return False
    if word[0].isupper() and rate <= BASE_RATE:
        # Names hold numbers more often than a sound text loses the space before one.
        return False
    digits = re.sub(r"\d", "0", left if word is right else right)
    apart = rate * evidence.probability(word) * max(english().get(digits, 0.0), _NUMBER)
    name = english().get((digits + word if word is right else word + digits).lower(), 0.0)
    together = max(name - NOISE * apart / rate, _NEW_CODE * 0.1 ** len(word))
    return math.log(apart / together) > SURE


def _beside_punctuation(
    left: str, between: str, right: str, evidence: Evidence, rate: float
) -> int | None:
    found = _BETWEEN.fullmatch(between)
    if not found or not left[0].isalnum() or not right[0].isalnum():
        return None
    apart = (
        _ends(left, right, evidence, rate)
        if between == "."
        else _parted(left, between, right, evidence, rate)
    )
    return len(found[1]) if apart else None


def _ends(left: str, right: str, evidence: Evidence, rate: float) -> bool:
    """Tell whether a full stop between two words ends a sentence: no address, no abbreviation."""
    if not right[0].isupper() or (right.isupper() and right not in ("A", "I")):
        return False
    if left[0].isdigit() or not left.islower():
        least = _FUNCTION_WORD if rate < DAMAGED else _WORD
        return frequency(right) > least and len(left) > (
            2 if rate < DAMAGED else 1 - left[0].isdigit()
        )
    return is_word(left, evidence) and is_word(right, evidence) and len(left) > 1


def _parted(left: str, between: str, right: str, evidence: Evidence, rate: float) -> bool:
    if right[0].isdigit():
        return between == "," and left[0].isalpha() and len(left) > 2
    if len(right) == 1 and right not in "aAI":
        return False
    if left[0].isdigit():
        return between in _PAUSES and is_word(right, evidence)
    if len(left) < 2 or (left.isupper() and between == ":"):
        return False
    if set(between) & set("()") and not right.isupper() and rate < DAMAGED:
        return False
    return "," in between or (is_word(left, evidence) and is_word(right, evidence))
