"""Verbs whose subject stands with another verb of the sentence."""

from collections.abc import Sequence

from api.answering.speech.appositions import subject_before
from api.answering.speech.clausal import clause_subject, is_verb, main_subject
from api.answering.speech.clause import Clause
from api.answering.speech.contents import CLOSERS, content_start, last_word, pieces
from api.answering.speech.cues import FINITE
from api.answering.speech.lexicon import CUES, NOUNS, OBJECT_ACTS, WITH_THAT
from api.answering.speech.phrases import Phrase, Tokens, phrase_before
from api.answering.speech.verbs import LEADS_TO, group_start, is_passive, is_past, is_told

_PREPOSITIONS = "after before without in when of for from at about despite".split()
_JOINS = frozenset([",", "while", "by", "and", "—", "--", *_PREPOSITIONS])
# Words from the comma to the verb of the clause that follows.
_FARTHEST = 12
_ANY_VERBS = FINITE | CUES
# The infinitive after these belongs to them.
_GOVERNED = (CUES - NOUNS | LEADS_TO) - OBJECT_ACTS
_CONJUNCTIONS = frozenset("and but yet or then".split())
_RELATIVES = frozenset("who that which".split())


def following(tokens: Tokens, place: int, found: Sequence[Clause]) -> Clause | None:
    """Read "..., adding that ..." and "... and said that ...": the subject is the sentence's."""
    word, start = tokens[place].lower, group_start(tokens, place)
    before = tokens[start - 1].lower if start else ""
    participle = word.endswith("ing") and (before in _JOINS or not start)
    if word == "saying" and before == "as" and (quoted := phrase_before(tokens, start - 1)):
        content = (content_start(tokens, place + 1), last_word(tokens))
        return Clause(quoted, (start, place + 1), pieces(content))
    joined = not word.endswith("ing") and before in _CONJUNCTIONS and word not in NOUNS
    if not (participle or joined) or is_passive(tokens, start, place):
        return None
    end = last_word(tokens)
    speaker = _before(tokens, start, found)
    if speaker is None and participle and before == ",":
        speaker, end = phrase_before(tokens, start - 1), _comma(tokens, place)
    if speaker is None and participle:
        speaker, end = _after(tokens, place)
    if speaker is None:
        return None
    content = (content_start(tokens, place + 1), end)
    told = is_told(tokens, start, place)
    return Clause(speaker, (start, place + 1), pieces(content), told)


def purpose(tokens: Tokens, place: int) -> Clause | None:
    """Read "X took to the stage to accuse ..." and "told X to ask ..."."""
    if place < 2 or tokens[place - 1].lower != "to" or tokens[place].lower.endswith(("ing", "ed")):
        return None
    if tokens[place - 2].lower in _GOVERNED:
        return None
    if tokens[place].lower in WITH_THAT:
        return None
    speaker = _object(tokens, place - 1) or clause_subject(tokens, place - 1)
    if speaker is None:
        return None
    content = (content_start(tokens, place + 1), last_word(tokens))
    return Clause(speaker, (place - 1, place + 1), pieces(content), False)


def _object(tokens: Tokens, end: int) -> Phrase | None:
    """Give the object of "urged" in "urged the members to", by the verb nearest on the left."""
    for at in range(end - 1, max(-1, end - 8), -1):
        if tokens[at].lower in OBJECT_ACTS and not tokens[at].quoted:
            return phrase_before(tokens, end) if at + 1 < end else None
        if tokens[at].lower in _ANY_VERBS or is_past(tokens, at):
            return None
    return None


def _before(tokens: Tokens, start: int, found: Sequence[Clause]) -> Phrase | None:
    """Give the last speaker who is no "who", or the subject of the sentence."""
    if start > 2 and is_past(tokens, start - 2) and tokens[start - 1].lower == "and":
        return clause_subject(tokens, start)
    for clause in reversed(found):
        if clause.told and tokens[clause.speaker[0]].lower not in _RELATIVES:
            return clause.speaker
    return main_subject(tokens, start)


def _after(tokens: Tokens, place: int) -> tuple[Phrase | None, int]:
    """Give the subject that follows, and the comma before it: "Claiming that ..., Trump told"."""
    comma = _comma(tokens, place)
    for at in range(comma + 2, min(comma + _FARTHEST, len(tokens))):
        if is_verb(tokens, at):
            return subject_before(tokens, group_start(tokens, at)), comma
    return None, comma


def _comma(tokens: Tokens, place: int) -> int:
    return next((at for at in range(place + 2, len(tokens)) if _parts(tokens, at)), len(tokens))


def _parts(tokens: Tokens, place: int) -> bool:
    """Tell a comma that ends a clause, or a quotation that ends with one."""
    one = tokens[place]
    if one.quoted:
        return one.text in CLOSERS and tokens[place - 1].text == "," and one.text != ","
    return one.text == ","
