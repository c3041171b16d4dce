"""How far each word of a sentence stands from what the sentence tells: a guess by forms alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from api.answering.dates.find import Found
from api.answering.speech.clauses import Clause, clauses
from api.answering.speech.cues import BREAKS, CUES, PREPOSITIONS
from api.answering.speech.phrases import Tokens
from api.answering.speech.tokens import Token
from api.answering.timeline.grammar import (
    BACKGROUND,
    BEFORE,
    DETERMINERS,
    DOCUMENTS,
    EMPTY,
    NEUTRAL,
    PARTICIPLES,
    PRESENT,
    RELATIVE,
    TEMPORAL,
    TOLD,
    is_finite,
    is_past,
)

# How much speaks against a date that stands there. From ``TOO_FAR`` on it dates something else.
TOO_FAR = 3.0
_RELATIVE, _BACKGROUND, _BEFORE, _ASIDE, _BRACKETS = 3.0, 3.0, 3.0, 3.0, 2.0
_TEMPORAL, _GOING_ON, _ATTRIBUTION, _CONTENT = 1.5, 1.5, 1.6, 0.6
_OF, _BEFORE_NOUN, _REDUCED, _RELEASED, _SINCE, _QUOTED = 2.0, 2.0, 1.5, 0.6, 1.5, 1.0
_SEASON, _COMPARED, _LASTING, _COMMA = 3.0, 3.0, 3.0, 0.4
# What happens together with it is told by the sentence itself, too.
_MAIN = 2.0
_NOT_PAST = frozenset("is are be being to will would can could may might should must".split())
_ENDS = frozenset(";:—–")
# So many words may stand from the first to the last of one verb.
_SAME_VERB = 3


@dataclass(frozen=True, slots=True)
class _Open:
    """A part of the sentence that is not closed yet."""

    weight: float
    closer: str
    verbs: int = 0


class Outline:
    """One sentence taken apart, for asking where in it a date stands."""

    def __init__(self, tokens: Sequence[Token], dates: Sequence[Found]) -> None:
        """Take a sentence apart; both in order, and in the same code points."""
        self._tokens = tokens
        self._dated = [_holder(token, dates) for token in tokens]
        self._said = clauses(tokens)
        self._depths = self._depth()

    def distance(self, date: Found) -> float:
        """Tell how far a date stands from the verb that tells what happened; 0 is beside it."""
        held = [place for place, holder in enumerate(self._dated) if holder == date]
        if not held:
            return TOO_FAR
        first, last = held[0], held[-1]
        return (
            self._depths[first]
            + self._saying(first)
            + self._attached(first, last, date)
            + _COMMA * self._commas(first)
            + (_QUOTED if self._tokens[first].quoted else 0)
        )

    def tells_past(self) -> bool:
        """Tell whether the sentence itself tells what has happened, and does not only quote it."""
        return any(
            self._depths[at] < _MAIN and not one.quoted and not one.capital and self._past(at)
            for at, one in enumerate(self._tokens)
        )

    def _past(self, place: int) -> bool:
        word = self._word(place)
        if word in {"has", "have"}:
            rest = [self._word(at) for at in range(place + 1, place + _SAME_VERB + 1)]
            return any(is_past(after) or after in PARTICIPLES for after in rest)
        before = {self._word(place - 1), self._word(place - 2)}
        return word in {"had", "was", "were"} or (is_past(word) and not before & _NOT_PAST)

    def verb(self, date: Found) -> str:
        """Give the verb that a date stands with, in its form; empty for one that tells nothing.

        It is the nearest before the date that is no auxiliary, else the first after it.
        """
        telling = [at for at in self._verbs() if self._tells(at)]
        before = [at for at in telling if self._tokens[at].start < date.start]
        return self._word(before[-1] if before else next(iter(telling), -1))

    def _tells(self, place: int) -> bool:
        word = self._word(place)
        return (is_past(word) or word in PRESENT) and word not in NEUTRAL | EMPTY

    def turned(self, date: Found) -> bool:
        """Tell whether it was yet to come: "said it would run from Monday"."""
        before = (at for at in self._verbs() if self._tokens[at].start < date.start)
        verb = max(before, default=0)
        due = date.period.modifier in ("until", "by", "no later than")
        if due and self._word(verb) in {"has", "have"}:
            return True
        return "would" in (self._word(verb), self._word(verb - 1))

    def _depth(self) -> list[float]:
        """Give the weight of the parts that each word stands in, the heaviest counts."""
        opened: list[_Open] = []
        depths = []
        verb, resumed = -_SAME_VERB, False
        for place, token in enumerate(self._tokens):
            if self._dated[place] is None:
                before, opened = len(opened), self._closed(opened, place)
                resumed = len(opened) < before if self._is_comma(place) else resumed
                if is_finite(token.lower):
                    same = self._goes_on(verb, place) or self._joined(place)
                    opened = opened if same else _counted(opened)
                    verb = place
                weight = self._opens(place, resumed)
                if weight:
                    opened.append(_Open(weight, ")" if token.text == "(" else ","))
            depths.append(max((one.weight for one in opened), default=0.0))
        return depths

    def _closed(self, opened: list[_Open], place: int) -> list[_Open]:
        mark = self._tokens[place].text
        if mark in _ENDS:
            return []
        ends = mark == ")" or self._is_comma(place)
        return [one for one in opened if one.closer != mark] if ends else opened

    def _goes_on(self, verb: int, place: int) -> bool:
        """Tell one verb of several words ("can be repaired") from the next one."""
        near = place - verb <= _SAME_VERB
        return near and not is_past(self._word(verb)) and is_past(self._word(place))

    def _joined(self, place: int) -> bool:
        """Tell a verb that shares its subject with the one before: "who came and has left"."""
        return bool({self._word(place - 1), self._word(place - 2)} & {"and", "or", "but"})

    def _opens(self, place: int, resumed: bool) -> float:
        """Weigh the part that a word opens; 0 where it opens none.

        After a comma that ends an aside, ``resumed``, a verb is that of the sentence.
        """
        word = self._word(place)
        beside = place + 1 < len(self._tokens)
        near = self._dated[place + 1 : place + 4]
        if word == "(":
            return _BRACKETS
        if word in RELATIVE or (word == "that" and self._describes(place)):
            return _RELATIVE
        if word in BACKGROUND or (beside and word == "after" and self._counts(place)):
            return _BACKGROUND
        if word in BEFORE:
            return 0.0 if any(near) else _BEFORE
        if word in TEMPORAL:
            noun = word == "as" and place and not self._is_comma(place - 1)
            return 0.0 if any(near[:1]) or noun else _TEMPORAL
            if word.endswith("ing"):
                return _GOING_ON
            participle = is_past(word) and word not in CUES and not resumed
            return _ASIDE if participle or self._apposition(place) else 0.0
        return 0.0

    def _apposition(self, place: int) -> bool:
        """Tell ", head of the treasury since May, confirmed": no verb up to the next comma."""
        if self._word(place) in PREPOSITIONS | BREAKS | {"and", "or"} or self._dated[place]:
            return False
        rest = range(place, len(self._tokens))
        stop = next((at for at in rest if self._is_comma(at) and not self._dated[at]), None)
        verbs = [at for at in self._verbs() if stop is None or at < stop]
        return stop is not None and not any(at >= place for at in verbs)

    def _counts(self, place: int) -> bool:
        """Tell "21,000 visitors, after 18,000 last year"."""
        return self._tokens[place + 1].text.isdigit() and self._word(place - 1) == ","

    def _describes(self, place: int) -> bool:
        """Tell "the bridge that was shut" from "said that"."""
        before = self._tokens[place - 1] if place else None
        if before is None or not before.word or before.lower in TOLD | CUES | {"and", "but", "or"}:
            return False
        if self._dated[place - 1] is not None or is_finite(before.lower):
            return False
        return not any(clause.cue[0] < place <= clause.cue[1] + 8 for clause in self._said)

    def _saying(self, place: int) -> float:
        """Weigh whether a date is that of the saying or of what is said."""
        inside = [clause for clause in self._said if _within(place, clause)]
        neutral = [clause for clause in self._said if self._is_neutral(clause)]
        if any(clause in neutral for clause in inside):
            return 0.0
        if inside:
            return _CONTENT
        return _ATTRIBUTION if neutral else 0.0

    def _is_neutral(self, clause: Clause) -> bool:
        return any(one.lower in NEUTRAL for one in self._tokens[slice(*clause.cue)])

    def _attached(self, first: int, last: int, date: Found) -> float:
        """Weigh what binds a date to a noun: "the flood of 2022", "the 2022 budget"."""
        before, after = self._word(first - 1), self._tokens[last + 1 : last + 2]
        weight = 0.0
        if before == "of":
            weight += _OF
        if self._compared(first):
            weight += _COMPARED
        if before == "for" and (self._word(first).isdigit() or "years" in self._held(date)):
            weight += _LASTING
        if date.period.modifier == "within" and after and after[0].lower in {"of", "after"}:
            weight += _LASTING
        possessive = bool(after) and after[0].text in {"’s", "'s", "’", "'"}
        noun = bool(after) and after[0].word and not is_finite(after[0].lower)
        within = {one.lower for one in self._tokens[max(0, first - 1) : last]}
        if possessive or (noun and within & DETERMINERS):
            weight += _SEASON if date.period.precision == "season" else _BEFORE_NOUN
        if date.period.modifier in ("since", "before"):
            weight += _SINCE
        return weight + self._reduced(first)

    def _held(self, date: Found) -> set[str]:
        return {one.lower for one in self._tokens if date.start <= one.start < date.end}

    def _compared(self, place: int) -> bool:
        """Tell "instead of May", "from 395 in 2015", "after 18,000 last year"."""
        before = [one.lower for one in self._tokens[max(0, place - 6) : place]]
        if "instead" in before[-3:]:
            return True
        while before and before[-1] in PREPOSITIONS | DETERMINERS:
            before.pop()
        counted = bool(before) and before[-1].isdigit()
        while before and not before[-1].isalpha():
            before.pop()
        return counted and bool(before) and before[-1] in {"from", "after", "with", "than", "to"}

    def _reduced(self, place: int) -> float:
        """Weigh "a statement released in May": a participle right before, without its verb."""
        at = place - 1
        while at > 0 and place - at <= 3 and not is_past(self._word(at)):
            at -= 1
        if at < 1 or not is_past(self._word(at)) or not self._tokens[at - 1].word:
            return 0.0
        earlier = self._tokens[:at]
        near = {one.lower for one in self._tokens[max(0, at - 3) : at]}
        finite = any(is_finite(one.lower) for one in earlier)
        auxiliary = any(is_finite(word) and not is_past(word) for word in near)
        if not finite or auxiliary or "and" in near:
            return 0.0
        return _RELEASED if near & DOCUMENTS else _REDUCED

    def _commas(self, place: int) -> int:
        """Count the marks between the verb and a date."""
        verb = next((at for at in self._verbs() if self._depths[at] <= self._depths[place]), 0)
        first, last = sorted((verb, place))
        return sum(self._is_comma(at) and self._dated[at] is None for at in range(first, last))

    def _verbs(self) -> Iterable[int]:
        return (
            at
            for at, one in enumerate(self._tokens)
            if is_finite(one.lower) and self._dated[at] is None
        )

    def _is_comma(self, place: int) -> bool:
        """Tell a comma between words from one inside a number."""
        tokens = self._tokens
        if tokens[place].text != ",":
            return False
        beside = tokens[place + 1 : place + 2]
        return not (beside and beside[0].start == tokens[place].end and beside[0].text.isdigit())

    def _word(self, place: int) -> str:
        return self._tokens[place].lower if 0 <= place < len(self._tokens) else ""


def _holder(token: Token, dates: Iterable[Found]) -> Found | None:
    return next((one for one in dates if one.start <= token.start < one.end), None)


def _counted(opened: Iterable[_Open]) -> list[_Open]:
    """Count one more verb; what was opened in the flow has one, after it the sentence goes on."""
    counted = (replace(one, verbs=one.verbs + 1) for one in opened)
    return [one for one in counted if one.verbs < 2 or one.closer == ")"]


def _within(place: int, clause: Clause) -> bool:
    return any(start <= place < end for start, end in clause.contents)


def has_verb(tokens: Tokens) -> bool:
    """Tell whether something is told that happened, and no more than named."""
    return any(is_finite(one.lower) and not one.quoted for one in tokens)
