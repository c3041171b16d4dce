"""Whose clause it is: the subject of the verb that governs a place."""

from api.answering.speech.appositions import subject_before
from api.answering.speech.contents import word_at
from api.answering.speech.cues import BREAKS, FINITE, UNNAMED
from api.answering.speech.lexicon import CUES, NOUNS
from api.answering.speech.phrases import Phrase, Tokens
from api.answering.speech.verbs import group_start, is_past

_VERBS = CUES - NOUNS


def main_subject(tokens: Tokens, end: int) -> Phrase | None:
    """Give the subject of the first finite verb of the sentence that has one."""
    for place in range(1, end):
        if is_verb(tokens, place) and (subject := _of(tokens, place)) is not None:
            return subject
    return None


def clause_subject(tokens: Tokens, end: int) -> Phrase | None:
    """Give the subject of the finite verb nearest on the left, in the same clause."""
    for place in range(end - 1, 0, -1):
        if tokens[place].text in {";", ":"} or tokens[place].quoted:
            return None
        if is_verb(tokens, place) and (subject := _of(tokens, place)) is not None:
            return subject
    return None


def _of(tokens: Tokens, place: int) -> Phrase | None:
    subject = subject_before(tokens, group_start(tokens, place))
    if subject is None or word_at(tokens, subject[0]) in UNNAMED | BREAKS:
        return None
    return subject


def is_verb(tokens: Tokens, place: int) -> bool:
    """Tell a finite verb, as far as its form and the lexicon tell."""
    one = tokens[place]
    if one.quoted or one.capital or one.text in {"'s", "’s"}:
        return False
    cue = one.lower in _VERBS and not one.lower.endswith("ing")
    return cue or one.lower in FINITE or is_past(tokens, place)
