"""What was altered, where, and the way back: edits that compose and can be undone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``text[start:end]`` of the text at hand by ``after``."""

    start: int
    end: int
    after: str
    kind: str


@dataclass(frozen=True, slots=True)
class Repair:
    """One altered place: ``start:end`` of the repaired text holds ``after``, which was ``before``.

    Offsets count code points, end exclusive. ``kind`` is one of "space", "hyphen", "mojibake",
    "soft hyphen" and "zero width".
    """

    start: int
    end: int
    before: str
    after: str
    kind: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired text and everything that was altered, in order and without overlap."""

    text: str
    repairs: tuple[Repair, ...] = ()

    def moved(self, offset: int) -> int:
        """Map an offset in the original to the repaired text.

        What stood inside an altered place comes to the start of that place; what stood right
        behind it stays right behind it.
        """
        shift = 0
        for repair in self.repairs:
            start = repair.start - shift
            if offset < start:
                break
            if offset < start + len(repair.before):
                return repair.start
            shift += len(repair.after) - len(repair.before)
        return offset + shift

    def words(self, repair: Repair) -> tuple[str, str]:
        """Give a place before and after with the words that it belongs to, for people to read."""
        start = repair.start
        while start and not self.text[start - 1].isspace():
            start -= 1
        end = repair.end
        while end < len(self.text) and not self.text[end].isspace():
            end += 1
        left, right = self.text[start : repair.start], self.text[repair.end : end]
        return left + repair.before + right, left + repair.after + right


def undo(repaired: Repaired) -> str:
    """Give the original text back, letter for letter."""
    return _replaced(repaired.text, ((one.start, one.end, one.before) for one in repaired.repairs))


def altered(repaired: Repaired, edits: Sequence[Edit]) -> Repaired:
    """Apply edits, in order and without overlap, to a text that may have been repaired before.

    Places that touch become one, so that each can be undone for itself.
    """
    text: list[str] = []
    repairs: list[Repair] = []
    at = length = 0
    for old, new in _touching(repaired.repairs, edits):
        together: list[Repair | Edit] = [*old, *new]
        start = min(one.start for one in together)
        end = max(one.end for one in together)
        before = _part(repaired.text, start, end, ((o.start, o.end, o.before) for o in old))
        after = _part(repaired.text, start, end, ((n.start, n.end, n.after) for n in new))
        text += repaired.text[at:start], after
        length += start - at
        if before != after:
            kind = together[0].kind
            repairs.append(Repair(length, length + len(after), before, after, kind))
        length += len(after)
        at = end
    return Repaired("".join((*text, repaired.text[at:])), tuple(repairs))


def _touching(
    repairs: Iterable[Repair], edits: Iterable[Edit]
) -> Iterator[tuple[list[Repair], list[Edit]]]:
    old: list[Repair] = []
    new: list[Edit] = []
    reach = -1
    everything: list[Repair | Edit] = [*repairs, *edits]
    for one in sorted(everything, key=lambda one: (one.start, one.end)):
        if one.start > reach and (old or new):
            yield old, new
            old, new = [], []
        if isinstance(one, Repair):
            old.append(one)
        else:
            new.append(one)
        reach = max(reach, one.end)
    if old or new:
        yield old, new


def _part(text: str, start: int, end: int, changes: Iterable[tuple[int, int, str]]) -> str:
    return _replaced(text[start:end], ((a - start, b - start, new) for a, b, new in changes))


def _replaced(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, new in changes:
        parts += text[at:start], new
        at = end
    return "".join((*parts, text[at:]))
