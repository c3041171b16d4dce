"""Noun phrases, and what a pronoun may make of them."""

import re
from dataclasses import dataclass

from api.answering.followups.vocabulary import (
    COUNTS,
    DETERMINERS,
    GENITIVE,
    GROUPS,
    IRREGULAR_PLURALS,
    NOT_PERSONS,
    POSSESSIVES,
    PREPOSITIONS,
    ROLES,
    SINGULAR_IN_S,
    TITLES,
)
from api.answering.speech.tokens import Token

_MONTHS = frozenset(
    """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# Places that stand without an article, where a person hardly does.
_WHERE = frozenset("in at near from to into across around".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its words, where it stands, and the preposition before it (or "")."""

    words: tuple[Token, ...]
    text: str
    preposition: str

    @property
    def start(self) -> int:
        """Where it begins in the text it was found in."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends there."""
        return self.words[-1].end

    @property
    def core(self) -> tuple[Token, ...]:
        """The words up to the first preposition: "the contract" of "the contract for a bridge"."""
        for place, one in enumerate(self.words):
            if place and one.lower in PREPOSITIONS:
                return self.words[:place]
        return self.words

    @property
    def head(self) -> str:
        """The word that says what it is, small."""
        return next((one.lower for one in reversed(self.core) if one.word), "")

    @property
    def definite(self) -> bool:
        """Tell "the bridge" and "its bridge" from "a bridge" and "Venn"."""
        return self.words[0].lower in {"the", "this", "that", "these", "those"} | POSSESSIVES

    @property
    def name(self) -> bool:
        """Tell whether it holds a name."""
        return any(one.capital and one.word for one in self.core)

    @property
    def bare_name(self) -> bool:
        """Tell whether all of it is a name, without an article."""
        return all(one.capital or one.lower in GENITIVE | {"of"} for one in self.core)

    @property
    def plural(self) -> bool:
        """Tell whether "they" may mean it."""
        words = [one.lower for one in self.core]
        if "and" in words and words[0] not in {"a", "an"}:
            return True
        return is_plural(self.head) and not self.bare_name

    @property
    def group(self) -> bool:
        """Tell whether it acts together: a council, a company."""
        return self.head in GROUPS

    @property
    def person(self) -> bool:
        """Tell whether "he" or "she" may mean it."""
        lowers = [one.lower.rstrip(".") for one in self.core]
        if self.plural or "and" in lowers or len(self.core) > 7:
            return False
        titled = any(word in TITLES for word in lowers[:3]) and self.core[-1].capital
        if titled or self.head in ROLES:
            return True
        if not self.bare_name or self.dated or any(word in NOT_PERSONS | GROUPS for word in lowers):
            return False
        shouted = self.words[0].text.isupper() and len(self.core) == 1
        return not shouted and self.preposition not in _WHERE and "'s" not in lowers

    @property
    def dated(self) -> bool:
        """Tell whether it names a time."""
        return bool(_YEAR.fullmatch(self.head)) or any(one.lower in _MONTHS for one in self.core)

    @property
    def number(self) -> bool:
        """Tell an amount from a thing."""
        return self.words[0].text[0].isdigit() or self.head in {"euros", "cent", "percent"}


def is_plural(word: str) -> bool:
    """Tell whether a noun is in the plural, by its form."""
    if word in IRREGULAR_PLURALS:
        return True
    return (
        word.endswith("s") and not word.endswith(("ss", "us", "is")) and (word not in SINGULAR_IN_S)
    )


def made_definite(phrase: Phrase) -> str:
    """Write a phrase as it is spoken of again: "a wall" and "walls" as "the wall", "the walls"."""
    first = phrase.words[0]
    text = phrase.text
    if first.lower in {"a", "an", "one", "some", "any", "another"} and len(phrase.words) > 1:
        return f"the {text[phrase.words[1].start - first.start :]}"
    if phrase.definite or phrase.bare_name or (phrase.person and first.capital):
        return text if first.capital and first.lower not in DETERMINERS else _lowered(text)
    if first.lower in DETERMINERS:
        return _lowered(text)
    if phrase.plural or first.lower in COUNTS:
        return f"the {_lowered(text) if first.lower in COUNTS else text}"
    return text


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
