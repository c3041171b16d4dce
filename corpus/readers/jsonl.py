"""JSON lines: one document a line, read as a stream."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from corpus.decode import WIDE, NotText, decode
from corpus.document import Document, Note
from corpus.readers.fields import day_of, names, plain, title_from, title_of
from corpus.readers.source import Source, too_large

_OPTIONAL = ("publisher", "url", "language")
_START = "beginning of the text"


def read_jsonl(handle: BinaryIO, source: Source) -> Iterator[Document | Note]:
    """Read a document from every line; a line that cannot be read costs only itself."""
    seen: dict[str, int] = {}
    blank = True
    for number, line in _lines(handle, source.max_bytes):
        where = f"{source.name}:{number}"
        if line is None:
            yield Note(where, too_large(source.max_bytes))
        elif number == 1 and line.startswith(WIDE):
            yield Note(source.name, "is UTF-16 or UTF-32; JSON lines are UTF-8: save it as such")
            return
        elif line.strip():
            items = list(_read_line(line, where, number, source))
            last = items[-1]
            if isinstance(last, Document) and seen.setdefault(last.id, number) != number:
                items = [Note(where, f"id {last.id!r} was given before, on line {seen[last.id]}")]
            yield from items
        else:
            continue
        blank = False
    if blank:
        yield Note(source.name, "holds no document")


def _lines(handle: BinaryIO, max_bytes: int) -> Iterator[tuple[int, bytes | None]]:
    """Number the lines; None stands for one over the limit, which is never held in memory."""
    number = 0
    while line := handle.readline(max_bytes + 1):
        number += 1
        if len(line) <= max_bytes:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = handle.readline(max_bytes)
        yield number, None


def _read_line(line: bytes, where: str, number: int, source: Source) -> Iterator[Document | Note]:
    try:
        raw, guessed = decode(line)
        record = json.loads(raw.rstrip())
        document = from_record(record, source.document_id(number), source.fields)
    except NotText as error:
        yield Note(where, str(error))
        return
    except json.JSONDecodeError as error:
        yield Note(where, f"not JSON: {error.msg} at column {error.colno}")
        return
    except (TypeError, ValueError, RecursionError) as error:
        yield Note(where, str(error))
        return
    if guessed:
        yield Note(where, f"not UTF-8; read as {guessed}: check its text", left_out=False)
    if document.published_at is None and (wrong := day_of(record.get("published_at"))[1]):
        yield Note(where, wrong, left_out=False)
    yield document.with_defaults(source.publisher)


def from_record(
    record: object, fallback_id: str, renamed: dict[str, str] | None = None, kind: str = "field"
) -> Document:
    """Turn one JSON object with the fields of the contract into a document.

    ``kind`` names what its values stand in, for ``found_in``.

    Raises:
        TypeError: the record is not an object, or a field is of another type.
        ValueError: the record has no text.
    """
    if not isinstance(record, dict):
        raise TypeError(f"an object is needed, not {type(record).__name__}")
    given = renamed or {}
    record |= {ours: record[theirs] for ours, theirs in given.items() if theirs in record}
    text = record.get("text")
    if text is not None and not isinstance(text, str):
        raise TypeError(f"text must be a string, not {type(text).__name__}")
    text = (plain("text", text) or "").replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise ValueError("no text")
    optional = {key: plain(key, record.get(key)) for key in _OPTIONAL}
    title = title_of(record.get("title"))
    about: dict[str, Any] = optional | {
        "title": title or title_from(text),
        "published_at": day_of(record.get("published_at"))[0],
        "authors": names(record.get("authors")),
    }
    found_in = tuple(
        (name, f"{kind} {given.get(name, name)}" if name != "title" or title else _START)
        for name, value in about.items()
        if value
    )
    return Document(
        plain("id", record.get("id")) or optional["url"] or fallback_id,
        text,
        found_in=found_in,
        **about,
    )
