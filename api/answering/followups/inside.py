"""What a pronoun means inside its own question: "when did Venn say that he would go?"."""

from api.answering.followups.clause import Words, asks_for_subject
from api.answering.followups.nouns import Phrase
from api.answering.followups.phrases import asked_phrases
from api.answering.followups.verbs import is_finite
from api.answering.followups.vocabulary import (
    AUXILIARIES,
    BOUNDARIES,
    CLOSED,
    HE,
    MEASURES,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    SHE,
    THEY,
)

_OWNING = frozenset("its his their".split())


def means_own(question: str, words: Words, place: int) -> bool:
    """Tell whether a pronoun means what its own question names before it.

    In doubt it does: to leave a question alone is the smaller mistake.
    """
    word = words[place]
    if word.lower not in PRONOUNS:
        return False
    if word.capital and place and words[place - 1].word:
        return True
    possessive = is_possessive(words, place)
    if possessive and asks_for_subject(question):
        return True
    before = [one for one in asked_phrases(question) if one.end <= word.start]
    before = [one for one in before if _may_be(one, word.lower, possessive)]
    if not before:
        return False
    owned = any("'s" in one.text or "’s" in one.text for one in before)
    return possessive or (owned and word.lower in HE | SHE) or _parted(words, before[0], place)


def is_possessive(words: Words, place: int) -> bool:
    """Tell "her boat" from "told her"."""
    lower = words[place].lower
    following = words[place + 1].lower if place + 1 < len(words) else ""
    # "it's" is as often meant for "its".
    return (
        lower in _OWNING
        or (lower == "her" and _noun_follows(words, place))
        or (lower == "it" and following in {"'s", "’s"})
    )


def _parted(words: Words, phrase: Phrase, place: int) -> bool:
    """Tell whether a clause of its own begins between a phrase and a pronoun."""
    between = [one for one in words[:place] if one.start >= phrase.end]
    parted = BOUNDARIES | AUXILIARIES | ({"to"} if words[place].lower in HE | SHE else set())
    direct = place and words[place - 1].lower in AUXILIARIES
    inner = between[:-1] if direct else between
    return any(one.lower in parted or one.text == "," for one in inner) or _own_clause(words, place)


def _own_clause(words: Words, place: int) -> bool:
    """Tell "say it would close", in which a clause begins, from "did it close"."""
    nominative = words[place].lower in {"he", "she", "it", "they"}
    led = place and words[place - 1].lower in AUXILIARIES | PREPOSITIONS
    if place + 1 >= len(words) or led or not nominative:
        return False
    following = words[place + 1].lower
    return following in AUXILIARIES or is_finite(following)


def _may_be(one: Phrase, pronoun: str, possessive: bool) -> bool:
    if pronoun in HE | SHE:
        return one.name or any(word.lower in ROLES for word in one.words)
    bare = len(one.words) == 1 and not (one.name or one.plural)
    if one.head in MEASURES | {"many", "much"} or (bare and possessive):
        return False
    return pronoun in THEY or not (one.plural or one.dated)


def _noun_follows(words: Words, place: int) -> bool:
    following = words[place + 1] if place + 1 < len(words) else None
    return following is not None and following.word and following.lower not in CLOSED
