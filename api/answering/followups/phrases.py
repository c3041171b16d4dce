"""Find the noun phrases in a stretch of a question or an answer."""

import re

from api.answering.followups.clause import Words, stretch, take_apart, words_of
from api.answering.followups.nouns import Phrase, is_plural
from api.answering.followups.verbs import is_base, is_finite, is_participle
from api.answering.followups.vocabulary import (
    ADVERBS,
    CLOSED,
    COUNTS,
    DETERMINERS,
    GENITIVE,
    INDEFINITE,
    PERSONAL,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
)
from api.answering.speech.tokens import Token

_NOUN_LEAD = re.compile(r"(?:\w+ )?(?:how (?:many|much)|which|what) (?:of )?(.+)", re.IGNORECASE)
_JOINTS = frozenset("of for at in on from to with near between against about".split())
_OUTSIDE = CLOSED | PRONOUNS | ADVERBS | PERSONAL | INDEFINITE
_NOUNS_IN_LY = frozenset("family assembly ally reply supply monopoly butterfly july italy".split())


def asked_noun(lead: str) -> list[Phrase]:
    """Give what "how many boats" or "of which towns" asks for; nothing for "when"."""
    found = _NOUN_LEAD.fullmatch(lead)
    return phrases(found[1]) if found else []


def asked_phrases(question: str) -> list[Phrase]:
    """Find the simple noun phrases of a question, none over its verb."""
    clause = take_apart(question)
    return phrases(question, clause.verb_at if clause else -1)


def phrases(text: str, verb_at: int = -1) -> list[Phrase]:
    """Find the simple noun phrases of a text, in order; none goes over the verb."""
    words = words_of(text)
    found: list[Phrase] = []
    place = 0
    while place < len(words):
        end = place if words[place].start == verb_at else _end_of(words, place)
        verb = (at for at in range(place, end) if words[at].start == verb_at)
        end = next(verb, end)
        if end == place:
            place += 1
            continue
        before = words[place - 1].lower if place else ""
        preposition = before if before in PREPOSITIONS else ""
        part = tuple(words[place:end])
        if any(one.lower not in DETERMINERS for one in part):
            found.append(Phrase(part, stretch(text, part), preposition))
        place = end
    return found


def wide_phrases(text: str) -> list[Phrase]:
    """Find noun phrases with what prepositions join to them: "the footbridge at Pellby"."""
    words = words_of(text)
    found: list[Phrase] = []
    for one in phrases(text):
        last = found[-1] if found else None
        undated = one.preposition == "of" or not one.dated
        joined = last and one.preposition in _JOINTS and undated and not last.dated
        if last and joined and _adjoin(words, last, one):
            part = tuple(word for word in words if last.start <= word.start < one.end)
            found[-1] = Phrase(part, stretch(text, part), last.preposition)
        else:
            found.append(one)
    return found


def _adjoin(words: Words, first: Phrase, second: Phrase) -> bool:
    between = [one for one in words if first.end <= one.start < second.start]
    return len(between) == 1


def _closed(word: Token) -> bool:
    """Tell what cannot stand in a noun phrase; "US" is no pronoun, and "May" no auxiliary."""
    if word.text in {"US", "May"}:
        return False
    return word.lower in _OUTSIDE or (word.lower.endswith("ly") and word.lower not in _NOUNS_IN_LY)


def _end_of(words: Words, start: int) -> int:
    """Give the end of the noun phrase that begins here; the start itself where none does."""
    first = words[start]
    if not first.word or (_closed(first) and first.lower not in POSSESSIVES):
        return start
    if start and _past(first):
        return start
    end = start + 1
    while end < len(words) and _goes_on(words, end):
        end += 1
    return end


def _past(word: Token) -> bool:
    """Tell "won" and "found", which are no nouns, from "reports"."""
    return word.text[0].islower() and is_finite(word.lower) and not is_plural(word.lower)


def _goes_on(words: Words, place: int) -> bool:
    one, before = words[place], words[place - 1]
    if one.text in GENITIVE or _within_number(words, place):
        return True
    if one.lower == "and":
        return _joins(words, place)
    if not one.word or (one.lower in DETERMINERS and before.lower not in {"all", "of"}):
        return False
    if _closed(one):
        return False
    if one.capital or before.lower in DETERMINERS | POSSESSIVES | COUNTS | GENITIVE:
        return True
    participle = is_participle(one.lower) and not one.lower.endswith("ing")
    return not (participle or _past(one) or _third(words, place))


def _third(words: Words, place: int) -> bool:
    """Tell the verb of "when the cannery closes" from the noun of "the bridge reports"."""
    after = words[place + 1] if place + 1 < len(words) else None
    ends = after is None or not after.word or after.lower in _OUTSIDE | DETERMINERS
    singular = not is_plural(words[place - 1].lower)
    return ends and singular and place > 1 and is_finite(words[place].lower)


def _within_number(words: Words, place: int) -> bool:
    """Tell the comma of "2,500" from one between phrases."""
    around = words[place - 1 : place + 2]
    return (
        len(around) == 3
        and around[1].text == ","
        and around[0].end + 1 == around[2].start
        and (around[0].text.isdigit() and around[2].text.isdigit())
    )


def _joins(words: Words, place: int) -> bool:
    """Tell "Ropewalk School and Millbank School" from an "and" between clauses."""
    if place + 1 >= len(words):
        return False
    before, after = words[place - 1], words[place + 1]
    if before.capital or after.capital:
        return before.capital and after.capital
    verbal = is_base(after.lower) or is_participle(after.lower) or _closed(after)
    return not verbal and after.text[0].isalpha() and after.lower not in DETERMINERS
