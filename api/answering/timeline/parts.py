"""How deep each word of a sentence stands in its clauses: a guess by forms alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from api.answering.speech.clause import Clause
from api.answering.speech.cues import BREAKS, PREPOSITIONS
from api.answering.speech.lexicon import TELLING
from api.answering.timeline.grammar import (
    BACKGROUND,
    BEFORE,
    RELATIVE,
    TEMPORAL,
    TOLD,
    is_finite,
    is_past,
)
from api.answering.timeline.line import Line

# How much speaks against a date that stands there, beside 0 for the sentence itself.
_RELATIVE, _BACKGROUND, _BEFORE, _ASIDE, _BRACKETS = 3.0, 3.0, 3.0, 3.0, 2.0
_TEMPORAL, _GOING_ON = 1.5, 1.5
_ENDS = frozenset(";:—–")
_JOINING = frozenset({"and", "or", "but"})
# So many words may stand from the first to the last of one verb.
SAME_VERB = 3


@dataclass(frozen=True, slots=True)
class _Open:
    """A part of the sentence that is not closed yet."""

    weight: float
    closer: str
    verbs: int = 0


class Parts:
    """Reads a sentence from left to right, and keeps which parts of it are open."""

    def __init__(self, line: Line, said: Sequence[Clause]) -> None:
        """Begin; ``said`` are the clauses of saying in it."""
        self._line, self._said = line, said
        self._opened: list[_Open] = []
        self._verb, self._resumed = -SAME_VERB, False

    def depths(self) -> list[float]:
        """Give the weight of the parts that each word stands in, the heaviest counts."""
        found = []
        for place in range(len(self._line)):
            if self._line.dated[place] is None:
                self._read(place)
            found.append(max((one.weight for one in self._opened), default=0.0))
        return found

    def _read(self, place: int) -> None:
        self._close(place)
        word = self._line.word(place)
        if is_finite(word):
            if not self._goes_on(place):
                self._opened = _counted(self._opened)
            self._verb = place
        weight = self._opens(place)
        if weight:
            self._opened.append(_Open(weight, ")" if word == "(" else ","))

    def _close(self, place: int) -> None:
        """Close what a mark ends; after a comma that ends an aside the sentence resumes."""
        mark, before = self._line.word(place), len(self._opened)
        if mark in _ENDS:
            self._opened = []
        elif mark == ")" or self._line.is_comma(place):
            self._opened = [one for one in self._opened if one.closer != mark]
            self._resumed = len(self._opened) < before

    def _goes_on(self, place: int) -> bool:
        """Tell one verb ("can be repaired"), or two of one subject, from that of a next clause."""
        near = place - self._verb <= SAME_VERB
        past = is_past(self._line.word(place)) and not is_past(self._line.word(self._verb))
        return (near and past) or bool(set(self._line.words(place - 2, place)) & _JOINING)

    def _opens(self, place: int) -> float:
        """Weigh the part that a word opens; 0 where it opens none."""
        word = self._line.word(place)
        if word == "(":
            return _BRACKETS
        if word in RELATIVE or (word == "that" and self._describes(place)):
            return _RELATIVE
        if word in BACKGROUND or (word == "after" and self._counts(place)):
            return _BACKGROUND
        if word in BEFORE:
            return 0.0 if any(self._line.dated[place + 1 : place + 4]) else _BEFORE
        if word in TEMPORAL:
            return 0.0 if self._is_preposition(place) else _TEMPORAL
        if place and self._line.is_comma(place - 1) and not self._line.tokens[place].capital:
            return self._after_comma(place)
        return 0.0

    def _after_comma(self, place: int) -> float:
        word = self._line.word(place)
        if word.endswith("ing"):
            return _GOING_ON
        participle = is_past(word) and word not in TELLING and not self._resumed
        return _ASIDE if participle or self._apposition(place) else 0.0

    def _is_preposition(self, place: int) -> bool:
        """Tell "after 3 May" and "as mayor" from what opens a clause."""
        beside = place and not self._line.is_comma(place - 1)
        return any(self._line.dated[place + 1 : place + 2]) or bool(
            beside and self._line.word(place) == "as"
        )

    def _apposition(self, place: int) -> bool:
        """Tell ", head of the treasury since May, confirmed": no verb up to the next comma."""
        line = self._line
        if line.word(place) in PREPOSITIONS | BREAKS | _JOINING or line.dated[place]:
            return False
        stop = next((at for at in range(place, len(line)) if line.is_comma(at)), None)
        return stop is not None and not any(place <= at < stop for at in line.verbs)

    def _counts(self, place: int) -> bool:
        """Tell "21,000 visitors, after 18,000 last year"."""
        return self._line.word(place + 1).isdigit() and self._line.word(place - 1) == ","

    def _describes(self, place: int) -> bool:
        """Tell "the bridge that was shut" from "said that"."""
        before = self._line.tokens[place - 1] if place else None
        if before is None or not before.word or before.lower in TOLD | TELLING | _JOINING:
            return False
        if self._line.dated[place - 1] is not None or is_finite(before.lower):
            return False
        return not any(clause.cue[0] < place <= clause.cue[1] + 8 for clause in self._said)


def _counted(opened: Iterable[_Open]) -> list[_Open]:
    """Count one more verb; what was opened in the flow has one, after it the sentence goes on."""
    counted = (replace(one, verbs=one.verbs + 1) for one in opened)
    return [one for one in counted if one.verbs < 2 or one.closer == ")"]
