"""What a verb tells of, and on which side of its subject that stands."""

from api.answering.speech.appositions import subject_before
from api.answering.speech.clausal import is_verb
from api.answering.speech.contents import (
    CLOSERS,
    last_word,
    pieces,
    rest_after,
    word_at,
)
from api.answering.speech.cues import (
    BREAKS,
    DETERMINERS,
    FINITE,
    NAMELESS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    UNNAMED,
)
from api.answering.speech.lexicon import AFTER, SPEECH, WITH_THAT
from api.answering.speech.phrases import Phrase, Tokens
from api.answering.speech.stances import DOCUMENTS
from api.answering.speech.verbs import (
    group_start,
    is_past,
)

_NO_VERBS = FINITE | frozenset(
    """this us means ensures requires ensured meant required made was
    discovered""".split()
)


def takes_clause(tokens: Tokens, place: int) -> bool:
    """Tell any verb that "that" and a clause follow: "X joked in vain that it ..."."""
    one = tokens[place]
    if word_at(tokens, place + 1) != "that" or one.capital or not place:
        return False
    opens = tokens[place + 2] if place + 2 < len(tokens) else one
    clause = opens.capital or opens.lower in PRONOUNS | NAMELESS | DETERMINERS
    before = tokens[group_start(tokens, place) - 1]
    if before.lower == "it":
        return False
    person = before.capital or before.lower in PRONOUNS | NAMELESS - {"that"}
    third = one.lower.endswith("s") and person and one.lower not in _NO_VERBS
    past = is_past(tokens, place) and before.word and one.lower not in _NO_VERBS
    return clause and (third or past)


def with_that(tokens: Tokens, place: int, speaker: Phrase) -> bool:
    """Tell "found that ..." from "found work"; studies find without "that"."""
    if tokens[place].lower not in WITH_THAT:
        return True
    if word_at(tokens, place + 1) in {"him", "her", "them", "it", "us", "me", "himself"}:
        return True
    if place + 1 >= last_word(tokens) and word_at(tokens, speaker[0] - 1) == ",":
        return True
    documents = any(one.lower in DOCUMENTS for one in tokens[slice(*speaker)])
    return documents or any(one.lower in BREAKS for one in tokens[place + 1 : place + 8])


def relative(tokens: Tokens, speaker: Phrase, place: int) -> tuple[Phrase, ...]:
    """Give "what" in "what X said", and "a rate" in "a rate he proposed for ..."."""
    before = speaker[0] - 1
    word = word_at(tokens, before)
    last = last_word(tokens)
    if word in {"what", "everything", "nothing", "anything", "something", "whatever"}:
        return pieces((before, before + 1), (place + 1, last))
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    ends = after is None or not after.word or after.lower in PREPOSITIONS
    if not ends or word_at(tokens, speaker[0]) not in PRONOUNS | NAMELESS - {"that", "which"}:
        return ()
    if word in BREAKS | QUANTIFIERS or before < 1 or not tokens[before].word:
        return ()
    phrase = subject_before(tokens, before + 1)
    return () if phrase is None or unnamed(tokens, phrase) else (phrase,)


def unnamed(tokens: Tokens, phrase: Phrase) -> bool:
    """Tell a word that stands where a speaker would, and is none."""
    return phrase[1] - phrase[0] == 1 and tokens[phrase[0]].lower in UNNAMED


def goes_before(tokens: Tokens, speaker: Phrase, place: int) -> bool:
    """Tell whether what is said stands before its speaker: "..., she said on Monday."."""
    front = speaker[0]
    if word_at(tokens, front - 1) == "as" and word_at(tokens, front - 2) == ",":
        return place + 1 >= last_word(tokens) or word_at(tokens, place + 1) == "it"
    if front < 1 or tokens[front - 1].text not in CLOSERS:
        return False
    rest = rest_after(tokens, place + 1)
    ends = rest >= last_word(tokens)
    if tokens[0].lower in PREPOSITIONS and not ends and not _holds_verb(tokens, front - 1):
        return False
    if tokens[place].lower not in AFTER and not (ends and tokens[front - 1].quoted):
        return False
    if tokens[front - 1].quoted and tokens[front - 2].text == ".":
        return ends and tokens[place].lower in SPEECH
    if tokens[front - 1].quoted:
        title = tokens[0].lower in PREPOSITIONS and not tokens[0].quoted
        return ends or tokens[rest].text == "," or not (title or _continues(tokens, rest))
    parted = rest < len(tokens) and tokens[rest].text == ","
    return front > 2 and (ends or parted)


def _holds_verb(tokens: Tokens, end: int) -> bool:
    return any(one.quoted or is_verb(tokens, at) for at, one in enumerate(tokens[:end]))


def _continues(tokens: Tokens, place: int) -> bool:
    return tokens[place].lower in BREAKS or tokens[place].quoted
