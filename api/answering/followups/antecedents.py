"""What a pronoun may mean: the phrases of earlier turns, the likeliest first."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.answering.dates.find import find, outermost
from api.answering.followups.clause import Clause, take_apart, words_of
from api.answering.followups.nouns import Phrase
from api.answering.followups.phrases import asked_noun, asked_phrases, phrases, wide_phrases
from api.answering.followups.records import Turn
from api.answering.followups.verbs import is_finite, is_participle
from api.answering.followups.vocabulary import AUXILIARIES, BOUNDARIES, SHELLS

_TELL = re.compile(r"\b(?:about|describe|explain) (.+)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[a-z][.!?])\s+(?=[A-Z])")
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
    question = _SENTENCE_END.split(turn.question)[-1]
    clause = take_apart(question)
    found = _asked(question, clause) + _answered(turn.answer or "", clause)
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
    return many or chosen(turns, lambda one: one.group) or person(turns)


def is_thing(one: Phrase) -> bool:
    """Tell whether "it" may mean a phrase."""
    # Without an article, one small word is as often an adjective or a verb as a noun.
    if len(one.words) == 1 and not one.name:
        return False
    return not (one.plural or one.dated or one.number or (one.person and not one.definite)) and (
        one.head not in {"no", "anything", "nothing"} and one.words[0].lower != "no"
    )


def place(turns: Sequence[Turn]) -> str | None:
    """Give where something is, as "in Iraq"."""
    for turn in reversed(turns):
        for found in (asked_phrases(turn.question), phrases(turn.answer or "")):
            for one in reversed(found):
                if one.preposition in {"in", "at", "near", "on"} and one.name and not one.dated:
                    return f"{one.preposition} {one.text}"
        for said in mentions(turn):
            if said.role in {"rest", "subject"} and said.phrase.bare_name and not said.phrase.dated:
                return f"in {said.phrase.text}"
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
        things = [one for one in named if not (one.person or one.group)] or named
        things = things or [one.phrase for one in asked]
        if things:
            return things[-1] if clause and not clause.subject else things[0]
    return None


def _asked(question: str, clause: Clause | None) -> list[Mention]:
    if clause is None:
        told = _TELL.search(question)
        return [Mention(one, "rest", 3) for one in wide_phrases(told[1] if told else question)]
    found = [Mention(one, "lead", 3.5 if one.plural else 1.0) for one in asked_noun(clause.lead)]
    for one in wide_phrases(clause.subject):
        weight = 2.0 if one.group else 4.0
        found += [Mention(part, "subject", given) for part, given in _parts(one, weight)]
    for one in wide_phrases(clause.rest):
        found += [Mention(part, "rest", given) for part, given in _parts(one, _rest_weight(one))]
    return found


def _parts(one: Phrase, weight: float) -> list[tuple[Phrase, float]]:
    """Weigh a phrase and those in it.

    Of "production at the cannery" and "the cause of the fire" rather the cannery and the fire are
    spoken of again; of "the town's budget" the town may be, too.
    """
    inner = phrases(one.text)[1:]
    owner = [(part, weight / 2) for part in _owners(one)]
    bare = not (one.definite or one.name or one.plural or one.words[0].lower in {"a", "an"})
    definite = [part for part in inner if part.definite or part.bare_name]
    if one.head in SHELLS and inner:
        return [(inner[-1], weight), *owner]
    if bare and definite:
        return [(definite[-1], weight), (one, weight / 4), *owner]
    return [(one, weight), *owner]


def _owners(one: Phrase) -> list[Phrase]:
    """Give whose it is: "the town" of "the town's budget"."""
    for place, word in enumerate(one.core):
        if word.lower in {"'s", "’s"} and place:
            return phrases(one.text[: word.start - one.start])
    return []


def _rest_weight(one: Phrase) -> float:
    if one.definite:
        return 3.0
    if len(one.words) == 1 and not (one.name or one.plural):
        return 0.2
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
    return (
        after.text == ","
        or after.lower in AUXILIARIES
        or (is_finite(after.lower) or is_participle(after.lower))
    )
