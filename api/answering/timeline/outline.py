"""One sentence taken apart: how far a date stands from what the sentence tells."""

from collections.abc import Iterator, Sequence

from api.answering.dates.find import Found
from api.answering.speech.clause import Clause
from api.answering.speech.clauses import clauses
from api.answering.speech.tokens import Token
from api.answering.timeline.attached import attached, before_noun
from api.answering.timeline.grammar import EMPTY, NEUTRAL, PARTICIPLES, PRESENT, is_past
from api.answering.timeline.line import Line
from api.answering.timeline.parts import SAME_VERB, Parts

# What speaks against a date adds up. From here on it dates something else.
TOO_FAR = 3.0
_ATTRIBUTION, _CONTENT, _QUOTED, _COMMA = 1.6, 0.6, 1.0, 0.4
# What happens together with it is told by the sentence itself, too.
_MAIN = 2.0
_NOT_PAST = frozenset("is are be being to will would can could may might should must".split())
_AMID = frozenset("not now also being be been".split())
_WAS = frozenset({"had", "was", "were"})
_DUE = ("until", "by", "no later than")


class Outline:
    """A sentence, for asking where in it a date stands."""

    def __init__(self, tokens: Sequence[Token], dates: Sequence[Found]) -> None:
        """Take a sentence apart; both in order, and in the same code points."""
        self._line = Line(tokens, dates)
        self._said = [one for one in clauses(tokens) if one.told]
        self._depths = Parts(self._line, self._said).depths()

    def distance(self, date: Found) -> float:
        """Tell how far a date stands from the verb that tells what happened; 0 is beside it."""
        held = self._held(date)
        if not held:
            return TOO_FAR
        first, last = held[0], held[-1]
        return (
            self._depths[first]
            + self._saying(first)
            + attached(self._line, first, last, date)
            + _COMMA * self._commas(first)
            + (_QUOTED if self._line.tokens[first].quoted else 0)
        )

    def is_of_a_noun(self, date: Found) -> bool:
        """Tell "the 2024 election" and "the Jan. 6 committee"."""
        held = self._held(date)
        return bool(held) and before_noun(self._line, held[0], held[-1])

    def _held(self, date: Found) -> list[int]:
        """Give the places of a date's own words."""
        return [place for place, holder in enumerate(self._line.dated) if holder == date]

    def has_verb(self) -> bool:
        """Tell whether the sentence tells anything, outside of what it quotes."""
        return any(not self._line.tokens[at].quoted for at in self._line.verbs)

    def tells_past(self) -> bool:
        """Tell whether the sentence itself tells what is over, and does not only quote it."""
        return any(True for _ in self._told())

    def tells_news(self) -> bool:
        """Tell whether it tells that something happened, and not only how something was."""
        return any(self._line.word(at) not in _WAS for at in self._told())

    def _told(self) -> Iterator[int]:
        for at, one in enumerate(self._line.tokens):
            main = self._depths[at] < _MAIN and not one.quoted and not one.capital
            if main and self._past(at):
                yield at

    def verb(self, date: Found) -> str:
        """Give the verb that a date stands with, in its form; empty for one that tells nothing.

        It is the nearest before the date that is no auxiliary, else the first after it.
        """
        telling = [at for at in self._line.verbs if self._tells(at)]
        before = [at for at in telling if self._line.tokens[at].start < date.start]
        return self._line.word(before[-1] if before else next(iter(telling), -1))

    def is_told_as_past(self, date: Found) -> bool:
        """Tell whether the verb right before a date is one of the past: "agreed to buy in May"."""
        before = [at for at in self._line.verbs if self._line.tokens[at].start < date.start]
        return bool(before) and self._past(before[-1])

    def is_to_come(self, date: Found) -> bool:
        """Tell what was yet to come when it was said: "said it would run from Monday"."""
        before = (at for at in self._line.verbs if self._line.tokens[at].start < date.start)
        verb = max(before, default=0)
        if date.period.modifier in _DUE and self._line.word(verb) in {"has", "have"}:
            return True
        return "would" in self._line.words(verb - 1, verb + 1)

    def _past(self, place: int) -> bool:
        word = self._line.word(place)
        if word in {"has", "have"}:
            rest = self._line.words(place + 1, place + SAME_VERB + 1)
            return any(is_past(after) or after in PARTICIPLES for after in rest)
        if word in _WAS:
            return True
        adverb = self._line.word(place - 1).endswith("ly") or self._line.word(place - 1) in _AMID
        before = self._line.word(place - 2 if adverb else place - 1)
        return is_past(word) and before not in _NOT_PAST

    def _tells(self, place: int) -> bool:
        word = self._line.word(place)
        return (is_past(word) or word in PRESENT) and word not in NEUTRAL | EMPTY

    def _saying(self, place: int) -> float:
        """Weigh whether a date is that of the saying or of what is said.

        What is merely said counts before the saying; what is announced or decided after it.
        """
        inside = [clause for clause in self._said if _within(place, clause)]
        neutral = [clause for clause in self._said if self._is_neutral(clause)]
        if any(clause in neutral for clause in inside):
            return 0.0
        if inside:
            return _CONTENT
        return _ATTRIBUTION if neutral else 0.0

    def _is_neutral(self, clause: Clause) -> bool:
        return not NEUTRAL.isdisjoint(self._line.words(*clause.cue))

    def _commas(self, place: int) -> int:
        """Count the commas between a date and the first verb that stands no deeper."""
        depth = self._depths[place]
        verb = next((at for at in self._line.verbs if self._depths[at] <= depth), 0)
        return sum(self._line.is_comma(at) for at in range(*sorted((verb, place))))


def _within(place: int, clause: Clause) -> bool:
    return any(start <= place < end for start, end in clause.contents)
