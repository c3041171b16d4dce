"""Noun phrases in a stretch of a question or an answer, and what a pronoun may make of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from api.answering.followups.clause import Words, stretch, words_of
from api.answering.followups.verbs import is_finite, is_participle
from api.answering.followups.vocabulary import (
    ADVERBS,
    CLOSED,
    DETERMINERS,
    GROUPS,
    INDEFINITE,
    IRREGULAR_PLURALS,
    NOT_PERSONS,
    PERSONAL,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
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
_JOINTS = frozenset("of for at in on from to with near between against about".split())
_COUNTS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve several many few".split()
)
_GENITIVE = frozenset(["'s", "’s", "'", "’"])
_OUTSIDE = CLOSED | PRONOUNS | ADVERBS | PERSONAL | INDEFINITE
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
        return all(one.capital or one.lower in _GENITIVE | {"of"} for one in self.core)

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
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) and (
        word not in SINGULAR_IN_S
    )


def phrases(text: str) -> list[Phrase]:
    """Find the simple noun phrases of a text, in order."""
    words = words_of(text)
    found: list[Phrase] = []
    place = 0
    while place < len(words):
        end = _end_of(words, place)
        if end == place:
            place += 1
            continue
        before = words[place - 1].lower if place else ""
        preposition = before if before in PREPOSITIONS else ""
        part = tuple(words[place:end])
        if any(one.lower not in DETERMINERS for one in part):
            found.append(Phrase(part, stretch(text, part), preposition))
        place = end
    return found


def wide_phrases(text: str) -> list[Phrase]:
    """Find noun phrases with what prepositions join to them, no date: "the footbridge at Pellby"."""
    words = words_of(text)
    found: list[Phrase] = []
    for one in phrases(text):
        last = found[-1] if found else None
        undated = one.preposition == "of" or not one.dated
        joined = last and one.preposition in _JOINTS and undated and not last.dated
        if last and joined and _adjoin(words, last, one):
            part = tuple(word for word in words if last.start <= word.start < one.end)
            found[-1] = Phrase(part, stretch(text, part), last.preposition)
        else:
            found.append(one)
    return found


def _adjoin(words: Words, first: Phrase, second: Phrase) -> bool:
    between = [one for one in words if first.end <= one.start < second.start]
    return len(between) == 1


def _closed(word: Token) -> bool:
    """Tell what cannot stand in a noun phrase; "US" is no pronoun, and "May" no auxiliary."""
    if word.text in {"US", "May"}:
        return False
    return word.lower in _OUTSIDE


def _end_of(words: Words, start: int) -> int:
    """Give the end of the noun phrase that begins here; the start itself where none does."""
    first = words[start]
    if not first.word or (_closed(first) and first.lower not in POSSESSIVES):
        return start
    if start and _past(first):
        return start
    end = start + 1
    while end < len(words) and _goes_on(words, end):
        end += 1
    return end


def _past(word: Token) -> bool:
    """Tell "won" and "found", which are no nouns, from "reports"."""
    return word.text[0].islower() and is_finite(word.lower) and not is_plural(word.lower)


def _goes_on(words: Words, place: int) -> bool:
    one, before = words[place], words[place - 1]
    if one.text in _GENITIVE or _within_number(words, place):
        return True
    if one.lower == "and":
        return _joins(words, place)
    if not one.word or (one.lower in DETERMINERS and before.lower not in {"all", "of"}):
        return False
    if _closed(one):
        return False
    if one.capital or before.lower in DETERMINERS | POSSESSIVES | _COUNTS | _GENITIVE:
        return True
    participle = is_participle(one.lower) and not one.lower.endswith("ing")
    return not (participle or _past(one) or _third(words, place))


def _third(words: Words, place: int) -> bool:
    """Tell the verb of "when the cannery closes" from the noun of "the bridge reports"."""
    ends = place + 1 >= len(words) or words[place + 1].lower in _OUTSIDE | DETERMINERS
    singular = not is_plural(words[place - 1].lower)
    return ends and singular and place > 1 and is_finite(words[place].lower)


def _within_number(words: Words, place: int) -> bool:
    """Tell the comma of "2,500" from one between phrases."""
    around = words[place - 1 : place + 2]
    return len(around) == 3 and around[1].text == "," and around[0].end + 1 == around[2].start and (
        around[0].text.isdigit() and around[2].text.isdigit()
    )


def _joins(words: Words, place: int) -> bool:
    """Tell "Ropewalk School and Millbank School" from an "and" between clauses."""
    if place + 1 >= len(words):
        return False
    return words[place - 1].capital and words[place + 1].capital


def made_definite(phrase: Phrase) -> str:
    """Write a phrase as it is spoken of again: "a wall" and "walls" as "the wall", "the walls"."""
    first = phrase.words[0]
    text = phrase.text
    if first.lower in {"a", "an", "one", "some", "any", "another"} and len(phrase.words) > 1:
        return f"the {text[phrase.words[1].start - first.start :]}"
    if phrase.definite or phrase.bare_name or phrase.person and first.capital:
        return text if first.capital and first.lower not in DETERMINERS else _lowered(text)
    if first.lower in DETERMINERS:
        return _lowered(text)
    if phrase.plural or first.lower in _COUNTS:
        return f"the {_lowered(text) if first.lower in _COUNTS else text}"
    return text


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
