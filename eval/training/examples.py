"""Examples: a question over a stretch of a passage, and what the heads should say."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from tokenizers import Tokenizer

from eval.training.augment import about_another, asked_otherwise, names
from eval.training.material import Material, Passage, Question
from eval.training.negatives import Negatives
from index.crossencoder import Pair, pair
from index.sentences import sentences

# The longest stretch of a passage that is read at once, in tokens.
_WHOLE = 320
_SHORTEST, _LONGEST = 48, 160


@dataclass(frozen=True, slots=True)
class Mix:
    """How many of each kind of example are made for one question, on average.

    ``mined`` counts only questions for which negatives were looked for.
    """

    mined: float = 0.9
    away: float = 0.10
    another: float = 0.08
    whole: float = 0.4
    title: float = 0.5


@dataclass(frozen=True, slots=True)
class Example:
    """An input with its targets.

    ``spans`` are first and last tokens of answers in the input, (0, 0) where there is none;
    ``relevant`` is None where the relevance head should learn nothing.
    """

    pair: Pair
    spans: tuple[tuple[int, int], ...]
    relevant: bool | None


class Examples:
    """Makes examples of the material, the same ones for the same seed."""

    def __init__(
        self, tokenizer: Tokenizer, material: Material, negatives: Negatives, mix: Mix
    ) -> None:
        """Take the material; passages are cut into tokens when they are first needed."""
        self._tokenizer = tokenizer
        self._material = material
        self._negatives = negatives
        self._mix = mix
        self._names = [name for one in material.questions for name in names(one.text)]
        self._tokens = lru_cache(maxsize=None)(self._cut)

    def round(self, seed: int) -> list[Example]:
        """Make one round: every question with its passage, some with others."""
        made: list[Example] = []
        for place, question in enumerate(self._material.questions):
            made += self._of(question, Random(f"{seed}/{place}"))
        return made

    def _of(self, question: Question, rng: Random) -> Iterator[Example]:
        mix = self._mix
        passage = self._material.passages[question.passage]
        yield self._gold(question, passage, rng)
        if question.spans and rng.random() < mix.another:
            other = about_another(question.text, self._names, passage.text, rng)
            if other:
                yield self._none(other, passage, self._window(passage, rng), rng, None)
        if question.spans and rng.random() < mix.away:
            stretch = self._away(question, passage, rng)
            if stretch:
                yield self._none(question.text, passage, stretch, rng, False)
        found = self._negatives.get(question.id)
        if found and rng.random() < mix.mined:
            identity, start, end = found[min(len(found) - 1, int(rng.expovariate(0.6)))]
            near = self._material.passages[identity]
            stretch = self._around(near, start, end, rng)
            if not any(
                answer.lower() in near.text[slice(*self._chars(near, stretch))].lower()
                for answer in question.answers
            ):
                yield self._none(question.text, near, stretch, rng, False)

    def _gold(self, question: Question, passage: Passage, rng: Random) -> Example:
        if not question.spans:
            return self._none(question.text, passage, self._window(passage, rng), rng, None)
        tokens = self._tokens(passage)
        spans = [tokens.covering(*span) for span in question.spans]
        first, last = rng.choice(spans)
        begin, end = self._window(passage, rng, first, last)
        inside = [(a - begin, b - begin) for a, b in spans if begin <= a and b < end]
        made = self._pair(question.text, passage, (begin, end), rng)
        limit = len(made.ids) - made.first - 1
        targets = tuple((made.first + a, made.first + b) for a, b in inside if b < limit)
        return Example(made, targets or ((0, 0),), bool(targets))

    def _none(
        self,
        text: str,
        passage: Passage,
        stretch: tuple[int, int],
        rng: Random,
        relevant: bool | None,
    ) -> Example:
        return Example(self._pair(text, passage, stretch, rng), ((0, 0),), relevant)

    def _pair(self, text: str, passage: Passage, stretch: tuple[int, int], rng: Random) -> Pair:
        title = passage.title if rng.random() < self._mix.title else ""
        asked = asked_otherwise(text, rng)
        ids = self._tokens(passage).ids[stretch[0] : stretch[1]]
        return pair(self._ids(asked)[:96], self._ids(title)[:32], ids)

    def _window(
        self, passage: Passage, rng: Random, first: int | None = None, last: int | None = None
    ) -> tuple[int, int]:
        """Choose whole sentences around an answer, or anywhere, up to a length drawn at random."""
        tokens = self._tokens(passage)
        most = _WHOLE if rng.random() < self._mix.whole else rng.randint(_SHORTEST, _LONGEST)
        if first is None or last is None:
            first = last = rng.randrange(len(tokens.ids))
        return tokens.grown(tokens.sentence_of(first), tokens.sentence_of(last), most, rng)

    def _around(self, passage: Passage, start: int, end: int, rng: Random) -> tuple[int, int]:
        tokens = self._tokens(passage)
        first, last = tokens.covering(start, end)
        most = rng.randint(_SHORTEST, _LONGEST)
        return tokens.grown(tokens.sentence_of(first), tokens.sentence_of(last), most, rng)

    def _away(self, question: Question, passage: Passage, rng: Random) -> tuple[int, int] | None:
        """Choose sentences before or after all that hold an answer; None where there are few."""
        tokens = self._tokens(passage)
        held = [tokens.sentence_of(tokens.covering(*span)[0]) for span in question.spans]
        stretches = [(0, min(held)), (max(held) + 1, len(tokens.starts))]
        far = [(tokens.edge(a), tokens.edge(b)) for a, b in stretches]
        far = [(a, b) for a, b in far if b - a >= _SHORTEST // 2]
        if not far:
            return None
        a, b = rng.choice(far)
        text = passage.text[slice(*self._chars(passage, (a, b)))].lower()
        return None if any(one.lower() in text for one in question.answers) else (a, b)

    def _chars(self, passage: Passage, stretch: tuple[int, int]) -> tuple[int, int]:
        offsets = self._tokens(passage).offsets[slice(*stretch)]
        return (offsets[0][0], offsets[-1][1]) if offsets else (0, 0)

    def _ids(self, text: str) -> list[int]:
        found: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return found

    def _cut(self, passage: Passage) -> "_Tokens":
        found = self._tokenizer.encode(passage.text, add_special_tokens=False)
        begins = [offset[0] for offset in found.offsets]
        found_at = {bisect_left(begins, span.start) for span in sentences(passage.text)}
        starts = sorted({0, *(one for one in found_at if one < len(begins))})
        return _Tokens(tuple(found.ids), tuple(found.offsets), tuple(begins), tuple(starts))


@dataclass(frozen=True, slots=True)
class _Tokens:
    """A passage in tokens: ids, offsets, and the first token of each sentence."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    begins: tuple[int, ...]
    starts: tuple[int, ...]

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """Give the first and the last token of a stretch of the text."""
        first = max(0, bisect_right(self.begins, start) - 1)
        return first, max(first, bisect_left(self.begins, end) - 1)

    def sentence_of(self, token: int) -> int:
        return bisect_right(self.starts, token) - 1

    def edge(self, sentence: int) -> int:
        return self.starts[sentence] if sentence < len(self.starts) else len(self.ids)

    def grown(self, first: int, last: int, most: int, rng: Random) -> tuple[int, int]:
        """Take sentences in on either side while they fit."""
        while True:
            sides: Sequence[tuple[int, int]] = [(first - 1, last), (first, last + 1)]
            fitting = [
                (a, b)
                for a, b in sides
                if a >= 0 and b < len(self.starts) and self.edge(b + 1) - self.edge(a) <= most
            ]
            if not fitting:
                begin = self.edge(first)
                return begin, self.edge(last + 1)
            first, last = rng.choice(fitting)
