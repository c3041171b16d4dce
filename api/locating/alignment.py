"""Find the stretch of a text that takes the least editing of words to become a quote.

This is approximate matching by Sellers (1980): edit distance by dynamic programming, where the
stretch may begin and end anywhere; with the gap costs of Gotoh (1982) for what a quote leaves out,
so that a clause that was cut is one edit and not as many as it has words. A row of the table at a
time.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["changed", "dropped", "added"]
Row = NDArray[np.int32]

# Sixteenths of a word. Of words dropped side by side, each after the first costs a quarter; and the
# first a little less than a change, so that of ways that are as cheap the one that keeps more words
# is taken.
_EDITED, _DROPPED, _FURTHER = 17, 16, 4


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of the quote and of the text that stand for each other, from first to past the last.

    ``dropped`` are words of the text that the quote lacks, ``added`` words that only it has.
    """

    kind: Kind
    quote: tuple[int, int]
    text: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The words of a text from ``first`` to before ``last``, and how a quote differs from them.

    ``edited`` counts the words that were changed, added and dropped, those dropped with another as
    a quarter; ``omitted`` is what an ellipsis stands for.
    """

    first: int
    last: int
    edited: float
    edits: tuple[Edit, ...]
    omitted: tuple[tuple[int, int], ...]


def align(
    quote: Sequence[str], text: Sequence[str], cuts: Collection[int], most: float
) -> Alignment | None:
    """Align a quote with the stretch of a text that is nearest to it, the first of several.

    Args:
        quote: its words, at least one.
        text: the words to look in.
        cuts: how many words stand before each ellipsis: there any number may be passed over.
        most: how many words may be edited.

    Returns:
        None where more would have to be edited.
    """
    numbers = {word: number for number, word in enumerate(dict.fromkeys(quote), 1)}
    there = np.fromiter((numbers.get(word, 0) for word in text), np.int32, len(text))
    table = _Table([numbers[word] for word in quote], there, cuts)
    end = table.best_end()
    if table.rows[-1][end] > _EDITED * most:
        return None
    found = table.trace(end)
    return found if found.edited <= most else None


class _Table:
    """``rows[i][j]``: cost to make the first i words of the quote of words that end at j."""

    def __init__(self, quote: Sequence[int], text: Row, cuts: Collection[int]) -> None:
        self.quote, self.text = quote, text
        further = _FURTHER * np.arange(len(text) + 1, dtype=np.int32)
        self.rows: list[Row] = [np.zeros(len(text) + 1, np.int32)]
        # Of the same, those that do not end in a dropped word.
        self.kept: list[Row] = [self.rows[0]]
        # The rows after an ellipsis, which may pass over words for nothing.
        self.passed: dict[int, Row] = {}
        for done, word in enumerate(quote, 1):
            before = self._left(done - 1)
            kept = before + _EDITED
            np.minimum(kept[1:], before[:-1] + _EDITED * (text != word), out=kept[1:])
            row = kept.copy()
            dropped = np.minimum.accumulate(kept - further) + further + _DROPPED
            np.minimum(row[1:], dropped[:-1], out=row[1:])
            self.kept.append(kept)
            self.rows.append(row)
            if done in cuts:
                self.passed[done] = np.minimum.accumulate(row)

    def _left(self, done: int) -> Row:
        return self.passed.get(done, self.rows[done])

    def best_end(self) -> int:
        """The first place where the quote ends best, and there a changed word before an added."""
        last = self.rows[-1]
        end = int(last.argmin())
        while last[end] and end + 1 < len(last) and last[end + 1] == last[end]:
            end += 1
        return end

    def trace(self, end: int) -> Alignment:
        """Go back from the end to where the stretch begins."""
        edits: list[Edit] = []
        omitted = []
        edited = 0.0
        done, place = len(self.quote), end
        while done:
            if run := self._dropped(done, place):
                edited += 1 + _FURTHER * (run - 1) / _DROPPED
                edits.append(Edit("dropped", (done, done), (place - run, place)))
                place -= run
            kind = self._kind(done, place)
            beside = place - (kind != "added")
            if kind is not None:
                edited += 1
                edits.append(Edit(kind, (done - 1, done), (beside, place)))
            done, place = done - 1, beside
            if run := self._passed(done, place):
                omitted.append((place - run, place))
                place -= run
        return Alignment(
            place, end, edited, tuple(_merged(reversed(edits))), tuple(reversed(omitted))
        )

    def _kind(self, done: int, place: int) -> Kind | None:
        """Tell what becomes of a word of the quote here; None where it is the same."""
        if place:
            differs = bool(self.text[place - 1] != self.quote[done - 1])
            if self.kept[done][place] == self._left(done - 1)[place - 1] + _EDITED * differs:
                return "changed" if differs else None
        return "added"

    def _dropped(self, done: int, place: int) -> int:
        """Count the words that the quote drops before this place."""
        run, cost = 0, int(self.rows[done][place])
        while self.kept[done][place - run] + (run and _DROPPED + _FURTHER * (run - 1)) != cost:
            run += 1
        return run

    def _passed(self, done: int, place: int) -> int:
        """Count the words that an ellipsis passes over before this place."""
        run = 0
        if done in self.passed:
            while self.rows[done][place - run] != self.passed[done][place]:
                run += 1
        return run


def _merged(edits: Iterator[Edit]) -> Iterator[Edit]:
    """Make one edit of those that stand side by side."""
    last: Edit | None = None
    for edit in edits:
        if last and last.quote[1] == edit.quote[0] and last.text[1] == edit.text[0]:
            kind: Kind = last.kind if last.kind == edit.kind else "changed"
            last = Edit(kind, (last.quote[0], edit.quote[1]), (last.text[0], edit.text[1]))
            continue
        if last:
            yield last
        last = edit
    if last:
        yield last
