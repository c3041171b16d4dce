"""What a pronoun may mean: the phrases of earlier turns, the likeliest first."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.answering.dates.find import find, outermost
from api.answering.followups.clause import Clause, take_apart, words_of
from api.answering.followups.phrases import Phrase, phrases, wide_phrases
from api.answering.followups.records import Turn
from api.answering.followups.verbs import is_finite, is_participle
from api.answering.followups.vocabulary import AUXILIARIES, BOUNDARIES

_NOUN_LEAD = re.compile(r"(?:\w+ )?(?:how (?:many|much)|which|what) (?:of )?(.+)", re.IGNORECASE)
_TELL = re.compile(r"(?:tell (?:me|us) (?:more )?about|what do you know about|describe) (.+)", re.I)
# More words than these are no name of a thing but a sentence.
_SHORT = 12


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase of an earlier turn, where in it it stood, and how likely it is meant again."""

    phrase: Phrase
    role: str
    weight: float


Fits = Callable[[Phrase], bool]


def mentions(turn: Turn) -> list[Mention]:
    """List what a turn speaks of, the likeliest to be spoken of again first."""
    clause = take_apart(turn.question)
    found = _asked(turn.question, clause) + _answered(turn.answer or "", clause)
    return sorted(found, key=lambda one: -one.weight)


def chosen(turns: Sequence[Turn], fits: Fits) -> Phrase | None:
    """Choose the likeliest phrase that fits, of the latest turn that has one."""
    for turn in reversed(turns):
        fitting = [one.phrase for one in mentions(turn) if fits(one.phrase)]
        if fitting:
            return fitting[0]
    return None


def person(turns: Sequence[Turn]) -> Phrase | None:
    """Choose whom "he" or "she" means."""
    return chosen(turns, lambda one: one.person)


def thing(turns: Sequence[Turn]) -> Phrase | None:
    """Choose what "it" means."""
    return chosen(turns, is_thing)


def several(turns: Sequence[Turn]) -> Phrase | None:
    """Choose whom or what "they" means: several, or else a group."""
    many = chosen(turns, lambda one: one.plural and not one.number and not one.dated)
    return many or chosen(turns, lambda one: one.group) or person(turns) or thing(turns)


def is_thing(one: Phrase) -> bool:
    """Tell whether "it" may mean a phrase."""
    return not (one.plural or one.dated or one.number or (one.person and not one.definite)) and (
        one.head not in {"no", "anything", "nothing"} and one.words[0].lower != "no"
    )


def place(turns: Sequence[Turn]) -> str | None:
    """Give where something is, as "in Iraq"."""
    for turn in reversed(turns):
        for text in (turn.question, turn.answer or ""):
            for one in reversed(phrases(text)):
                if one.preposition in {"in", "at", "near", "on"} and one.name and not one.dated:
                    return f"{one.preposition} {one.text}"
        for one in mentions(turn):
            if one.role in {"rest", "subject"} and one.phrase.bare_name and not one.phrase.dated:
                return f"in {one.phrase.text}"
    return None


def time(turns: Sequence[Turn]) -> str | None:
    """Give the date of the latest turn, as it is written there; None where it names none."""
    for text in (turns[-1].answer or "", turns[-1].question):
        found = outermost(find(text, None))
        if found:
            return text[found[0].start : found[0].end]
    return None


def topic(turns: Sequence[Turn]) -> Phrase | None:
    """Choose what the latest questions are about: what happened, or what was asked of."""
    for turn in reversed(turns):
        clause = take_apart(turn.question)
        asked = [one for one in _asked(turn.question, clause) if not one.phrase.dated]
        named = [one.phrase for one in asked if one.phrase.definite or one.phrase.name]
        things = [one for one in named if not one.person] or named or [one.phrase for one in asked]
        if things:
            return things[-1] if clause and not clause.subject else things[0]
    return None


def _asked(question: str, clause: Clause | None) -> list[Mention]:
    if clause is None:
        told = _TELL.search(question)
        return [Mention(one, "rest", 3) for one in wide_phrases(told[1] if told else question)]
    found = []
    lead = _NOUN_LEAD.fullmatch(clause.lead)
    if lead:
        found += [Mention(one, "lead", 3.5 if one.plural else 1) for one in phrases(lead[1])]
    for one in wide_phrases(clause.subject):
        found += [Mention(part, "subject", weight) for part, weight in _subject(one)]
    found += [Mention(one, "rest", _rest_weight(one)) for one in wide_phrases(clause.rest)]
    return found


def _subject(one: Phrase) -> list[tuple[Phrase, float]]:
    """Weigh a subject; of "production at the cannery" rather the cannery is spoken of again."""
    weight = 2.0 if one.group else 4.0
    bare = not (one.definite or one.name or one.plural or one.words[0].lower in {"a", "an"})
    inner = [part for part in phrases(one.text) if part.definite or part.bare_name]
    if bare and inner:
        return [(inner[-1], weight), (one, 1.0)]
    return [(one, weight)]


def _rest_weight(one: Phrase) -> float:
    if one.definite:
        return 3.0
    return 1.5 if one.bare_name else 2.0


def _answered(answer: str, clause: Clause | None) -> list[Mention]:
    """List what an answer names: what was asked for, and else its names."""
    lead = clause.lead.lower().split() if clause else []
    asks_thing = bool({"who", "whom", "which", "what", "whose"} & set(lead))
    found = wide_phrases(answer)
    if not found:
        return []
    words = words_of(answer)
    first = found[0]
    head = [one for one in words if one.start < first.start and one.word]
    if len(words) <= _SHORT and not any(one.lower in AUXILIARIES | BOUNDARIES for one in words):
        weight = 6.0 if asks_thing and not head else 1.0
        return [Mention(first, "answer", weight)]
    opens = not head and _before_verb(answer, first)
    asked_for = 6.0 if "who" in lead else 1.2
    return [
        Mention(one, "answer", asked_for if one is first and opens else 1.1 if one.person else 0.5)
        for one in found
        if one.name or one is first
    ]


def _before_verb(answer: str, first: Phrase) -> bool:
    """Tell whether a phrase is the subject of the answer's sentence."""
    after = next((one for one in words_of(answer) if one.start >= first.end), None)
    if after is None:
        return False
    return after.text == "," or after.lower in AUXILIARIES or (
        is_finite(after.lower) or is_participle(after.lower)
    )
