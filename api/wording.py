"""Answers and reports as lines for a terminal."""

from collections.abc import Iterator, Sequence
from typing import Any
from unicodedata import category

from api.altered import Altered
from api.answering.records import Answer, Citation, Conflict, Generated, Passage, Sentence
from api.markdown import composed
from api.times import superseded_line, time_lines
from corpus.duplicates import Copy
from index.records import Hit
from index.report import Report


def answer_lines(answer: Answer) -> Iterator[str]:
    """Show an answer with its quotes, or what was nearest."""
    if answer.status == "not_found":
        yield "Not found: the archive does not hold an answer that can be proved."
        if answer.leads:
            yield ""
            yield "Nearest passages (no proof, only places to look):"
        for passage in answer.leads:
            yield ""
            yield f"  “{_short(passage.text)}”"
            yield f"  {_source(passage)}"
        yield from _understood(answer)
        return
    if own := composed(answer):
        yield " ".join(_marked(one) for one in answer.sentences[:own])
    if answer.conflicts:
        yield from _conflict_lines(answer.conflicts)
    elif not own:
        yield f"{answer.answer}"
    for citation in answer.citations:
        yield ""
        yield f"[{citation.number}] “{citation.passage.text}”"
        yield "    " + " · ".join([*_speaker(citation), _source(citation.passage)])
        yield from _copies(citation.passage.also_in)
        if citation.superseded_by:
            yield superseded_line(citation)
    yield from _understood(answer)
    yield ""
    yield f"confidence {_percent(answer.confidence)}"
    if answer.generated is not None:
        yield from _generated(answer.generated)


def _marked(sentence: Sentence) -> str:
    return sentence.text + "".join(f" [{number}]" for number in sentence.citations)


def _generated(generated: Generated) -> Iterator[str]:
    """Say what a language model had to do with an answer, and what was left out of what it said."""
    if generated.note:
        yield f"in the archive's own words: {generated.note}"
    elif generated.composed:
        yield f"composed by {generated.model} from the sentences cited"
    if count := sum(generated.dropped.values()):
        reasons = ", ".join(f"{name} {number}" for name, number in generated.dropped.items())
        yield f"{count} of its sentences left out: {reasons}"


def _understood(answer: Answer) -> Iterator[str]:
    lines = list(time_lines(answer.understood))
    yield from ["", *lines] if lines else []


def _conflict_lines(conflicts: Sequence[Conflict]) -> Iterator[str]:
    yield "The sources disagree, the newest first:"
    for value in (value for conflict in conflicts for value in conflict.values):
        numbers = "".join(f"[{number}]" for number in value.citations)
        outlets = "1 outlet" if value.outlets == 1 else f"{value.outlets} outlets"
        dated = f", {value.published_at[:10]}" if value.published_at else ""
        yield f"  {value.value} {numbers} ({outlets}{dated})"


def hit_lines(hits: list[Hit]) -> Iterator[str]:
    """Show ranked passages."""
    if not hits:
        yield "Nothing found."
    for hit in hits:
        about = _about(hit)
        yield f"{hit.rank:2}. {hit.title}" + (f" ({about})" if about else "")
        yield f"    {_short(hit.text)}"
        yield f"    {hit.chunk.document_id} {hit.chunk.start}..{hit.chunk.end}"
        yield from _copies(hit.also_in)


def report_line(report: Report) -> str:
    """Sum one indexing run up in one line."""
    parts = [
        f"{report.added} added",
        f"{report.changed} changed",
        f"{report.moved} moved",
        f"{report.removed} removed",
        f"{report.files_unchanged} files unchanged",
    ]
    if report.unchanged:
        parts.append(f"{report.unchanged} documents unchanged")
    if left_out := report.left_out:
        parts.append(f"{len(left_out)} left out")
    return ", ".join(parts) + f"; {report.chunks} passages cut, {report.embedded} embedded"


def repair_lines(repairs: Sequence[Altered]) -> Iterator[str]:
    """List what was altered in a document."""
    if not repairs:
        yield "Nothing was repaired."
    for one in repairs:
        yield f"{one.field}:{one.start}  {one.kind:12} {one.before!r} -> {one.after!r}"


def report_out(report: Report) -> dict[str, Any]:
    """Write one indexing run as JSON."""
    return {
        "added": report.added,
        "changed": report.changed,
        "moved": report.moved,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "files_unchanged": report.files_unchanged,
        "passages": report.chunks,
        "embedded": report.embedded,
        "interrupted": report.interrupted,
        "notes": [
            {"where": note.where, "reason": note.reason, "left_out": note.left_out}
            for note in [*report.missing, *report.notes]
        ],
    }


def printable(line: str) -> str:
    """Take out what would steer the terminal; an article may hold anything."""
    return "".join(
        "\ufffd" if category(mark) in ("Cc", "Cs") and mark not in "\n\t" else mark for mark in line
    )


def _percent(probability: float) -> str:
    """Write a percentage that never claims more certainty than there is."""
    return "over 99%" if 0.995 <= probability < 1 else f"{probability:.0%}"


def _speaker(citation: Citation) -> list[str]:
    """Say who says so, on one line whatever the article holds."""
    name = citation.said_by and citation.said_by.name
    return [f"said by {' '.join(name.split())}"] if name else []


def _source(passage: Passage) -> str:
    page = passage.page and f"page {passage.page}"
    parts = [passage.publisher, passage.published_at, passage.title, page]
    return " · ".join(part for part in parts if part) + f" · {passage.document_id}"


def _copies(copies: Sequence[Copy]) -> Iterator[str]:
    if copies:
        yield "    also in " + "; ".join(_about(one) or one.document_id for one in copies)


def _about(one: Hit | Copy) -> str:
    return ", ".join(part for part in (one.publisher, one.published_at) if part)


def _short(text: str, length: int = 300) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[:length].rsplit(" ", 1)[0] + " …"
