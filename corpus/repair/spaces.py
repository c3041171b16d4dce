"""Spaces that were lost: inside a run of letters, at punctuation, between a word and a number."""

import re
from collections.abc import Iterator, Mapping, Sequence

from corpus.repair.edits import Edit
from corpus.repair.evidence import Evidence, is_english, is_foreign
from corpus.repair.joints import joints, not_clear
from corpus.repair.splits import BASE_RATE

_CHUNK = re.compile(r"\S+")
_QUOTE = re.compile('"')
_LINE = re.compile(r"[^\n]+")
# A line of fewer words is taken for what the whole text is.
_LINE_OF_ITS_OWN = 6
# The rate of lost spaces is estimated as if so many words more had been seen.
_PRIOR_WORDS = 500
_PASSES = 2


def lost_spaces(text: str, language: str | None, also: str = "") -> Iterator[Edit]:
    """Find the spaces that an English text has lost.

    What is certain at the base rate says how often this document loses a space, and that decides
    the rest, in a few rounds. ``also`` holds more of the document's words, its title, say.
    """
    chunks = text.split()
    if not is_english(chunks, language):
        return
    unclear = not_clear(set(chunks))
    if not unclear:
        return
    evidence = Evidence([*chunks, *also.split()])
    found = _found(unclear, evidence, BASE_RATE)
    for _ in range(_PASSES if found else 0):
        lost = sum(len(found.get(chunk, ())) for chunk in chunks)
        found = _found(unclear, evidence, max(BASE_RATE, lost / (len(chunks) + _PRIOR_WORDS)))
    yield from _edits(text, found)


def _found(chunks: set[str], evidence: Evidence, rate: float) -> dict[str, tuple[int, ...]]:
    found = {chunk: joints(chunk, evidence, rate) for chunk in chunks}
    return {chunk: places for chunk, places in found.items() if places}


def _edits(text: str, found: Mapping[str, Sequence[int]]) -> Iterator[Edit]:
    for line in _LINE.finditer(text):
        words = line[0].split()
        if found.keys().isdisjoint(words):
            continue
        if len(words) >= _LINE_OF_ITS_OWN and is_foreign(words):
            continue
        for chunk in _CHUNK.finditer(line[0]):
            for place in found.get(chunk[0], ()):
                at = line.start() + chunk.start() + place
                if text[at] == '"' and _closes(line[0], at - line.start()):
                    at += 1
                yield Edit(at, at, " ", "space")


def _closes(line: str, at: int) -> bool:
    """Tell whether a straight quote closes: the one before it in the line opens, or the next does.

    A quote with a space on one side shows what it is; the others take turns from there.
    """
    quotes = [found.start() for found in _QUOTE.finditer(line)]
    here = quotes.index(at)
    for back in range(1, here + 1):
        side = _side(line, quotes[here - back])
        if side:
            return (side == "opens") is (back % 2 == 1)
    for ahead in range(1, len(quotes) - here):
        side = _side(line, quotes[here + ahead])
        if side:
            return (side == "opens") is (ahead % 2 == 1)
    return here % 2 == 1


def _side(line: str, at: int) -> str:
    spaces = line[:at][-1:].strip("(") == "", line[at + 1 : at + 2].strip() == ""
    return {(True, False): "opens", (False, True): "closes"}.get(spaces, "")
