"""Timelines against marked ones: events found, their dates and order, what is told twice."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from api.answering.quotes import holds
from api.answering.records import Citation
from api.answering.timeline.records import Event, Timeline
from api.engine import Engine
from eval.datasets import json_lines


@dataclass(frozen=True, slots=True)
class Told:
    """A marked sentence: words that stand in it alone, the dates that are right, and of what."""

    document: str
    stretch: str
    dates: tuple[tuple[str, str], ...]
    by: str

    def is_in(self, citation: Citation) -> bool:
        """Tell whether a citation is of this sentence; ids may go on with a checksum."""
        cited = citation.passage.document_id
        named = cited == self.document or cited.startswith(f"{self.document}-")
        return named and self.stretch in " ".join(citation.passage.text.split())


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked event, and where it is told. An optional one is neither missed nor wrong."""

    told: tuple[Told, ...]
    optional: bool


def evaluate(engine: Engine, marked: Path) -> dict[str, Any]:
    """Ask for every topic of a file, and sum up each of its parts."""
    parts: dict[str, list[dict[str, Any]]] = {}
    for row in json_lines(marked):
        found = score(engine.timeline(row["topic"]), [_marked(one) for one in row["events"]])
        parts.setdefault(row["part"], []).append({"topic": row["topic"]} | found)
    return {
        part: {"scores": summed(rows), "topics": rows, "citations that hold": _hold(engine, rows)}
        for part, rows in parts.items()
    }


def score(found: Timeline, marked: Sequence[Marked]) -> dict[str, Any]:
    """Compare one timeline with the events marked for its topic."""
    matches = [_match(event, marked) for event in found.events]
    hit = Counter(event for event, _ in filter(None, matches))
    wanted = [place for place, one in enumerate(marked) if not one.optional]
    pairs = list(zip(found.events, matches, strict=True))
    right = [match is not None and is_right(event, match[1]) for event, match in pairs]
    days = [match[1].dates[0] for match in matches if match is not None]
    return {
        "events": len(matches),
        "on topic": sum(match is not None for match in matches),
        "dates right": sum(right),
        "own or publication right": sum(
            match is not None and event.dated_by == match[1].by for event, match in pairs
        ),
        "neighbours": max(0, len(days) - 1),
        "in order": sum(earlier <= later for earlier, later in pairwise(days)),
        "wanted": len(wanted),
        "wanted found": sum(hit[place] > 0 for place in wanted),
        "told twice": sum(count - 1 for count in hit.values()),
        "folded wrongly": sum(_is_mixed(event, marked) for event in found.events),
        "wrong": [event.text for event, match in pairs if match is None],
        "wrong dates": [
            f"{event.period.start}..{event.period.last} {event.text}"
            for (event, match), good in zip(pairs, right, strict=True)
            if match is not None and not good
        ],
        "missed": [marked[place].told[0].stretch for place in wanted if not hit[place]],
        "_citations": [one for event in found.events for one in event.citations],
    }


def is_right(event: Event, told: Told) -> bool:
    """Tell whether an event has one of the dates that its sentence may have."""
    return (event.period.start.isoformat(), event.period.last.isoformat()) in told.dates


def summed(rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Sum the counts of several topics up, and give the shares that they make."""
    total = {
        name: sum(row[name] for row in rows)
        for name, value in rows[0].items()
        if isinstance(value, int)
    }
    shares = {
        "recall": ("wanted found", "wanted"),
        "precision": ("on topic", "events"),
        "share of dates right": ("dates right", "on topic"),
        "share in order": ("in order", "neighbours"),
    }
    return total | {
        name: round(total[part] / max(1, total[whole]), 3) for name, (part, whole) in shares.items()
    }


def _hold(engine: Engine, rows: Sequence[dict[str, Any]]) -> str:
    """Count the citations that are word for word what their documents say; takes them out."""
    cited = [one for row in rows for one in row.pop("_citations")]
    good = sum(
        holds(one.passage, engine.document(one.passage.document_id).document) for one in cited
    )
    return f"{good} of {len(cited)}"


def _match(event: Event, marked: Sequence[Marked]) -> tuple[int, Told] | None:
    """Find the marked event that the first citation tells; one that is wanted comes first."""
    found = [
        (place, told)
        for place, one in enumerate(marked)
        for told in one.told
        if told.is_in(event.citations[0])
    ]
    return min(found, key=lambda pair: marked[pair[0]].optional, default=None)


def _is_mixed(event: Event, marked: Sequence[Marked]) -> bool:
    """Tell whether one event cites sentences that no marked event holds together."""
    return (
        not any(
            all(any(told.is_in(citation) for told in one.told) for citation in event.citations)
            for one in marked
        )
        and _match(event, marked) is not None
    )


def _marked(row: dict[str, Any]) -> Marked:
    told = tuple(
        Told(
            one["document"],
            one["stretch"],
            tuple((first, last) for first, last in one["dates"]),
            one["by"],
        )
        for one in row["told"]
    )
    return Marked(told, row.get("optional", False))
