"""Lines as they stand on pages, to paragraphs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_MARGIN = 0.1
_DIGITS = re.compile(r"\d+")
_ENDS = tuple('.!?:…”"’»)؟。')
_HYPHENS = ("-", "\u2010", "\u00ad")
# A line's step down is more than this many usual ones: a new paragraph.
_GAP = 1.25
_SHORT = 0.9
_FARTHEST = 3.0
_OTHER_SIZE = 1.35


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its left and right edge in points, bottom and top as shares of the page."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Leave out what most pages repeat at their top or bottom, page numbers aside."""
    marks = [{_mark(line) for line in page if _in_margin(line)} for page in pages]
    counts = Counter(mark for page in marks for mark in page)
    least = max(2, sum(map(bool, pages)) * 0.5)
    running = {mark for mark, count in counts.items() if count >= least}
    return [
        [line for line in page if not (_in_margin(line) and _mark(line) in running)]
        for page in pages
    ]


def joined(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[int, ...]]:
    """The text of all pages, and the offsets where they start.

    Lines of a paragraph are joined by a space, after a hyphen by the line break that it stood at:
    whether the hyphen belongs to the word is for a later step to say. A paragraph may run on
    across pages.
    """
    step = _usual_step(pages)
    starts: list[int] = []
    parts: list[str] = []
    last: Line | None = None
    length = 0
    for page in pages:
        widest = max((line.right for line in page), default=0.0)
        starts.append(length)
        for position, line in enumerate(page):
            glue = "" if last is None else _glue(last, line, widest, step, position == 0)
            if position == 0:
                starts[-1] = length + len(glue)
            parts += [glue, line.text]
            length += len(glue) + len(line.text)
            last = line
    text = "".join(parts)
    return text, tuple(min(start, length) for start in starts) if text else ()


def _usual_step(pages: Sequence[Sequence[Line]]) -> float:
    """How far a line usually lies below the one before, in heights of a line."""
    steps = [(a.bottom - b.bottom) / _height(a) for page in pages for a, b in pairwise(page)]
    down = [step for step in steps if 0 < step < _FARTHEST]
    return median(down) if down else 0.0


def _glue(last: Line, line: Line, widest: float, step: float, new_page: bool) -> str:
    if last.text.endswith(_HYPHENS) and line.text[:1].isalpha():
        return "\n"
    ended = last.text.endswith(_ENDS)
    if new_page:
        return "\n\n" if ended else " "
    down = (last.bottom - line.bottom) / _height(last)
    if down > _GAP * step or not 1 / _OTHER_SIZE < _height(line) / _height(last) < _OTHER_SIZE:
        return "\n\n"
    return "\n\n" if ended and last.right < _SHORT * widest else " "


def _height(line: Line) -> float:
    return max(line.top - line.bottom, 1e-6)


def _in_margin(line: Line) -> bool:
    return line.top < _MARGIN or line.bottom > 1 - _MARGIN


def _mark(line: Line) -> str:
    return _DIGITS.sub("#", line.text)
