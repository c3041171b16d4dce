"""Who holds what by a noun: "his claim that", "a report that", "X raised questions about"."""

from api.answering.speech.appositions import subject_before
from api.answering.speech.clausal import clause_subject
from api.answering.speech.clause import Clause
from api.answering.speech.contents import last_word, pieces, word_at
from api.answering.speech.cues import (
    BREAKS,
    DETERMINERS,
    FINITE,
    MODALS,
    OURS,
    POSSESSIVES,
    UNNAMED,
)
from api.answering.speech.phrases import Phrase, Tokens, phrase_after, phrase_before
from api.answering.speech.stances import HELD, LIGHT, SAYINGS
from api.answering.speech.verbs import group_start, is_past, participle

_LEADS = frozenset(
    """that to of for about on over against with toward towards in at whether how regarding
    concerning as not""".split()
)
# Words between whose it is, or the light verb, and the noun.
_FARTHEST = 5


def by_noun(tokens: Tokens, place: int) -> Clause | None:
    """Read what a noun of saying or stance tells, where its holder stands with it."""
    word = tokens[place].lower
    if word not in HELD or (tokens[place].capital and place):
        return None
    after = word_at(tokens, place + 1)
    holder = _bound(tokens, place) or _owner(tokens, place) or _light(tokens, place)
    if (
        holder is not None
        and after in {"is", "was"}
        and word_at(tokens, place + 2) in {"that", "to"}
    ):
        return _clause(tokens, holder, place + 1, after == "that" and word in _SAID)
    if holder is not None and (after in _LEADS or (after in MODALS and word in _FUTURE)):
        return _clause(tokens, holder, place, after == "that" and word in _SAID)
    if participle(after) and word_at(tokens, place + 2) == "by":
        return _behind(tokens, place + 1, phrase_after(tokens, place + 3))
    if after in {"by", "from", "among"} and (behind := phrase_after(tokens, place + 2)) is not None:
        return _behind(tokens, place, behind)
    if after == "that" and holder is None:
        return _namesake(tokens, place)
    return None


# What is owned would do something: "her plan would".
_FUTURE = frozenset("plan plans proposal proposals policy policies agenda idea ideas".split())
_SAID = SAYINGS | {noun + "s" for noun in SAYINGS}


def _clause(tokens: Tokens, holder: Phrase, place: int, told: bool) -> Clause | None:
    if word_at(tokens, holder[0]) in UNNAMED:
        return None
    start = place + 1
    while word_at(tokens, start) in _LEADS:
        start += 1
    return Clause(holder, (place, place + 1), pieces((start, _end(tokens, start))), told)


def _behind(tokens: Tokens, place: int, holder: Phrase | None) -> Clause | None:
    """Read "claims by X that ..."."""
    if holder is None:
        return None
    at = holder[1]
    if word_at(tokens, at) not in {"that", "to", "about", "over", "on"}:
        return None
    content = (at + 1, _end(tokens, at + 1))
    told = word_at(tokens, at) == "that" and tokens[place].lower in _SAID
    return Clause(holder, (place, place + 2), pieces(content), told)


def _namesake(tokens: Tokens, place: int) -> Clause | None:
    """Read "a New York Times report that ..."."""
    start = place
    while start and tokens[start - 1].capital and not tokens[start - 1].quoted:
        start -= 1
    if start == place or word_at(tokens, start) in DETERMINERS:
        start += 1
    if start >= place or word_at(tokens, place) not in _SAID:
        return None
    content = (place + 2, _end(tokens, place + 2))
    return Clause((start, place), (place, place + 1), pieces(content))


def _end(tokens: Tokens, start: int) -> int:
    """Give the next comma outside quotations, or the end of the sentence."""
    last = last_word(tokens)
    return next(
        (at for at in range(start + 2, last) if tokens[at].text == "," and not tokens[at].quoted),
        last,
    )


def _owner(tokens: Tokens, place: int) -> Phrase | None:
    """Find whose it is: "his own plan", "the council's new plan"."""
    for at in range(place - 1, max(-1, place - _FARTHEST), -1):
        one = tokens[at]
        if one.lower in POSSESSIVES or one.lower in OURS:
            return at, at + 1
        if one.text in {"'s", "’s", "'", "’"} and not one.quoted:
            return _trimmed(tokens, phrase_before(tokens, at))
        if not one.word or one.quoted or one.lower in FINITE | _LEADS:
            return None
    return None


def _trimmed(tokens: Tokens, phrase: Phrase | None) -> Phrase | None:
    """Leave out what stands before the name, or before the last determiner."""
    if phrase is None:
        return None
    start, end = phrase
    at = end
    while at > start and tokens[at - 1].capital:
        at -= 1
    if at == end:
        at = next((a for a in range(end - 1, start, -1) if tokens[a].lower in DETERMINERS), start)
    elif at > start and tokens[at - 1].lower in DETERMINERS:
        at -= 1
    return at, end


def _light(tokens: Tokens, place: int) -> Phrase | None:
    """Find the subject of the light verb before the noun: "X has raised some questions"."""
    for at in range(place - 1, max(-1, place - _FARTHEST), -1):
        one = tokens[at]
        if not one.word or one.quoted:
            return None
        if (one.lower in LIGHT or is_past(tokens, at)) and not one.capital:
            return subject_before(tokens, group_start(tokens, at))
        if one.lower in {"with", "in"}:
            return clause_subject(tokens, at)
        if one.lower in _LEADS:
            return None
    return None


def _bound(tokens: Tokens, place: int) -> Phrase | None:
    """Find the subject that a possessive means: "Clinton laid out her plan"."""
    for at in range(place - 1, max(0, place - _FARTHEST), -1):
        one = tokens[at]
        if one.quoted or not one.word:
            return None
        if one.lower in POSSESSIVES:
            before = tokens[at - 1]
            verb = before.word and not before.quoted and before.lower not in BREAKS | {"to"}
            return clause_subject(tokens, at) if verb else None
    return None
