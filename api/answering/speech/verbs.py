"""The verb of saying with its auxiliaries; what looks like one and is none."""

from api.answering.speech.contents import word_at
from api.answering.speech.cues import (
    ADJECTIVES,
    ADVERBS,
    AUXILIARIES,
    BE,
    DETERMINERS,
    NOUNS,
    PREPOSITIONS,
    PRONOUNS,
)
from api.answering.speech.phrases import Tokens

_LEADS_TO = frozenset(
    """declined declines refused refuses appeared appears seemed seems tried tries went began
    continued continues wants hopes used going
    """.split()
)


def group_start(tokens: Tokens, place: int) -> int:
    """Go left over auxiliaries and adverbs, and over "declined to" and its like."""
    start = place
    while start and not tokens[start - 1].quoted:
        word = tokens[start - 1].lower
        if word in {"'s", "’s"} and not _is_short(tokens, start - 1, place):
            break
        if word == "to" and start > 1 and tokens[start - 2].lower in _LEADS_TO:
            start -= 2
        elif tokens[start - 1].capital:
            break
        elif word in AUXILIARIES | ADVERBS or (word.endswith("ly") and len(word) > 4):
            start -= 1
        else:
            break
    return start


def _is_short(tokens: Tokens, mark: int, place: int) -> bool:
    """Tell "he's said" and "Clinton's saying" from a possessive."""
    pronoun = word_at(tokens, mark - 1) in PRONOUNS
    return pronoun or (mark + 1 == place and tokens[place].lower.endswith("ing"))


def is_noun(tokens: Tokens, start: int, place: int) -> bool:
    """Tell "the report", "his claims", "a plan of" from the verbs."""
    if word_at(tokens, start - 1) in DETERMINERS | PREPOSITIONS | {"to", "'s", "’s"}:
        return True
    if tokens[place].lower not in NOUNS or start < place:
        return False
    before = tokens[start - 1] if start else None
    if before is None or word_at(tokens, place + 1) == "of":
        return True
    capital = before.capital and before.lower not in ADJECTIVES
    subject = before.lower in PRONOUNS or capital or before.text in {",", ")"}
    return not (subject or before.lower.endswith("s"))


def participle(word: str) -> bool:
    """Tell the past participles among the cues."""
    return word.endswith(("ed", "en", "own")) or word in {"told", "said", "quoted", "seen", "known"}


def is_passive(tokens: Tokens, start: int, place: int) -> bool:
    """Tell "was told": its subject does not speak."""
    be = start < place and any(one.lower in BE - {"’s", "'s"} for one in tokens[start:place])
    return be and participle(tokens[place].lower)
