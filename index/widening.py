"""Passages with what stands around them: a reader needs to know who "he" is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from corpus.catalog import load
from index.passages import Loaded, load_chunks
from index.records import Chunk, Hit
from index.sentences import sentences

# What touches is joined up to this many characters, some 300 tokens.
_LONGEST = 1500
# White space between neighbours, in characters.
_GAP = 4


def widened(connection: Connection, hits: Sequence[Hit], around: int) -> list[Hit]:
    """Widen passages by some sentences on either side, and join those that then touch.

    A joined passage stands where the best of its parts stood, with the scores of that one.

    Args:
        connection: to the catalog.
        hits: passages, the best first.
        around: how many sentences are taken in on either side, none from beyond the next chunk.
    """
    if around < 1:
        return list(hits)
    near = load_chunks(connection, {hit.chunk.id + step for hit in hits for step in (-1, 1)})
    found: list[Hit] = []
    for hit in hits:
        _take(found, _wide(hit, near, around))
    ids = {hit.chunk.document_id for hit in found}
    texts = {
        (kept.document.id, kept.document.version): kept.document.text
        for kept in load(connection, ids)
    }
    return [replace(hit, text=_text(hit, texts)) for hit in found]


def _text(hit: Hit, texts: Mapping[tuple[str, str], str]) -> str:
    """Cut the text out of its document; empty where that changed a moment ago."""
    chunk = hit.chunk
    return texts.get((chunk.document_id, chunk.version), "")[chunk.start : chunk.end]


def _wide(hit: Hit, near: Mapping[int, Loaded], around: int) -> Hit:
    chunk = hit.chunk
    before, after = (_neighbour(near, chunk, step) for step in (-1, 1))
    start, end = chunk.start, chunk.end
    if before is not None:
        start = before.chunk.start + sentences(before.text)[-around:][0].start
    if after is not None:
        end = after.chunk.start + sentences(after.text)[:around][-1].end
    return replace(hit, chunk=replace(chunk, start=start, end=end))


def _neighbour(near: Mapping[int, Loaded], chunk: Chunk, step: int) -> Loaded | None:
    other = near.get(chunk.id + step)
    if other is None or not other.text.strip() or other.chunk.document_id != chunk.document_id:
        return None
    return other if other.chunk.version == chunk.version else None


def _take(found: list[Hit], hit: Hit) -> None:
    """Join a passage with one that it touches, unless that gets too long."""
    for place, other in enumerate(found):
        if other.chunk.document_id != hit.chunk.document_id:
            continue
        start = min(other.chunk.start, hit.chunk.start)
        end = max(other.chunk.end, hit.chunk.end)
        apart = max(hit.chunk.start, other.chunk.start) > min(hit.chunk.end, other.chunk.end) + _GAP
        if not apart and end - start <= _LONGEST:
            found[place] = replace(other, chunk=replace(other.chunk, start=start, end=end))
            return
    found.append(hit)
