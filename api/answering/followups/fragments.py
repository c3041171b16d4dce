"""Fragments of a question, put where their like stands in the question before."""

import re
from collections.abc import Sequence

from api.answering.followups.clause import Clause, as_question, body, stretch
from api.answering.followups.nouns import Phrase
from api.answering.followups.phrases import asked_noun, phrases, wide_phrases
from api.answering.followups.records import Turn
from api.answering.followups.verbs import base_of
from api.answering.followups.vocabulary import (
    AUXILIARIES,
    OPENERS,
    PREPOSITIONS,
    PRONOUNS,
    QUESTION_WORDS,
)
from api.answering.speech.lexicon import TELLING

_WHAT_ABOUT = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay),?\s+)?(?:what|how) about\s+", re.IGNORECASE
)
_IN_PARTICULAR = re.compile(r"\s+(?:in particular|specifically|instead|then|though)(?=\W*$)", re.I)
_IMPERATIVES = frozenset(
    "tell show give list explain describe find compare name say summarise".split()
)
_PLACES = frozenset("in at near from for on".split())
_NO_FRAGMENT = AUXILIARIES | QUESTION_WORDS | PRONOUNS | {"one", "ones"}
# More words than these hardly are a fragment of a question.
_LONGEST = 8
_SHORT = 3


def fragment_of(question: str) -> str | None:
    """Give what a question without a verb adds: "in Syria" of "and in Syria?"."""
    about = _WHAT_ABOUT.match(question)
    text = _IN_PARTICULAR.sub("", question[about.end() :] if about else question)
    words = body(text)
    opened = bool(about) or (bool(words) and words[0].start > 0 and _opens(question))
    if not words or len(words) > _LONGEST or words[0].lower in _IMPERATIVES | QUESTION_WORDS:
        return None
    if any(one.lower in _NO_FRAGMENT and one.text != "May" for one in words):
        return None
    if words[0].lower.endswith("ing") and base_of(words[0].lower):
        return None
    by_preposition = words[0].lower in PREPOSITIONS and len(words) > 1
    short = len(words) <= _SHORT and question.rstrip().endswith("?")
    if not (opened or by_preposition or short) or not phrases(stretch(text, words)):
        return None
    return stretch(text, words)


def _opens(question: str) -> bool:
    first = re.match(r"\W*(\w+)", question)
    return bool(first) and first is not None and first[1].lower() in OPENERS


def put_in_place(fragment: str, turn: Turn, clause: Clause) -> str:
    """Put a fragment where its like stands in the earlier question, or else at its end."""
    question = stretch(turn.question, body(turn.question))
    given = wide_phrases(fragment)[0]
    leads = fragment.split()[0].lower() in PREPOSITIONS
    old = _like(given, clause, by_preposition=leads)
    if old is None or old.text == given.text:
        dated = given.dated and not leads
        return as_question(f"{question} {'in ' if dated else ''}{fragment}")
    place = question.rfind(old.text) if old.dated else _place(question, old.text)
    start = place
    if leads and not old.preposition:
        fragment = fragment.split(" ", 1)[1]
    elif leads:
        start = question.lower().rindex(old.preposition, 0, place)
    return as_question(question[:start] + fragment + question[place + len(old.text) :])


def _place(question: str, text: str) -> int:
    found = re.search(rf"(?<!\w){re.escape(text)}(?!\w)", question)
    return found.start() if found else question.find(text)


def _like(given: Phrase, clause: Clause, by_preposition: bool) -> Phrase | None:
    """Find the phrase of the earlier question that a fragment stands for."""
    subject, rest = wide_phrases(clause.subject), wide_phrases(clause.rest)
    nouns = asked_noun(clause.lead)
    every = [*rest, *phrases(clause.rest), *subject, *phrases(clause.subject)]
    if given.dated:
        return next((one for one in every if one.dated), None)
    every = [one for one in every if not one.dated]
    if by_preposition:
        same = [one for one in every if one.preposition == given.preposition]
        places = [one for one in every if {one.preposition, given.preposition} <= _PLACES]
        bare = [one for one in wide_phrases(clause.rest) if one.bare_name and not one.preposition]
        if not given.name or given.preposition not in _PLACES:
            return next(iter(same), None)
        return next(iter([*same, *[one for one in places if one.name], *bare]), None)
    if given.bare_name:
        return _named_like(given, clause, every, subject)
    akin = [one for one in [*subject, *rest, *nouns] if _akin(one.head, given.head)]
    if akin:
        return akin[0]
    if not given.definite:
        return next(iter([*nouns, *[one for one in rest if one.plural]]), None)
    fitting = [one for one in [*subject, *rest] if one.definite or one.name]
    return next(iter(fitting), None)


def _named_like(
    given: Phrase, clause: Clause, every: Sequence[Phrase], subject: Sequence[Phrase]
) -> Phrase | None:
    bare = [one for one in every if one.bare_name or (one.person and one.name)]
    speaks = clause.verb.lower() in TELLING and subject and subject[0] in bare
    if speaks or (len(given.core) > 1 and given.person):
        persons = [one for one in [*subject, *bare] if one.person and one.name]
        return next(iter([*persons, *bare]), None)
    return next(iter([*bare, *subject]), None)


def _akin(first: str, second: str) -> bool:
    """Tell "footbridge" and "bridge" as things of one kind."""
    return len(min(first, second, key=len)) > _SHORT and (
        first.endswith(second) or second.endswith(first)
    )
