"""Yes or no: whether a sentence affirms or denies what a question asks."""

import re
from dataclasses import dataclass

from api.answering.conflicts.opposed import has_opposite, same_side
from api.answering.question import Question, stems
from api.answering.yes_no.wording import is_idle
from index.sentences import Span
from index.words import stem

_TOKEN = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*|[,;:.!?—–()]")
_NOT = frozenset(
    "not never no nor neither without cannot hardly barely nobody none nothing".split()
)
# What follows these, further on, is said not to be so.
_DENIED = frozenset(
    stem(word) for word in "deny denies denied refuse refuses refused fail fails failed".split()
)
_FAR, _NEAR = 8, 4
_ENDS = frozenset(";:.!?()") | {"but", "although", "though", "whereas", "while", "because"}
# What is asked, feared or supposed is neither affirmed nor denied. "Would" alone reports what was
# said to come.
_OPEN = re.compile(r"\b(?:whether|if|unless|could|might|may)\b", re.IGNORECASE)

# Where what is asked ends, and what only places it begins: "will it run until the bridge opens?"
_ASIDE = re.compile(
    r"\b(?:until|till|while|when|before|after|if|unless|because|since|once|although|though)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stance:
    """Yes or no, and the place in the sentence of the word that says so."""

    affirms: bool
    place: Span


def stance(question: Question, sentence: str) -> Stance | None:
    """Read what a sentence answers; None where what is asked is neither affirmed nor denied.

    The sentence must hold the word that is asked of the rest ("is the timeline *final*?"), or one
    that means the same or the opposite.
    """
    asked = asked_of_the_rest(question)
    if asked is None or sentence.rstrip().endswith("?"):
        return None
    found = list(_TOKEN.finditer(sentence))
    read = [stem(one[0].replace("’", "'")) for one in found]
    for place, word in enumerate(read):
        same = same_side(asked, word)
        if same is not None and not _OPEN.search(_clause_before(sentence, found, place)):
            span = Span(found[place].start(), found[place].end())
            return Stance(same != _negated(read, place), span)
    return None


def asked_of_the_rest(question: Question) -> str | None:
    """The last word that has an opposite; else the last that is no name, as English has it."""
    main = set(stems(_ASIDE.split(question.text, maxsplit=1)[0])) or set(question.words)
    every = [one for one in question.words if one not in question.names and not is_idle(one)]
    plain = [one for one in every if one in main] or every
    return next(iter([word for word in plain if has_opposite(word)][-1:] or plain[-1:]), None)


def _negated(read: list[str], place: int) -> bool:
    """Count the words before that turn what stands here around, within its clause."""
    turned = False
    for distance in range(1, min(_FAR, place) + 1):
        word = read[place - distance]
        if word in _ENDS:
            break
        negation = word in _NOT or (word.endswith(("n't", "nt")) and "'" in word)
        if (negation and distance <= _NEAR) or word in _DENIED:
            turned = not turned
    return turned


def _clause_before(sentence: str, found: list[re.Match[str]], place: int) -> str:
    """The words from the last end of a clause up to here."""
    start = next(
        (one.end() for one in reversed(found[:place]) if one[0].lower() in _ENDS | {","}), 0
    )
    return sentence[start : found[place].start()]
