"""Whether two texts say the same, and where they do not: sentence by sentence."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from corpus.alignment import ALIKE, Sentence, aligned, likeness
from corpus.facts import DATE, NAME, NEGATION, NUMBER, Token, names_in, tokens, with_names

# Of the words of the shorter text, and of the longer one, that must be common property.
COVERED, SHARE = 0.7, 0.3
# A text with this share of sentences in common, and a difference, is another version.
RELATED = 0.5
# Sentences inside a quotation count one by one: outlets cut quotations. What this takes wrongly for
# an end it takes so in both texts.
_NO_ENDS = "".join(
    rf"(?<!\b{each}\.)" for each in "Mr Mrs Ms Dr St Gen Sen Rep Gov Jr [A-Z]".split()
)
_BEGINS = r"\s+(?=[\"“‘'(\[]?[^\Wa-z_])"
_END = re.compile(rf"\n+|(?<=[.!?…]){_NO_ENDS}{_BEGINS}|(?<=[.!?…][\"”’')\]]){_BEGINS}")
_DATED = (NUMBER, DATE)
# These come before a name and are none.
_TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady president chancellor premier minister secretary senator "
    "governor mayor councillor judge justice inspector officer captain colonel general professor "
    "king queen prince princess pope bishop".split()
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What one text has in place of what the other has, and the sentences that say so."""

    kind: str
    first: str
    second: str
    first_sentence: str
    second_sentence: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict on two texts.

    ``covered`` is the share of the words of the shorter text that stand in sentences which the
    longer one has too; ``share`` is the length of the shorter as a share of the longer.
    """

    covered: float
    share: float
    differences: tuple[Difference, ...]

    @property
    def folds(self) -> bool:
        """Whether the texts say the same, up to light rewriting and cuts."""
        return not self.differences and self.covered >= COVERED and self.share >= SHARE

    @property
    def differs(self) -> bool:
        """Whether they are versions of one text that differ in a fact."""
        return bool(self.differences) and self.covered >= RELATED


@dataclass(frozen=True)
class Reading:
    """A text made ready to be compared: its title, its sentences, and the names it uses."""

    title: Sentence
    texts: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    capital: frozenset[str] = field(repr=False)
    lower: frozenset[str] = field(repr=False)

    @property
    def words(self) -> int:
        """Tokens of the body."""
        return sum(map(len, self.sentences))


@lru_cache(maxsize=256)
def read(title: str, text: str) -> Reading:
    """Cut a text into sentences and these into tokens."""
    every = [" ".join(part.split()) for part in _END.split(text)]
    pairs = [(part, tokens(part)) for part in every]
    pairs = [(part, found) for part, found in pairs if found]
    sentences = tuple(found for _, found in pairs)
    return Reading(tokens(title), tuple(part for part, _ in pairs), sentences, *names_in(sentences))


def compare(first: Reading, second: Reading) -> Comparison:
    """Align two texts, allowing for cuts and for paragraphs that changed places."""
    pairs = aligned(first.sentences, second.sentences)
    names = (first.capital | second.capital) - first.lower - second.lower
    found: dict[tuple[str, str, str], Difference] = {}
    for here, there in pairs:
        for kind, one, other in _between(first.sentences[here], second.sentences[there], names):
            difference = Difference(kind, one, other, first.texts[here], second.texts[there])
            found.setdefault((kind, one, other), difference)
    for kind, one, other in _between_titles(first.title, second.title):
        titles = (" ".join(token.text for token in title) for title in (first.title, second.title))
        found.setdefault((kind, one, other), Difference(kind, one, other, *titles))
    shorter, longer = sorted((first.words, second.words))
    common = [
        sum(len(first.sentences[here]) for here, _ in pairs),
        sum(len(second.sentences[there]) for _, there in pairs),
    ]
    covered = common[0] if first.words <= second.words else common[1]
    return Comparison(
        covered / shorter if shorter else 0.0,
        shorter / longer if longer else 0.0,
        tuple(found.values()),
    )


def _between_titles(first: Sentence, second: Sentence) -> Iterator[tuple[str, str, str]]:
    """Headlines are written anew; one that is not may still differ, but in no name for sure."""
    if likeness([first], [second]).get((0, 0), 0) >= ALIKE:
        yield from (each for each in _between(first, second, frozenset()) if each[0] != NAME)


def _between(
    first: Sentence, second: Sentence, names: frozenset[str]
) -> Iterator[tuple[str, str, str]]:
    """Give (kind, what the first has, what the second has) for two versions of a sentence."""
    if _keys(first) == _keys(second):
        return
    first, second = with_names(first, names), with_names(second, names)
    here, there = _of(first, (NEGATION,)), _of(second, (NEGATION,))
    if len(here) != len(there):
        yield NEGATION, _texts(here), _texts(there)
    if [token.kind for token in first] == [token.kind for token in second]:
        yield from _in_their_places(first, second)
    else:
        yield from _dated(first, second)
        yield from _named(first, second)


def _in_their_places(first: Sentence, second: Sentence) -> Iterator[tuple[str, str, str]]:
    """Compare word for word: what stands there may also have changed places."""
    for one, other in zip(first, second, strict=True):
        if one.kind not in (None, NEGATION) and one.key != other.key:
            yield str(one.kind), one.text, other.text
    for one, other in zip(_full_name(first), _full_name(second), strict=False):
        if one.key != other.key:
            yield NAME, one.text, other.text


def _full_name(sentence: Sentence) -> list[Token]:
    """The first name of somebody who is named at the start of a sentence, and nowhere else."""
    return [
        token
        for token, following in pairwise(sentence[:2])
        if token.is_capital and token.key not in _TITLES and following.kind == NAME
    ]


def _dated(first: Sentence, second: Sentence) -> Iterator[tuple[str, str, str]]:
    here, there = _extra(first, second, _DATED), _extra(second, first, _DATED)
    if here and there:
        kind = NUMBER if all(token.kind == NUMBER for token in here + there) else DATE
        yield kind, _texts(here), _texts(there)
        return
    extra = {id(token) for token in here + there if not token.vague}
    if not extra:
        return
    # A number left out says less; one that has words in its place says something else.
    changes = SequenceMatcher(None, _keys(first), _keys(second), autojunk=False).get_opcodes()
    for what, a, b, c, d in changes:
        lost = [token for token in first[a:b] + second[c:d] if id(token) in extra]
        if what == "replace" and lost:
            yield str(lost[0].kind), _texts(first[a:b]), _texts(second[c:d])


def _named(first: Sentence, second: Sentence) -> Iterator[tuple[str, str, str]]:
    here, there = _extra(first, second, (NAME,)), _extra(second, first, (NAME,))
    here = here or (_openings(first, second) if there else [])
    there = there or (_openings(second, first) if here else [])
    if here and there:
        yield NAME, _texts(here), _texts(there)


def _openings(sentence: Sentence, other: Sentence) -> list[Token]:
    """What may be a name, and cannot be told, since every sentence begins with a capital."""
    known = set(_keys(other))
    return [
        token for token in sentence if token.opens and token.is_capital and token.key not in known
    ]


def _of(sentence: Sentence, kinds: Collection[str]) -> list[Token]:
    return [token for token in sentence if token.kind in kinds]


def _extra(sentence: Sentence, other: Sentence, kinds: Collection[str]) -> list[Token]:
    """Facts of some kinds that the other sentence lacks, or has fewer times."""
    left = Counter(token.key for token in _of(other, kinds))
    found = []
    for token in _of(sentence, kinds):
        left[token.key] -= 1
        if left[token.key] < 0:
            found.append(token)
    return found


def _keys(sentence: Sentence) -> list[str]:
    return [token.key for token in sentence]


def _texts(found: Sequence[Token]) -> str:
    return " ".join(token.text for token in found)
