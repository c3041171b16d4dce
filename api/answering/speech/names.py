"""Full names for last names, roles and pronouns, as one article introduces them."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from api.answering.speech.cues import BREAKS, DETERMINERS, OPENERS, PREPOSITIONS
from api.answering.speech.tokens import Token, tokens
from index.sentences import Span

_TITLES = frozenset(
    """mr mrs ms miss dr prof professor sen senator rep representative gov governor gen general col
    colonel lt sgt captain capt president mayor councillor councilwoman councilman minister prime
    secretary chancellor king queen prince princess pope judge justice sir lady lord rev reverend
    st former ex-president vice attorney chief director spokesman spokeswoman spokesperson chairman
    chairwoman chair ambassador officer deputy speaker leader republican democrat democratic gop
    congressman congresswoman senators republicans democrats sheriff detective
    commissioner inspector expert security foreign state treasury interior
    defence defense finance press""".split()
)
_COMPANIES = frozenset(
    """radio news times post press agency council court party committee commission university
    college institute department ministry office union company group bank association authority
    service services fund foundation house street journal week courier herald tribune guardian
    magazine inc corp ltd co water police campaign board bureau center centre society network
    coalition nations states kingdom administration club court institute league church association
    government army forces navy school hospital international act""".split()
)
_FULL = re.compile(r"\b[A-Z][\w’'-]*\.?(?: [A-Z][\w’-]*\.?){0,4} [A-Z][\w-]+")
# ", head of", ", a lawyer in", ", who", ", 59,": what follows the name of a person.
_ROLE = re.compile(
    r", (?:(?:the |an? |his |her )?[a-z]+(?:[ -][\w’'-]+){0,4} (?:of|at|for|in)\b|who\b|\d\d,)"
)
_NO_NAMES = DETERMINERS | PREPOSITIONS | BREAKS | OPENERS
_MALE, _FEMALE = {"he", "mr"}, {"she", "mrs", "ms", "miss"}


class People:
    """The persons of one article: those who speak in it, or are introduced with a title."""

    def __init__(self, text: str, quotations: Sequence[Span], phrases: Iterable[list[Token]]):
        """Take the phrases of all speakers, in order."""
        self._full: dict[str, set[str]] = {}
        self._roles: dict[str, set[str]] = {}
        self._gender: dict[str, str] = {}
        found = list(phrases)
        for phrase in [*found, *_introduced(text, found)]:
            self._introduce(text, phrase)
        self._mentions = self._mentioned(text, quotations)

    def named(self, phrase: Sequence[Token], text: str) -> str:
        """Give the full name of a phrase without title; what is no person stays as it stands."""
        whole = " ".join(text[phrase[0].start : phrase[-1].end].split())
        name = _name(phrase)
        if not name:
            return self._by_role(phrase) or whole
        known = self._full.get(name[-1].lower(), set())
        if len(name) == 1:
            return next(iter(known)) if len(known) == 1 else whole
        return " ".join(name)

    def is_person(self, name: str | None) -> bool:
        """Tell whether a name is that of a person."""
        return name is not None and name in self._full.get(_last(name), ())

    def between(self, start: int, end: int) -> list[str]:
        """Give the persons mentioned outside quotations in a stretch, in order."""
        first = bisect_left(self._mentions, (start, ""))
        return [name for _, name in self._mentions[first : bisect_left(self._mentions, (end, ""))]]

    def fits(self, name: str, pronoun: str) -> bool:
        """Tell whether a pronoun may mean a person, by what was learned of them so far."""
        return self._gender.get(name, _kind(pronoun)) == _kind(pronoun)

    def learn(self, name: str, pronoun: str) -> None:
        """Remember that a pronoun meant this person."""
        self._gender.setdefault(name, _kind(pronoun))

    def _introduce(self, text: str, phrase: list[Token]) -> None:
        name = _name(phrase)
        if len(name) < 2 or _company(name):
            return
        full = " ".join(name)
        last = name[-1].lower()
        self._full.setdefault(last, set()).add(full)
        roles = self._roles.setdefault(full, set())
        for token in phrase:
            word = token.lower.rstrip(".")
            if word in _MALE | _FEMALE:
                self.learn(full, word)
            if token.text not in name:
                roles.add(word)
        roles.update(_apposition(text, phrase[-1].end))

    def _by_role(self, phrase: Sequence[Token]) -> str | None:
        words = {one.lower for one in phrase if one.word} - DETERMINERS
        if not words or phrase[0].lower != "the":
            return None
        fitting = [name for name, roles in self._roles.items() if words <= roles]
        return fitting[0] if len(fitting) == 1 else None

    def _mentioned(self, text: str, quotations: Sequence[Span]) -> list[tuple[int, str]]:
        lasts = sorted({_spelled(name) for names in self._full.values() for name in names})
        if not lasts:
            return []
        starts = [one.start for one in quotations]
        found = []
        for match in re.finditer(r"\b(?:" + "|".join(map(re.escape, lasts)) + r")\b", text):
            at = bisect_left(starts, match.start()) - 1
            names = self._full.get(match.group().lower(), set())
            if not (at >= 0 and match.start() < quotations[at].end):
                found.append((match.start(), min(names) if len(names) == 1 else match.group()))
        return found


def _introduced(text: str, speakers: Sequence[list[Token]]) -> list[list[Token]]:
    """Find full names elsewhere: of speakers by last name, and behind a title."""
    alone = {phrase[-1].text for phrase in speakers if len(_name(phrase)) == 1}
    found = []
    for match in _FULL.finditer(text):
        words = match.group().split()
        if words[0].lower() in _NO_NAMES and len(words) == 2:
            continue
        titled = words[0].lower().rstrip(".") in _TITLES and len(words) > 2
        if titled or words[-1] in alone or _ROLE.match(text, match.end()):
            found.append(tokens(text, Span(match.start(), match.end()), ()))
    return found


def _name(phrase: Sequence[Token]) -> list[str]:
    """Give the capitalised words at the end of a phrase, or at its front before a preposition."""
    end = next(
        (at for at, one in enumerate(phrase) if one.text == "(" or (one.lower == "of" and at)),
        len(phrase),
    )
    words = phrase[:end]
    start = len(words)
    while start and words[start - 1].capital and words[start - 1].lower not in DETERMINERS:
        start -= 1
    while start < len(words) and words[start].lower.rstrip(".") in _TITLES:
        start += 1
    before = words[start - 1].lower if start else ""
    if before in DETERMINERS | PREPOSITIONS or before in {"'s", "’s", "and"}:
        return []
    name = [one.text for one in words[start:]]
    return [] if _company(name) else name


def _company(name: Sequence[str]) -> bool:
    return any(word.lower().rstrip(".") in _COMPANIES for word in name) or (
        len(name) == 1 and name[0].isupper()
    )


def _apposition(text: str, end: int) -> list[str]:
    """Give the words of the role that follows a name: ", head of the harbour authority"."""
    found = re.match(r", ((?:[\w’'-]+ ?){1,5})", text[end : end + 80])
    words = found.group(1).lower().split() if found else []
    cut = next((at for at, word in enumerate(words) if word in PREPOSITIONS | {"who"}), len(words))
    return words[:cut]


def _last(name: str) -> str:
    return _spelled(name).lower()


def _spelled(name: str) -> str:
    return name.split()[-1]


def _kind(pronoun: str) -> str:
    return "m" if pronoun in _MALE else "f" if pronoun in _FEMALE else "other"
