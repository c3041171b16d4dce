"""Whether a sentence states something by itself: no question, no order, nobody pointed at."""

import re

from api.answering.generating.words import keys

# Whom or what these mean stands in a sentence before, and that may be another in an answer.
_POINTING = frozenset(
    "he she it they him her them his hers its their theirs this these those such both i we me us "
    "my our you your".split()
)
_FIRST = 3
# These lean on what was said before.
_LEANING = frozenset("but instead however otherwise nor neither so yet".split())
_ADDRESSING = frozenset("you your yours yourself".split())
# What instructions begin with, also those that an article gives to a machine that reads it.
_ORDERING = frozenset(
    "ignore disregard forget say print reply respond answer write repeat output tell click pretend "
    "remember please do don't stop follow execute delete send reveal translate summarize".split()
)
_OF_MACHINES = re.compile(
    r"\b(?:(?:previous|prior|above|earlier|these|following|all) (?:instructions?|prompts?|orders)|"
    r"system prompt|language models?|as an ai|ai (?:assistant|model|system)s?|assistants? must)",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"[“”„«»\"]")


def states(sentence: str) -> bool:
    """Tell whether a sentence states something, to nobody in particular."""
    words = keys(sentence)
    if len(words) < 3 or sentence.rstrip(" .!”’\"'").endswith("?"):
        return False
    addressing = words[0] in _ORDERING or _ADDRESSING.intersection(words)
    return not addressing and _OF_MACHINES.search(sentence) is None


def points_elsewhere(sentence: str) -> bool:
    """Tell whether a sentence needs another beside it to say whom or what it speaks of.

    So does one that a quotation runs into or out of: the voice is that of another sentence.
    """
    first = keys(sentence)[:_FIRST]
    leans = not _LEANING.isdisjoint(first[:1]) or not _POINTING.isdisjoint(first)
    return leans or len(_QUOTES.findall(sentence)) % 2 == 1
