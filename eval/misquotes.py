"""Quotes as they are misquoted: words replaced, dropped, and in another order."""

import re
from collections.abc import Sequence
from random import Random

Edited = list[str]

_NUMBER = re.compile(r"\d")
_SHARE = 0.15


def one_word(quote: Sequence[str], words: Sequence[str], random: Random) -> Edited:
    """Replace one word: a number by another number, any other by one of ``words``."""
    place = random.choice(_places(quote))
    return [*quote[:place], _replacement(quote[place], words, random), *quote[place + 1 :]]


def some_words(quote: Sequence[str], words: Sequence[str], random: Random) -> Edited:
    """Replace, drop or swap 15 % of the words, at least one; a swap changes two."""
    edited: list[str | None] = list(quote)
    places = random.sample(
        _places(quote), min(len(_places(quote)), round(_SHARE * len(quote)) or 1)
    )
    left = len(places)
    for place in places:
        kind = random.choices(("replace", "drop", "swap"), (3, 1, 1))[0]
        if left <= 0:
            break
        following = edited[place + 1] if place + 1 < len(edited) else None
        if kind == "swap" and left > 1 and following is not None:
            edited[place], edited[place + 1] = following, edited[place]
            left -= 2
            continue
        edited[place] = None if kind == "drop" else _replacement(quote[place], words, random)
        left -= 1
    return [word for word in edited if word is not None]


def _places(quote: Sequence[str]) -> list[int]:
    """List the places of what holds a letter or a digit."""
    return [place for place, word in enumerate(quote) if any(mark.isalnum() for mark in word)]


def _replacement(word: str, words: Sequence[str], random: Random) -> str:
    """Another word in the dress of this one: its capital, and the marks around it."""
    if _NUMBER.search(word):
        return _NUMBER.sub(
            lambda found: str((int(found.group()) + random.randint(1, 9)) % 10), word
        )
    core = word.strip("“”\"'’‘.,;:!?()—–-")
    other = random.choice([one for one in words if one != core.lower()])
    shown = other.capitalize() if core[:1].isupper() else other
    return word.replace(core, shown, 1) if core else shown
