"""Noun phrases before and after a verb, found by their edges."""

from collections.abc import Sequence

from api.answering.speech.cues import (
    ADVERBS,
    BREAKS,
    DETERMINERS,
    FINITE,
    NAMELESS,
    OPENERS,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
    UNNAMED,
)
from api.answering.speech.lexicon import CUES, NOUNS
from api.answering.speech.tokens import Token

# Token indexes, end exclusive.
Phrase = tuple[int, int]
Tokens = Sequence[Token]

_CONJUNCTIONS = frozenset("after before since until despite because".split())
_RELATIVE = frozenset("who which whose whom".split())
_MARKS = frozenset([*".,;:?!—–―-", "--"])
_VERBS = CUES - NOUNS
_NO_NOUNS = CUES | BREAKS | FINITE
# "people here", "the mayor himself".
_AFTER_NOUN = frozenset("here there alike himself herself themselves itself".split())
_AFTER_PARTICIPLE = frozenset("by in on at from with to for".split())
# "in Lunnet and around the country".
_PLACES = PREPOSITIONS | frozenset("around across outside near inside beyond".split())
_POSSESSIVE_MARKS = frozenset(["'s", "’s"])


def phrase_before(tokens: Tokens, end: int) -> Phrase | None:
    """Find the noun phrase whose last word stands right before ``end``."""
    if not end or not _nominal(tokens[end - 1]):
        return None
    last = tokens[end - 1].lower
    if last in _AFTER_NOUN:
        return phrase_before(tokens, end - 1)
    if last in TIMES | ADVERBS:
        return None
    if last in PRONOUNS | UNNAMED | NAMELESS and not _closes_phrase(tokens, end):
        return (end - 1, end) if last not in {"that", "which"} or _relative(tokens, end) else None
    start = _left_edge(tokens, end)
    start = _past_openers(tokens, start, end)
    if start < end and tokens[start].lower in PREPOSITIONS:
        start = _after_preposition(tokens, start, end)
    end = _before_date(tokens, start, end)
    first = tokens[min(start, end - 1)]
    name = first.capital and tokens[min(start + 1, end - 1)].capital
    if first.text.endswith("ing") and first.lower not in NOUNS and end - start > 1 and not name:
        return None
    if start >= end or not any(one.word for one in tokens[start:end]):
        return None
    return _with_antecedent(tokens, start), end


def _with_antecedent(tokens: Tokens, start: int) -> int:
    """Go left from "appeared in May" to "A study that appeared in May", and from "had left"."""
    at = start
    while at and _finite(tokens[at - 1]):
        at -= 1
    verb = at < start or _past(tokens[at])
    if at < 2 or not verb or tokens[at - 1].lower not in {"that", "which"}:
        return start
    antecedent = phrase_before(tokens, at - 1) if _relative(tokens, at) else None
    return antecedent[0] if antecedent else start


def _closes_phrase(tokens: Tokens, end: int) -> bool:
    """Tell "my siblings and I" from a pronoun alone."""
    return end > 2 and tokens[end - 2].lower == "and" and tokens[end - 1].lower == "i"


def _relative(tokens: Tokens, end: int) -> bool:
    """Tell "states that oppose" from "said that"."""
    if end < 2:
        return False
    before = tokens[end - 2]
    return not before.quoted and (
        before.text in _MARKS or (before.word and before.lower not in _NO_NOUNS)
    )


def phrase_after(tokens: Tokens, start: int) -> Phrase | None:
    """Find the noun phrase that begins at ``start``: a name, or words after a determiner."""
    if start >= len(tokens) or not _nominal(tokens[start]):
        return None
    first = tokens[start]
    if first.lower in PRONOUNS:
        return start, start + 1
    if not (first.capital or first.lower in DETERMINERS or _plain_noun(tokens, start)):
        return None
    if first.lower in UNNAMED and first.lower not in DETERMINERS:
        return None
    end = start + 1
    while end < len(tokens) and _goes_on(tokens, end):
        end += 1
    return start, end


def _goes_on(tokens: Tokens, place: int) -> bool:
    one = tokens[place]
    if one.quoted or one.lower in _RELATIVE | BREAKS | FINITE - {"’s", "'s"}:
        return False
    if one.lower in PREPOSITIONS:
        return one.lower in {"of", "for", "at", "from", "with"} and place + 1 < len(tokens)
    if one.lower in TIMES or (one.lower in _VERBS and not one.capital):
        return False
    if one.lower == "and":
        return place + 1 < len(tokens) and tokens[place + 1].capital
    return one.word or one.text in {"’s", "'s", "’", "'", "&"}


def _plain_noun(tokens: Tokens, place: int) -> bool:
    one = tokens[place]
    return one.word and one.lower not in PREPOSITIONS | BREAKS | TIMES | FINITE | OPENERS


def _nominal(token: Token) -> bool:
    if token.quoted or token.lower in PREPOSITIONS | BREAKS or _finite(token):
        return token.lower in UNNAMED | NAMELESS and not token.quoted
    return token.word or token.text in {")", "’", "'", "s", "’s", "'s"}


def _finite(token: Token) -> bool:
    """Tell "may" from the name May, and leave out what may be a possessive."""
    return token.lower in FINITE - {"’s", "'s"} and not token.capital


def _left_edge(tokens: Tokens, end: int) -> int:
    """Go left to the mark or word at which the clause begins."""
    start = end
    depth = 0
    while start:
        one = tokens[start - 1]
        if one.text in ")(":
            depth += 1 if one.text == ")" else -1
            if depth < 0:
                break
        elif depth == 0 and _breaks(tokens, start - 1, end):
            break
        start -= 1
    return start


def _breaks(tokens: Tokens, place: int, end: int) -> bool:
    one = tokens[place]
    if one.quoted or one.text in _MARKS or one.lower in _CONJUNCTIONS:
        return True
    if one.lower in BREAKS or one.lower in (PRONOUNS | NAMELESS) - _RELATIVE:
        return not _relative_left_of(tokens, place)
    if one.lower in {"and", "or"}:
        return not _joins(tokens, place, end)
    verb = _finite(one) or (one.lower in CUES and one.lower not in NOUNS)
    verb = verb and not _adjective(tokens, place)
    return verb and not one.capital and not _relative_left_of(tokens, place)


def _adjective(tokens: Tokens, place: int) -> bool:
    """Tell "the proposed law" and "a study published in May" from verbs."""
    one = tokens[place]
    if not place or _finite(one) or not one.lower.endswith(("ed", "en", "ing")):
        return False
    before, after = tokens[place - 1], tokens[place + 1] if place + 1 < len(tokens) else one
    if before.lower in DETERMINERS | _POSSESSIVE_MARKS:
        return True
    reduced = not one.lower.endswith("ing") and (after.lower in _AFTER_PARTICIPLE | TIMES)
    noun = before.word and (place == 1 or not before.capital)
    return reduced and noun and before.lower not in PRONOUNS


def _relative_left_of(tokens: Tokens, place: int) -> bool:
    """Tell a verb inside a relative clause ("people who work there say")."""
    for one in reversed(tokens[max(0, place - 12) : place]):
        if one.text in _MARKS or one.quoted:
            return False
        if one.lower in _RELATIVE:
            return True
    return False


def _joins(tokens: Tokens, place: int, end: int) -> bool:
    """Tell an "and" between two nouns from one between two clauses."""
    if place == 0 or place + 1 >= end:
        return False
    left, right = tokens[place - 1], tokens[place + 1]
    if right.lower in PRONOUNS:
        return False
    clause = range(max(0, place - 8), place)
    if left.capital and right.capital:
        return True
    verbs = any(tokens[at].lower in FINITE or _past(tokens[at]) for at in clause)
    places = right.lower in _PLACES and any(tokens[at].lower in _PLACES for at in clause)
    return not verbs and (places or left.capital == right.capital or right.lower in DETERMINERS)


def _past(token: Token) -> bool:
    return token.lower.endswith("ed") and not token.capital and not token.quoted


def _past_openers(tokens: Tokens, start: int, end: int) -> int:
    while start < end - 1 and (
        tokens[start].lower in OPENERS | _RELATIVE
        or not tokens[start].word
        or _adverb(tokens[start])
        or _time_before_noun(tokens, start, end)
    ):
        start += 1
    return start


def _time_before_noun(tokens: Tokens, start: int, end: int) -> bool:
    """Tell "last week the office" from "last week"."""
    rest = tokens[start + 1 : end]
    return tokens[start].lower in TIMES and any(one.lower in DETERMINERS - TIMES for one in rest)


def _adverb(token: Token) -> bool:
    return token.lower.endswith("ly") and token.lower not in {"family", "assembly", "ally"}


def _before_date(tokens: Tokens, start: int, end: int) -> int:
    """Leave out when it was: "the town council on 14 March" is the town council."""
    for place in range(start + 1, end - 1):
        after = tokens[place + 1]
        if tokens[place].lower in {"on", "in"} and (after.lower in TIMES or after.text.isdigit()):
            return place
    return end


def _after_preposition(tokens: Tokens, start: int, end: int) -> int:
    """Leave out an adverbial that no comma parts from the subject ("On Monday he said")."""
    place = end - 1
    while place > start and tokens[place].word and tokens[place].capital:
        place -= 1
    if place < end - 1:
        while place + 2 < end and tokens[place + 1].lower in TIMES:
            place += 1
        return place if tokens[place].lower in DETERMINERS else place + 1
    for place in range(end - 1, start, -1):
        if tokens[place].lower in DETERMINERS:
            return place
    return end
