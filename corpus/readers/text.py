"""Plain text with an optional header line, and Markdown with optional front matter."""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

import yaml

from corpus.decode import NotText, decode
from corpus.document import Document, Note
from corpus.readers.fields import Fields, plain, title_of
from corpus.readers.source import Source

# As some feeds export: " date 2025-02-09 2025-02-09 12:08:08 - From: Shafaq News".
_HEADER = re.compile(
    r"\s*date[ \t]+(?P<day>\d{4}-\d{2}-\d{2})(?:[ \t]+\d{4}-\d{2}-\d{2})?"
    r"(?:[ \t]+\d{2}:\d{2}(?::\d{2})?)?[ \t]*-[ \t]*From:(?P<publisher>[^\n]*)"
)
_FRONT = re.compile(r"-{3,}[ \t]*\n(?P<about>.*?)^-{3,}[ \t]*$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"#[ \t]+(?P<title>[^\n]*)")
# The loader in Python: the one in C is killed by deep nesting. All is text, as it was written.
_LOADER = yaml.BaseLoader
_LONGEST_FRONT = 100_000
_NULLS = ("", "~", "null")
_PLACE = "front matter"


def read_text(handle: BinaryIO, source: Source) -> Iterator[Document | Note]:
    """Read one document from a text file."""
    try:
        text, guessed = decode(source.whole(handle))
    except NotText as error:
        yield Note(source.name, str(error))
        return
    yield from _guess_note(source, guessed)
    fields = Fields(source)
    if header := _HEADER.match(text):
        text = text[header.end() :]
        fields.offer("publisher", header["publisher"].strip(), "header line")
        fields.offer("published_at", header["day"], "header line")
    text = text.strip()
    if not text:
        yield Note(source.name, "a header without an article")
        return
    yield from fields.give(source.document_id(), text)


def read_markdown(handle: BinaryIO, source: Source) -> Iterator[Document | Note]:
    """Read one document from Markdown; its front matter names title, publisher and date."""
    try:
        raw, guessed = decode(source.whole(handle))
        about, text = _front_matter(raw.strip())
        items = _article(about, text, source)
    except (TypeError, ValueError) as error:
        yield Note(source.name, str(error))
        return
    yield from _guess_note(source, guessed)
    yield from items


def _front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """Split the front matter off. A rule across the page is not one, and stays in the text."""
    found = _FRONT.match(text)
    if not found or len(found["about"]) > _LONGEST_FRONT:
        return {}, text
    try:
        about = yaml.load(found["about"], _LOADER)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        line = " ".join(str(error).split())[:160]
        raise ValueError(f"front matter is not YAML: {line}") from error
    if not isinstance(about, dict | None):
        return {}, text
    filled = {key: value for key, value in (about or {}).items() if value not in _NULLS}
    return filled, text[found.end() :].strip()


def _article(about: Mapping[str, object], text: str, source: Source) -> list[Document | Note]:
    fields = Fields(source)
    title = title_of(about.get("title"))
    fields.offer("title", title, _PLACE)
    if not title and (heading := _HEADING.match(text)):
        fields.offer("title", _closed(heading["title"]), "first heading")
        text = text[heading.end() :].strip()
    if not text:
        raise ValueError("a title or front matter without an article")
    fields.offer("published_at", about.get("published_at") or about.get("date"), _PLACE)
    fields.offer("authors", about.get("authors") or about.get("author"), _PLACE)
    for name in ("publisher", "url", "language"):
        fields.offer(name, about.get(name), _PLACE)
    return list(fields.give(plain("id", about.get("id")) or source.document_id(), text))


def _closed(heading: str) -> str:
    """The words of a heading, without the hashes that may close it."""
    words = heading.split()
    return " ".join(words[:-1] if words and not words[-1].strip("#") else words)


def _guess_note(source: Source, guessed: str | None) -> Iterator[Note]:
    if guessed:
        yield Note(source.name, f"not UTF-8; read as {guessed}: check its text", left_out=False)
