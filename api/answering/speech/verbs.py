"""The verb of saying with its auxiliaries; what looks like one and is none."""

from api.answering.speech.contents import word_at
from api.answering.speech.cues import (
    ADJECTIVES,
    ADVERBS,
    AUXILIARIES,
    BE,
    DAYS,
    DETERMINERS,
    MODALS,
    NAMELESS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
)
from api.answering.speech.forms import irregular_pasts
from api.answering.speech.lexicon import CUES, NOUNS, TELLING
from api.answering.speech.phrases import Tokens
from api.answering.speech.stances import DOCUMENTS

# "continues to say": it is said all the same.
_GOES_ON_TO = frozenset(
    """appeared appears seemed seems began begins begun continued continues continue continuing
    used went goes on came comes proceeded rushed paused""".split()
)
LEADS_TO = _GOES_ON_TO | frozenset(
    """declined declines decline refused refuses refuse refusing tried tries try trying wants want
    wanted hopes hope hoped going failed fails fail failing needs need needed had has have ought
    planned plans plan planning expected expects expect seeks sought seek vowed promised promises
    threatened threatens chose chooses able unable yet supposed likely set ready willing hesitated
    managed intends intended agreed agrees aims aimed moved moves got gets way attempted
    attempts""".split()
)
_INTENDS = frozenset("hopes plans aims promises pledges vows wishes attempts struggles".split())
_SPANS = frozenset("week month year summer spring winter fall autumn".split())
_PARTICIPLES = frozenset("told said quoted seen known heard found put held thought felt".split())


def group_start(tokens: Tokens, place: int) -> int:
    """Go left over auxiliaries and adverbs, over "declined to" and its like, and over days."""
    start = place
    while start and not tokens[start - 1].quoted:
        word = tokens[start - 1].lower
        if word in {"'s", "’s"} and not _is_short(tokens, start - 1, place):
            break
        if word == "to" and start > 1 and tokens[start - 2].lower in LEADS_TO:
            start -= 3 if tokens[start - 2].lower == "on" else 2
        elif start > 2 and _when(tokens[start - 2].lower, word):
            start -= 2
        elif word in DAYS and start > 1:
            start -= 2 if tokens[start - 2].lower == "on" else 1
        elif tokens[start - 1].capital:
            break
        elif word in AUXILIARIES | ADVERBS or (word.endswith("ly") and len(word) > 4):
            start -= 1
        else:
            break
    return start


def _when(before: str, word: str) -> bool:
    """Tell "this week" and "in 2010", which may stand between a subject and its verb."""
    return (before in {"last", "this"} and word in _SPANS) or (before == "in" and word.isdigit())


def is_told(tokens: Tokens, start: int, place: int) -> bool:
    """Tell what is said or thought from what is wanted, refused, or only may be said."""
    group = {one.lower for one in tokens[start:place]}
    leads = group & (LEADS_TO - _GOES_ON_TO) if "to" in group else set()
    unknown = tokens[place].lower not in CUES and word_at(tokens, place + 1) == "that"
    said = unknown or tokens[place].lower in TELLING
    return said and not leads and (not group & MODALS or "not" in group)


def _is_short(tokens: Tokens, mark: int, place: int) -> bool:
    """Tell "he's said" and "Clinton's saying" from a possessive."""
    pronoun = word_at(tokens, mark - 1) in PRONOUNS
    return pronoun or (mark + 1 == place and tokens[place].lower.endswith("ing"))


def is_noun(tokens: Tokens, start: int, place: int) -> bool:
    """Tell "the report", "his claims", "a plan of" from the verbs."""
    word, first = tokens[place].lower, word_at(tokens, start - 1)
    if _certain(tokens, start, place):
        return False
    if first in DETERMINERS | PREPOSITIONS | {"to", "'s", "’s"} or _idle(tokens, place):
        return True
    if word not in NOUNS or start < place:
        return False
    before = tokens[start - 1] if start else None
    if before is None or word_at(tokens, place + 1) == "of":
        return True
    if before.lower in {"he", "she", "it"} and not word.endswith(("s", "ed")):
        return True
    capital = before.capital and before.lower not in ADJECTIVES
    subject = before.lower in PRONOUNS | NAMELESS or capital or before.text in {",", ")"}
    return not (subject or before.lower.endswith("s") or _governs(tokens, place))


def _certain(tokens: Tokens, start: int, place: int) -> bool:
    """Tell a verb by the word before it: "some say", "states that ban", "the statement read"."""
    first, word = word_at(tokens, start - 1), tokens[place].lower
    if first in QUANTIFIERS | {"that"} and (word not in NOUNS or start < place):
        return True
    if first in QUANTIFIERS - {"one", "another"}:
        return word_at(tokens, place + 1) in DETERMINERS | PRONOUNS
    if first == "that":
        plural = start > 1 and tokens[start - 2].lower.endswith("s")
        return plural and not word.endswith("s")
    if first in {"'s", "’s"}:
        return word in {"say", "says", "said"}
    front = tokens[max(0, start - 8) : start] if word == "show" else tokens[start - 1 : start]
    return word in {"read", "reads", "show"} and any(one.lower in DOCUMENTS for one in front)


def _idle(tokens: Tokens, place: int) -> bool:
    """Tell "compared with" and "has been declining", which tell of no statement."""
    after = word_at(tokens, place + 1)
    word = tokens[place].lower
    return (word == "compared" and after in {"to", "with"}) or (
        word == "declining" and after != "to"
    )


def _governs(tokens: Tokens, place: int) -> bool:
    """Tell "the agency claims that it" from "the insurance claims rose"."""
    after = word_at(tokens, place + 1)
    if after == "to":
        return tokens[place].lower in _INTENDS
    return tokens[place].lower.endswith("s") and after in (
        PRONOUNS | {"the", "a", "an", "this", "these", "whether", "how", "why"} | {"that"}
    )


def participle(word: str) -> bool:
    """Tell the past participles among the cues."""
    return word.endswith(("ed", "en", "own")) or word in _PARTICIPLES


def is_passive(tokens: Tokens, start: int, place: int) -> bool:
    """Tell "was told": its subject does not speak."""
    be = start < place and any(one.lower in BE - {"’s", "'s"} for one in tokens[start:place])
    return be and participle(tokens[place].lower)


_IRREGULAR = irregular_pasts()


def is_past(tokens: Tokens, place: int) -> bool:
    """Tell a past tense by its form, as far as that tells."""
    one = tokens[place]
    return not (one.capital or one.quoted) and (
        (one.lower.endswith("ed") and len(one.lower) > 3) or one.lower in _IRREGULAR
    )
