"""Noun phrases before and after a verb, found by their edges."""

from collections.abc import Sequence

from api.answering.speech.cues import (
    ADVERBS,
    BREAKS,
    CUES,
    DETERMINERS,
    FINITE,
    NOUNS,
    OPENERS,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
    UNNAMED,
)
from api.answering.speech.tokens import Token

# Token indexes, end exclusive.
Phrase = tuple[int, int]
Tokens = Sequence[Token]

_RELATIVE = frozenset("who which whose whom".split())
_LONGEST_NAME = 5
_MARKS = frozenset(".,;:?!—–―-")


def subject_before(tokens: Tokens, end: int) -> Phrase | None:
    """Find the phrase that ends right before ``end``, or before an apposition that does."""
    if end and tokens[end - 1].text == ",":
        return _before_apposition(tokens, end - 1)
    return phrase_before(tokens, end)


def phrase_before(tokens: Tokens, end: int) -> Phrase | None:
    """Find the noun phrase whose last word stands right before ``end``."""
    if not end or not _nominal(tokens[end - 1]):
        return None
    last = tokens[end - 1].lower
    if last in TIMES | ADVERBS:
        return None
    if last in PRONOUNS or last in UNNAMED:
        return end - 1, end
    start = _left_edge(tokens, end)
    start = _past_openers(tokens, start, end)
    if start < end and tokens[start].lower in PREPOSITIONS:
        start = _after_preposition(tokens, start, end)
    end = _before_date(tokens, start, end)
    if tokens[min(start, end - 1)].text.endswith("ing") and end - start > 1:
        return None
    if start >= end or not any(one.word for one in tokens[start:end]):
        return None
    return start, end


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
    if one.lower in TIMES or (one.lower in CUES - NOUNS and not one.capital):
        return False
    if one.lower == "and":
        return place + 1 < len(tokens) and tokens[place + 1].capital
    return one.word or one.text in {"’s", "'s", "’", "'", "&"}


def _plain_noun(tokens: Tokens, place: int) -> bool:
    one = tokens[place]
    return one.word and one.lower not in PREPOSITIONS | BREAKS | TIMES | FINITE | OPENERS


def _nominal(token: Token) -> bool:
    if token.quoted or token.lower in PREPOSITIONS | BREAKS or _finite(token):
        return token.lower in UNNAMED and not token.quoted
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
    if one.quoted or one.text in _MARKS or one.text == "--":
        return True
    if one.lower in BREAKS or one.lower in PRONOUNS - _RELATIVE:
        return not _relative_left_of(tokens, place)
    if one.lower in {"and", "or"}:
        return not _joins(tokens, place, end)
    verb = _finite(one) or (one.lower in CUES and one.lower not in NOUNS)
    return verb and not one.capital and not _relative_left_of(tokens, place)


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
    return not verbs and (left.capital == right.capital or right.lower in DETERMINERS)


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
        return place if tokens[place].lower in DETERMINERS else place + 1
    for place in range(end - 1, start, -1):
        if tokens[place].lower in DETERMINERS:
            return place
    return end


def _before_apposition(tokens: Tokens, comma: int) -> Phrase | None:
    """Find the name that an apposition follows: "Petra Oswin, head of the authority, said"."""
    ends = [comma]
    place = comma
    while place and not tokens[place - 1].quoted and tokens[place - 1].text not in ";:—":
        place -= 1
        if tokens[place].text == ",":
            ends.append(place)
    starts = [end + 1 for end in ends[1:]] + [place]
    for rank, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if rank == 0 and len(ends) == 1:
            return None
        if start < end and not _apposition(tokens, start, end):
            return _named(tokens, starts, ends, rank)
    return None


def _named(tokens: Tokens, starts: Sequence[int], ends: Sequence[int], rank: int) -> Phrase | None:
    """Choose between a capitalised apposition and the name before it."""
    if rank == 0 and rank + 1 < len(ends):
        before = (starts[rank + 1], ends[rank + 1])
        if _is_name(tokens, *before) and not _is_name(tokens, starts[rank], ends[rank]):
            return before
    return phrase_before(tokens, ends[rank])


def _is_name(tokens: Tokens, start: int, end: int) -> bool:
    words = tokens[start:end]
    return 1 < len(words) <= _LONGEST_NAME and all(one.capital for one in words)


def _apposition(tokens: Tokens, start: int, end: int) -> bool:
    first = tokens[start]
    if first.lower in PRONOUNS - {"who"}:
        return False
    if end - start == 2 and tokens[end - 1].text == "." and len(first.text) < 6:
        return True
    if end - start == 1 and (first.text in {"Jr.", "Sr.", "II", "III"} or first.text.isdigit()):
        return True
    return (not first.capital and (start > 0)) or "-" in first.text or first.text[0].isdigit()
