"""A question taken apart: question word, auxiliary, subject, verb, and the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from api.answering.followups.nouns import is_plural
from api.answering.followups.verbs import base_of, is_base, is_finite, is_participle
from api.answering.followups.vocabulary import (
    ADVERBS,
    AUXILIARIES,
    BE,
    BOUNDARIES,
    CLOSED,
    DETERMINERS,
    HAVE,
    OPENERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    QUESTION_WORDS,
)
from api.answering.speech.tokens import Token, tokens
from index.sentences import Span

Words = Sequence[Token]
_AMOUNTS = frozenset("many much".split())
_NOUN_LEADS = frozenset("which what whose".split())
_MARKS = frozenset("?!.…")


@dataclass(frozen=True, slots=True)
class Clause:
    """The parts of a question as they stand in it; a part that it lacks is empty.

    Without a subject the question word asks for it: "how many troops" "" "" "remain" "in Iraq".
    Without a verb the auxiliary is one: "where" "is" "the base". ``verb_at`` is where the verb
    begins in the question, -1 without one.
    """

    lead: str
    auxiliary: str
    subject: str
    verb: str
    rest: str
    verb_at: int = -1


@lru_cache(maxsize=256)
def words_of(text: str) -> tuple[Token, ...]:
    """Split a text into words and marks."""
    return tuple(tokens(text, Span(0, len(text)), ()))


def body(text: str) -> list[Token]:
    """Give the words of a question without what opens it ("and", "ok,") and closes it."""
    words = list(words_of(text))
    while words and words[-1].text in _MARKS:
        words.pop()
    start = 0
    while start + 1 < len(words) and (words[start].lower in OPENERS or words[start].text == ","):
        start += 1
    return words[start:]


def stretch(text: str, words: Words) -> str:
    """Give the text from the first to the last of these words."""
    return text[words[0].start : words[-1].end] if words else ""


def take_apart(text: str) -> Clause | None:
    """Take a question apart; None where it is no question of this kind."""
    words = body(text)
    begin = 1 if len(words) > 1 and words[0].lower in PREPOSITIONS else 0
    if len(words) <= begin:
        return None
    if words[begin].lower in QUESTION_WORDS:
        return _with_lead(text, words, begin)
    if not begin and words[0].lower in AUXILIARIES:
        return _after_auxiliary(text, words, 0)
    return None


def asks_for_subject(text: str) -> bool:
    """Tell whether somebody or something named is asked for: "who moved his court?"."""
    clause = take_apart(text)
    if clause is None or clause.subject or not clause.verb:
        return False
    return clause.lead.lower() not in {"", "what"}


def _with_lead(text: str, words: Words, begin: int) -> Clause | None:
    place = begin + 1
    asks_noun = words[begin].lower in _NOUN_LEADS
    if words[begin].lower == "how" and place < len(words) and not _auxiliary(words, place):
        asks_noun = words[place].lower in _AMOUNTS
        place += 1
    if asks_noun and place < len(words) and not _verbal(words, place, first=True):
        place += 1
        while place < len(words) and not _verbal(words, place):
            place += 1
    if place >= len(words):
        return None
    if _auxiliary(words, place) and not _has_as_verb(words, place):
        return _after_auxiliary(text, words, place)
    verb = words[place]
    if base_of(verb.lower) is None or any(
        one.lower in BOUNDARIES for one in words[begin + 1 : place]
    ):
        return None
    lead, rest = stretch(text, words[:place]), stretch(text, words[place + 1 :])
    return Clause(lead, "", "", verb.text, rest, verb.start)


def _verbal(words: Words, place: int, first: bool = False) -> bool:
    """Tell whether the noun that is asked for ends here, at an auxiliary or a verb."""
    word = words[place]
    if _auxiliary(words, place) or word.lower in BOUNDARIES:
        return True
    if not word.text[0].islower():
        return False
    following = words[place + 1].lower if place + 1 < len(words) else ""
    if first:
        return is_finite(word.lower) and following not in AUXILIARIES
    if following in AUXILIARIES or words[place - 1].lower in DETERMINERS:
        return False
    closed = not following or following in CLOSED | DETERMINERS | ADVERBS | POSSESSIVES
    return is_finite(word.lower) or (is_base(word.lower) and closed)


def _auxiliary(words: Words, place: int) -> bool:
    return words[place].lower in AUXILIARIES


def _has_as_verb(words: Words, place: int) -> bool:
    """Tell "which countries have troops" from "which countries have left"."""
    if words[place].lower not in HAVE:
        return False
    return not any(is_participle(one.lower) for one in words[place + 1 : place + 6])


def _after_auxiliary(text: str, words: Words, place: int) -> Clause:
    auxiliary = words[place].lower
    begin = place + 1
    verb = _verb_after(words, begin, auxiliary, asks_subject=_may_be_subject(words[:place]))
    lead = stretch(text, words[:place])
    if verb is None:
        end = next(
            (at for at in range(begin + 1, len(words)) if _ends_subject(words, at)), len(words)
        )
        subject, rest = words[begin:end], words[end:]
        return Clause(lead, words[place].text, stretch(text, subject), "", stretch(text, rest))
    return Clause(
        lead,
        words[place].text,
        stretch(text, words[begin:verb]),
        words[verb].text,
        stretch(text, words[verb + 1 :]),
        words[verb].start,
    )


def _may_be_subject(lead: Words) -> bool:
    """Tell "who" and "how many boats" from "when" and "how long"."""
    lowers = {one.lower for one in lead}
    return bool(lowers & {"who", "what", "which", "whose"} | lowers & _AMOUNTS)


def _ends_subject(words: Words, place: int) -> bool:
    return words[place].lower in ADVERBS | BOUNDARIES or words[place].text == ","


def _verb_after(words: Words, begin: int, auxiliary: str, asks_subject: bool) -> int | None:
    """Find the main verb: the last of the first run of words that may be it."""
    if asks_subject and begin < len(words) and _fits(words, begin, auxiliary):
        return begin
    place = begin + 1
    while place < len(words) and words[place].lower not in BOUNDARIES - {"and", "or"}:
        if _fits(words, place, auxiliary):
            pronoun = words[begin].lower in PRONOUNS and place == begin + 1
            follows = pronoun or is_plural(words[place - 1].lower)
            while not follows and place + 1 < len(words) and _fits(words, place + 1, auxiliary):
                place += 1
            return place
        place += 1
    return None


def positive(auxiliary: str) -> str:
    """Give "does" for "doesn't"."""
    stem = auxiliary.replace("’", "'").removesuffix("n't")
    return {"wo": "will", "ca": "can"}.get(stem, stem)


def _fits(words: Words, place: int, auxiliary: str) -> bool:
    """Tell whether a word may be the main verb behind this auxiliary."""
    word, auxiliary = words[place], positive(auxiliary)
    before = words[place - 1].lower
    if not word.text[0].islower() or before in DETERMINERS | POSSESSIVES | {"'s", "’s", "to"}:
        return False
    if auxiliary in BE | HAVE:
        return is_participle(word.lower)
    return is_base(word.lower)


def joined(*parts: str) -> str:
    """Write the parts that are there one after another."""
    return " ".join(part for part in parts if part)


def as_question(text: str) -> str:
    """Write a text with single spaces and a question mark."""
    return " ".join(text.split()).rstrip("?.! ") + "?"
