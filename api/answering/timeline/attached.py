"""What binds a date to a noun or a number beside it, and not to what the sentence tells."""

from api.answering.dates.find import Found
from api.answering.speech.cues import PREPOSITIONS
from api.answering.timeline.grammar import (
    BACKGROUND,
    BEFORE,
    DETERMINERS,
    DOCUMENTS,
    RELATIVE,
    TEMPORAL,
    is_finite,
    is_past,
)
from api.answering.timeline.line import Line

_OF, _BEFORE_NOUN, _REDUCED, _RELEASED, _DIRECTED = 2.0, 2.0, 1.5, 0.6, 1.5
_SEASON, _COMPARED, _LASTING = 3.0, 3.0, 3.0
_COMPARING = frozenset({"from", "after", "with", "than", "to"})
_OPENERS = BACKGROUND | BEFORE | RELATIVE | TEMPORAL - {"as"} | {"that", "but"}
_POSSESSIVE = frozenset({"’s", "'s", "’", "'"})
# So many words may stand between a participle and its date.
_NEAR = 3


def attached(line: Line, first: int, last: int, date: Found) -> float:
    """Weigh how firmly a date, from place ``first`` to ``last``, is bound; 0 where it is free."""
    weight = _OF if line.word(first - 1) == "of" else 0.0
    weight += _COMPARED if _compared(line, first) else 0.0
    weight += _LASTING if _lasts(line, first, last, date) else 0.0
    if before_noun(line, first, last):
        weight += _COMPARED if date.period.modifier == "after" else 0.0
        weight += _SEASON if date.period.precision == "season" else _BEFORE_NOUN
    weight += _DIRECTED if date.period.modifier in ("since", "before") else 0.0
    return weight + _reduced(line, first)


def _compared(line: Line, place: int) -> bool:
    """Tell "instead of May", "from 395 in 2015", "after 18,000 last year"."""
    before = line.words(place - 6, place)
    if "instead" in before[-3:]:
        return True
    while before and before[-1] in PREPOSITIONS | DETERMINERS:
        before.pop()
    counted = bool(before) and before[-1].isdigit()
    while before and not before[-1].isalpha():
        before.pop()
    return counted and bool(before) and before[-1] in _COMPARING


def _lasts(line: Line, first: int, last: int, date: Found) -> bool:
    """Tell how long something takes: "for 70 years after", "within ten days of crossing"."""
    held = line.words(first, last + 1)
    if line.word(first - 1) == "for" and (held[0].isdigit() or "years" in held):
        return True
    return date.period.modifier == "within" and line.word(last + 1) in {"of", "after"}


def before_noun(line: Line, first: int, last: int) -> bool:
    """Tell "the 2022 budget" and "May's vote"."""
    after = line.tokens[last + 1 : last + 2]
    if not after or after[0].text in _POSSESSIVE:
        return bool(after)
    noun = after[0].word and not is_finite(after[0].lower)
    return noun and bool(set(line.words(first - 1, last)) & DETERMINERS)


def _reduced(line: Line, place: int) -> float:
    """Weigh "a statement released in May": a participle right before, without its verb."""
    at = place - 1
    while at > 0 and place - at <= _NEAR and not is_past(line.word(at)):
        at -= 1
    if at < 1 or not is_past(line.word(at)) or not line.tokens[at - 1].word:
        return 0.0
    near = set(line.words(at - 3, at))
    auxiliary = any(is_finite(word) and not is_past(word) for word in near)
    begin = _clause_start(line, at)
    told = line.word(at + 1) != "by" and not any(begin <= verb < at for verb in line.verbs)
    if auxiliary or "and" in near or told:
        return 0.0
    return _RELEASED if near & DOCUMENTS else _REDUCED


def _clause_start(line: Line, place: int) -> int:
    """Go left to what opens the clause: there is no verb of another one after it."""
    while place and line.word(place - 1) not in _OPENERS and not line.is_comma(place - 1):
        place -= 1
    return place
