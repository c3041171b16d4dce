"""Questions as people also ask them, and questions that a passage no longer answers."""

import re
from collections.abc import Sequence
from random import Random

from index.words import STOP_WORDS

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]+(?: (?:of |the |de )?[A-Z][\w’'-]+)*")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20[0-2]\d)\b")
_ASKING = frozenset("who what when where which whose whom why how".split())


def asked_otherwise(text: str, rng: Random) -> str:
    """Leave out the question mark, or all but the words that one would type into a search box."""
    chance = rng.random()
    if chance < 0.05:
        return keywords(text)
    return text.rstrip("? ") if chance < 0.35 else text


def keywords(text: str) -> str:
    """Keep the words that say something, and the first word that asks."""
    words = text.rstrip("? ").split()
    kept = [word for word in words if word.lower() not in STOP_WORDS or word.lower() in _ASKING]
    return " ".join(kept) or text


def names(text: str) -> list[str]:
    """List the names in a question; its first word shows nothing by its capital."""
    return _NAME.findall(text)


def about_another(text: str, others: Sequence[str], passage: str, rng: Random) -> str | None:
    """Ask about another name or year than the passage does, so that it holds no answer.

    None where the question names nothing, or the other name stands in the passage too.
    """
    named = list(_NAME.finditer(text)) + list(_YEAR.finditer(text))
    if not named or not others:
        return None
    found = rng.choice(named)
    if found[0].isdigit():
        other = str(int(found[0]) + rng.choice((-11, -7, -4, -2, 2, 3, 5, 9)))
    else:
        other = rng.choice(others)
    if other.lower() in passage.lower() or other.lower() in text.lower():
        return None
    return text[: found.start()] + other + text[found.end() :]
