"""What is said: where it begins and ends around the words of saying."""

from api.answering.speech.cues import (
    BREAKS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
)
from api.answering.speech.lexicon import WITH_OBJECT
from api.answering.speech.phrases import Phrase, Tokens, phrase_after

_SUBORDINATES = frozenset(
    "as when while after before if although though because since once until unless".split()
)
CLOSERS = frozenset([",", "?", "!", "”", '"', "—", "''"])


def rest_after(tokens: Tokens, place: int) -> int:
    """Go right over when, where and to whom: "told Radio Lunnet on Sunday"."""
    last = last_word(tokens)
    if word_at(tokens, place - 1) in WITH_OBJECT:
        addressed = phrase_after(tokens, place)
        place = addressed[1] if addressed and addressed[1] <= last else place
    end = place
    while end < last and (
        tokens[end].lower in TIMES | PREPOSITIONS | DETERMINERS or tokens[end].word
    ):
        if tokens[end].lower in FINITE | BREAKS | PRONOUNS or tokens[end].quoted:
            return place
        end += 1
    first = word_at(tokens, place)
    return end if end > place and (first in TIMES or first in PREPOSITIONS) else place


def content_start(tokens: Tokens, place: int) -> int:
    """Step over the object, the time and "that" between verb and content."""
    last = last_word(tokens)
    if word_at(tokens, place - 1) in WITH_OBJECT:
        addressed = phrase_after(tokens, place)
        if addressed and addressed[1] < last and word_at(tokens, addressed[1]) != "to":
            place = addressed[1]
    limit = min(last, place + 12)
    for at in range(place, limit):
        if tokens[at].quoted or tokens[at].text == ":":
            return after_mark(tokens, at) if at > place and tokens[at].text == ":" else place
        if tokens[at].lower == "that":
            adverbial = at == place or tokens[place].lower in PREPOSITIONS | TIMES | {","}
            return at + 1 if adverbial else place
    while place < last and tokens[place].text in {",", ":"}:
        place += 1
    return place + 1 if word_at(tokens, place) in TIMES and place + 1 < last else place


def around(tokens: Tokens, start: int, end: int) -> tuple[Phrase, ...]:
    """Give what stands before and after the words of saying."""
    last = last_word(tokens)
    resumed = after_mark(tokens, end)
    rest = (resumed, last) if end < last and tokens[end].text == "," else (last, last)
    return pieces((0, start), rest)


def after_mark(tokens: Tokens, place: int) -> int:
    """Step over marks outside quotations."""
    while place < len(tokens) and not tokens[place].word and not tokens[place].quoted:
        place += 1
    return place


def pieces(*found: Phrase) -> tuple[Phrase, ...]:
    """Keep the pieces that hold something."""
    return tuple((start, end) for start, end in found if start < end)


def clause_end(tokens: Tokens, speaker: Phrase, place: int) -> int:
    """Give the end of what is said: that of a first "As X said ..., " is its comma."""
    last = last_word(tokens)
    if speaker[0] > 3 or word_at(tokens, 0) not in _SUBORDINATES or not speaker[0]:
        return last
    for at in range(place + 2, last):
        if tokens[at].text == "," and not tokens[at].quoted:
            return at
    return last


def last_word(tokens: Tokens) -> int:
    """Give the end of the last word, or of the last quotation."""
    end = len(tokens)
    while end and not tokens[end - 1].word and not tokens[end - 1].quoted:
        end -= 1
    return end


def word_at(tokens: Tokens, place: int) -> str:
    """Give the word at a place, small; empty outside the sentence."""
    return tokens[place].lower if 0 <= place < len(tokens) else ""
