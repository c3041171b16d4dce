"""Who is meant by a phrase, in the order of the text."""

from collections.abc import Sequence

from api.answering.speech.cues import NAMELESS, OURS, POSSESSIVES, PRONOUNS
from api.answering.speech.names import People
from api.answering.speech.records import Speaker
from api.answering.speech.tokens import Token
from index.sentences import Span

# Characters before a pronoun in which a name may stand.
_FARTHEST = 3_000
_PERSONAL = frozenset({"he", "she"})


class Resolver:
    """Names the speakers of one article, asked in order of the text.

    "he" and "she" mean the only person whom the paragraph has named so far; of several, the one
    who spoke last, unless another was named since; where the paragraph has named none, the person
    who spoke last in the paragraph before, if no other spoke there. Else they stay open, as they
    do where the same person was "she" before. "they" and "it" mean whoever spoke last in the same
    paragraph and is no person, else they stay open. Rather open than wrong.
    """

    def __init__(self, text: str, people: People):
        self._text = text
        self._people = people
        self._spoken: list[Speaker] = []
        self._of_cue: dict[Span, Speaker] = {}

    def speaker(
        self, phrase: Sequence[Token] | None, cue: Span, told: bool = True
    ) -> Speaker | None:
        """Name a speaker; without a phrase, it is the one of the same verb before.

        One of whom nothing is told has not spoken: no pronoun after it means them for that.
        """
        if phrase is None:
            return self._of_cue.get(cue)
        start, end = phrase[0].start, phrase[-1].end
        first = phrase[0].lower
        found = Speaker(self._name(phrase, start), start, end)
        self._of_cue[cue] = found
        if told and first != "who" and first not in NAMELESS:
            self._spoken.append(found)
        return found

    def _name(self, phrase: Sequence[Token], start: int) -> str | None:
        first = phrase[0].lower
        if len(phrase) > 1:
            return self._people.named(phrase, self._text)
        if first in NAMELESS | OURS:
            return None
        pronoun = POSSESSIVES.get(first, first)
        if pronoun in PRONOUNS:
            return self._pronoun(pronoun, start)
        return self._people.named(phrase, self._text)

    def _pronoun(self, pronoun: str, place: int) -> str | None:
        paragraph = self._paragraph(place)
        if pronoun == "who":
            named = self._people.between(max(paragraph, place - 80), place)
            return named[-1] if named and self._people.is_person(named[-1]) else None
        if pronoun not in _PERSONAL:
            last = self._last(paragraph)
            return last.name if last and not self._people.is_person(last.name) else None
        name = self._in_paragraph(pronoun, paragraph, place)
        if name is not None:
            self._people.learn(name, pronoun)
        return name

    def _in_paragraph(self, pronoun: str, paragraph: int, place: int) -> str | None:
        named = self._fitting(pronoun, self._people.between(paragraph, place))
        if len(set(named)) == 1:
            return named[0] if self._people.is_person(named[0]) else None
        last = self._last(paragraph)
        if named:
            since = last and set(self._people.between(last.end, place))
            fits = last and self._people.is_person(last.name) and not (since or set()) - {last.name}
            return last.name if last and fits else None
        if last and last.name is not None:
            return last.name if self._people.is_person(last.name) else None
        return self._before(pronoun, paragraph)

    def _before(self, pronoun: str, paragraph: int) -> str | None:
        """Look in the paragraph before."""
        start = self._paragraph(max(0, paragraph - 3))
        spoke = set()
        for one in reversed(self._spoken):
            if one.start < start:
                break
            if one.start < paragraph:
                spoke.add(one.name)
        named = {name for name in spoke if name is not None and self._people.is_person(name)}
        named = set(self._fitting(pronoun, sorted(named)))
        return named.pop() if len(named) == 1 and None not in spoke else None

    def _fitting(self, pronoun: str, names: Sequence[str]) -> list[str]:
        return [name for name in names if self._people.fits(name, pronoun)]

    def _last(self, paragraph: int) -> Speaker | None:
        if self._spoken and self._spoken[-1].start >= paragraph:
            return self._spoken[-1]
        return None

    def _paragraph(self, place: int) -> int:
        """Give where the paragraph of a place begins, or as far before it as is looked."""
        least = max(0, place - _FARTHEST)
        return max(least, self._text.rfind("\n\n", least, place) + 1)
