"""Tables as text (CSV, TSV): a document for each row, its fields named by the header row."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from corpus.decode import WIDE, NotText, decode
from corpus.document import Document, Note
from corpus.readers.fields import day_of
from corpus.readers.jsonl import from_record
from corpus.readers.source import Source, too_large

_SAMPLE = 1_000_000
_DELIMITERS = ",;\t|"


def read_table(handle: BinaryIO, source: Source) -> Iterator[Document | Note]:
    """Read a document from every row; a row that cannot be read costs only itself."""
    csv.field_size_limit(source.max_bytes)
    try:
        lines, guessed = _lines(handle, source.max_bytes)
        header = next(lines, "")
        delimiter = max(_DELIMITERS, key=header.count)
        names = [name.strip() for name in next(csv.reader([header], delimiter=delimiter), [])]
    except (NotText, csv.Error) as error:
        yield Note(source.name, str(error))
        return
    if source.fields.get("text", "text") not in names:
        listed = ", ".join(names)[:160]
        reason = f"no column 'text' among: {listed} (name another with --map text=COLUMN)"
        yield Note(source.name, reason)
        return
    if guessed:
        yield Note(source.name, f"not UTF-8; read as {guessed}: check its text", left_out=False)
    yield from _rows(csv.reader(lines, delimiter=delimiter, strict=True), names, source)


def _rows(rows: Iterator[list[str]], names: list[str], source: Source) -> Iterator[Document | Note]:
    seen: dict[str, int] = {}
    number = 1
    try:
        for number, row in enumerate(rows, 2):
            if any(cell.strip() for cell in row):
                yield from _row(dict(zip(names, row, strict=False)), number, source, seen)
    except (csv.Error, NotText) as error:
        where = f"{source.name}:{number + 1}"
        yield Note(where, f"not CSV from here on: {error}", incomplete=True)
    if number == 1:
        yield Note(source.name, "holds no document")


def _row(
    record: dict[str, str], number: int, source: Source, seen: dict[str, int]
) -> Iterator[Document | Note]:
    where = f"{source.name}:{number}"
    values: dict[str, object] = dict(record)
    column = source.fields.get("authors", "authors")
    if column in record:
        values[column] = [name.strip() for name in record[column].split(";")]
    try:
        document = from_record(values, source.document_id(number), source.fields, "column")
    except (TypeError, ValueError) as error:
        yield Note(where, str(error))
        return
    if seen.setdefault(document.id, number) != number:
        yield Note(where, f"id {document.id!r} was given before, in row {seen[document.id]}")
        return
    if document.published_at is None and (wrong := day_of(values.get("published_at"))[1]):
        yield Note(where, wrong, left_out=False)
    yield document.with_defaults(source.publisher)


def _lines(handle: BinaryIO, most: int) -> tuple[Iterator[str], str | None]:
    """The lines of a file whose encoding its beginning tells."""
    start = handle.read(_SAMPLE)
    if start.startswith(WIDE):
        raise NotText("is UTF-16 or UTF-32; CSV is UTF-8 here: save it as such")
    whole = start[: start.rfind(b"\n") + 1] if len(start) == _SAMPLE else start
    guessed = decode(whole or start)[1]
    encoding = "utf-8-sig" if guessed is None or guessed.startswith("UTF-8") else guessed
    raw = io.BufferedReader(_Chained(start, handle))
    wrapped = io.TextIOWrapper(raw, encoding, errors="replace", newline="")
    return _limited(wrapped, most), guessed


def _limited(lines: io.TextIOWrapper, most: int) -> Iterator[str]:
    while line := lines.readline(most + 1):
        if len(line) > most:
            raise NotText(too_large(most))
        yield line


class _Chained(io.RawIOBase):
    """What was read of a file already, and then the file."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start, self._rest = io.BytesIO(start), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self._start.read(len(view)) or self._rest.read(len(view))
        view[: len(data)] = data
        return len(data)
