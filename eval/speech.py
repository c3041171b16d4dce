"""Who says so: speakers found against those that people marked."""

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.answering.speech.choice import statement_at
from api.answering.speech.records import Statement
from api.answering.speech.statements import statements
from eval.datasets import json_lines
from index.sentences import Span, sentences

_HEAD_ENDS = re.compile(
    r"\s*(?:,|\(|--|[—–]|\b(?:(?:being )?(?:released|filed|conducted|made|held|led|owned)|of|at|for"
    r"|in|from|with|who|which|that|on|by|to|near)\b)"
)


@dataclass(frozen=True, slots=True)
class Marked:
    """An attribution as marked: the spans of who says so, and all of what is said."""

    source: tuple[Span, ...]
    content: Span


def evaluate(path: Path) -> dict[str, Any]:
    """Score PolNeAR's attributions whose source and content share a sentence or are neighbours.

    Given what is said, the speaker is right where the head of the marked source lies in the words
    found; wrong where it does not; open where no speaker was found. The parts are made by a hash
    of the article's id: rules are made by looking at ``development`` alone. ``named`` is the share
    with a name for the speaker; ``marked`` the share of all statements found, right or wrong, whose
    cue or whose speaker and content meet those of an attribution that people marked.
    """
    parts: dict[str, Counter[str]] = {"development": Counter(), "held_out": Counter()}
    for row in json_lines(path):
        counts = parts[part(row["id"])]
        found = statements(row["text"])
        counts.update(_met(row, found))
        for one in near(row["text"], marked(row)):
            counts[verdict(row["text"], found, one)] += 1
            at = statement_at(found, one.content)
            counts["named"] += bool(at and at.speaker.name)
    return {name: _shares(counts) for name, counts in parts.items()}


def _met(row: dict[str, Any], found: Sequence[Statement]) -> Counter[str]:
    """Count the statements found, and those of them that people marked too."""
    counts: Counter[str] = Counter()
    pieces: dict[Span, list[Statement]] = {}
    for one in found:
        pieces.setdefault(one.cue, []).append(one)
    for cue, group in pieces.items():
        speaker = Span(group[0].speaker.start, group[0].speaker.end)
        counts["found"] += 1
        counts["marked"] += any(
            _meets([cue], marked.get("cue", []))
            or (
                _meets([speaker], marked.get("source", []))
                and _meets([one.content for one in group], marked.get("content", []))
            )
            for marked in row["attributions"]
        )
    return counts


def _meets(found: Sequence[Span], pieces: list[dict[str, Any]]) -> bool:
    spans = _spans(pieces)
    return any(a.start < b.end and b.start < a.end for a in found for b in spans)


def part(identity: str) -> str:
    """Tell which part an article belongs to: three quarters are there to be looked at."""
    first, second, *_ = hashlib.sha256(identity.encode()).digest()
    return "held_out" if first % 2 and second % 2 else "development"


def marked(row: dict[str, Any]) -> Iterator[Marked]:
    """Give the attributions of an article that have a source and a content."""
    for one in row["attributions"]:
        source, content = _spans(one.get("source", [])), _spans(one.get("content", []))
        if source and content:
            start = min(span.start for span in content)
            yield Marked(source, Span(start, max(span.end for span in content)))


def near(text: str, found: Iterator[Marked]) -> Iterator[Marked]:
    """Leave out those whose source and content lie more than a sentence apart."""
    starts = [one.start for one in sentences(text)]

    def sentence(place: int) -> int:
        return bisect_right(starts, place)

    for one in found:
        first, last = sentence(one.content.start), sentence(one.content.end - 1)
        if any(first - 1 <= sentence(span.start) <= last + 1 for span in one.source):
            yield one


def verdict(text: str, found: Sequence[Statement], gold: Marked) -> str:
    """Judge the speaker of a content: right, wrong or open."""
    at = statement_at(found, gold.content)
    if at is None:
        return "open"
    said = Span(at.speaker.start, at.speaker.end)
    return "right" if any(_same(text, said, source) for source in gold.source) else "wrong"


def _same(text: str, said: Span, source: Span) -> bool:
    """Tell whether both have one head; a name in apposition to the source means the same."""
    head, found = head_of(text, source), head_of(text, said)
    if found.start < head.end and head.start < found.end:
        return True
    apposed = text[: said.start].rstrip().endswith(",")
    return source.start <= said.start and said.end <= source.end and apposed


def head_of(text: str, source: Span) -> Span:
    """Give the last word before what only adds to it (", who ...", "of ...")."""
    words = text[source.start : source.end]
    cut = _HEAD_ENDS.search(words, 1)
    front = words[: cut.start()] if cut else words
    last = re.search(r"[\w.’'&-]*\w(?=\W*$)", front)
    if last is None:
        return source
    return Span(source.start + last.start(), source.start + last.end())


def _spans(pieces: list[dict[str, Any]]) -> tuple[Span, ...]:
    return tuple(Span(*span) for piece in pieces for span in piece["spans"])


def _shares(counts: Counter[str]) -> dict[str, Any]:
    total = sum(counts[name] for name in ("right", "wrong", "open"))
    shares = {
        name: round(counts[name] / max(1, total), 4) for name in ("right", "wrong", "open", "named")
    }
    marked = round(counts["marked"] / max(1, counts["found"]), 4)
    return {"attributions": total, **shares, "statements": counts["found"], "marked": marked}
