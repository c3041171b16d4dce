"""What a question leaves unsaid without a word that points back: "what was the cause?"."""

import re
from collections.abc import Sequence

from api.answering.followups.antecedents import mentions, topic
from api.answering.followups.clause import Words, take_apart, words_of
from api.answering.followups.nouns import Phrase, made_definite
from api.answering.followups.phrases import asked_phrases
from api.answering.followups.records import Turn
from api.answering.followups.vocabulary import INDEFINITE, PREPOSITIONS, RELATIONAL

_MORE = re.compile(
    r"\W*(?:(?:tell me|say|give me|know) )?(?:more|anything else|something more)\W*$", re.IGNORECASE
)
_WHERE = frozenset("in at on during after near by".split())


def with_topic(question: str, turns: Sequence[Turn]) -> str:
    """Add what it is about to a question that names nothing: "was anybody hurt?"."""
    about = topic(turns)
    if about and _MORE.match(question):
        return f"{question.rstrip('?.! ')} about {made_definite(about)}"
    found = asked_phrases(question)
    if about is None or any(one.name or one.number for one in found):
        return question
    open_end = _relational(question, found)
    if open_end is not None:
        return f"{question[:open_end]} of {made_definite(about)}{question[open_end:]}"
    clause = take_apart(question)
    if clause is None or clause.subject.lower() not in INDEFINITE or found:
        return question
    preposition = about.preposition if about.preposition in _WHERE else "with"
    bare = question.rstrip("?.! ")
    return f"{bare} {preposition} {made_definite(about)}{question[len(bare) :]}"


def expanded(question: str, turns: Sequence[Turn]) -> str:
    """Give a thing its name again: "the bridge" after "the Harbour Bridge"."""
    for one in reversed(asked_phrases(question)):
        if one.words[0].lower != "the" or one.name or _qualified(question, one):
            continue
        named = _named(one, turns)
        if named:
            question = question[: one.start] + made_definite(named) + question[one.end :]
    return question


def _relational(question: str, found: Sequence[Phrase]) -> int | None:
    """Give where an "of" is wanted: behind "the cause" at the end of a question."""
    if len(found) != 1:
        return None
    one = found[0]
    alone = {word.lower for word in one.words} <= RELATIONAL | {"the", "and", "main"}
    return one.end if alone and not question[one.end :].strip(" ?.!") else None


def _qualified(question: str, one: Phrase) -> bool:
    following: Words = [word for word in words_of(question) if word.start >= one.end]
    return bool(following) and following[0].lower in PREPOSITIONS & {"of", "for", "at", "between"}


def _named(one: Phrase, turns: Sequence[Turn]) -> Phrase | None:
    asked = [word.lower for word in one.core[1:]]
    for turn in reversed(turns):
        for mention in mentions(turn):
            phrase = mention.phrase
            core = [word.lower for word in phrase.core]
            asked_of = phrase.definite and turn is turns[-1] and mention.role != "answer"
            longer = len(core) > len(asked) + phrase.definite and core[-len(asked) :] == asked
            if longer and (phrase.name or asked_of):
                return phrase
    return None
