"""Plain text with an optional header line, and Markdown with optional front matter."""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

import yaml

from corpus.decode import NotText, decode
from corpus.document import Document, Note
from corpus.published import published
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
_LONGEST_TITLE = 120
_FEWEST_WORDS = 4


def read_text(handle: BinaryIO, source: Source) -> Iterator[Document | Note]:
    """Read one document from a text file."""
    try:
        text, guessed = decode(source.whole(handle))
    except NotText as error:
        yield Note(source.name, str(error))
        return
    yield from _guess_note(source, guessed)
    day, wrong, publisher = None, None, source.publisher
    if header := _HEADER.match(text):
        text = text[header.end() :]
        publisher = header["publisher"].strip() or publisher
        day, wrong = day_of(header["day"])
    text = text.strip()
    if not text:
        yield Note(source.name, "a header without an article")
        return
    if wrong:
        yield Note(source.name, wrong, left_out=False)
    yield Document(
        source.document_id(), text, title_from(text), publisher=publisher, published_at=day
    )


def read_markdown(handle: BinaryIO, source: Source) -> Iterator[Document | Note]:
    """Read one document from Markdown; its front matter names title, publisher and date."""
    try:
        raw, guessed = decode(source.whole(handle))
        about, text = _front_matter(raw.strip())
        document, wrong = _article(about, text, source)
    except (TypeError, ValueError) as error:
        yield Note(source.name, str(error))
        return
    yield from _guess_note(source, guessed)
    if wrong:
        yield Note(source.name, wrong, left_out=False)
    yield document


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


def _article(about: Mapping[str, object], text: str, source: Source) -> tuple[Document, str | None]:
    title = title_of(about.get("title"))
    if not title and (heading := _HEADING.match(text)):
        title, text = _closed(heading["title"]), text[heading.end() :].strip()
    if not text:
        raise ValueError("a title or front matter without an article")
    day, wrong = day_of(about.get("published_at") or about.get("date"))
    document = Document(
        plain("id", about.get("id")) or source.document_id(),
        text,
        title or title_from(text),
        publisher=plain("publisher", about.get("publisher")) or source.publisher,
        published_at=day,
        authors=names(about.get("authors") or about.get("author")),
        url=plain("url", about.get("url")),
        language=plain("language", about.get("language")),
    )
    return document, wrong


def _closed(heading: str) -> str:
    """The words of a heading, without the hashes that may close it."""
    words = heading.split()
    return " ".join(words[:-1] if words and not words[-1].strip("#") else words)


def title_from(text: str) -> str:
    """Take a headline standing alone as the first line, else the beginning of the text."""
    first = text.split("\n", 1)[0].strip()
    if len(first) <= _LONGEST_TITLE and len(first.split()) >= _FEWEST_WORDS:
        return first
    start = " ".join(text[: 2 * _LONGEST_TITLE].split())
    if len(start) <= _LONGEST_TITLE:
        return start
    return start[:_LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:-") + "…"


def title_of(value: object) -> str:
    """Read a title, on one line."""
    return " ".join((plain("title", value) or "").split())


def names(value: object) -> tuple[str, ...]:
    """Read authors given as one string or as a list."""
    listed = value if isinstance(value, list | tuple) else [value]
    return tuple(name for each in listed if (name := plain("authors", each)))


def plain(key: str, value: object) -> str | None:
    """Read a field that is one string or number; None where it is empty.

    Raises:
        TypeError: it is of another type.
        ValueError: it cannot be stored.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float | None):
        raise TypeError(f"{key} must be a string, not {type(value).__name__}")
    text = "" if value is None else str(value)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError(f"{key} holds half a character (a lone surrogate)") from error
    return text if text.strip() else None


def day_of(value: object) -> tuple[str | None, str | None]:
    """Read a publication date: the date, and what is wrong with it where it cannot be read."""
    try:
        return published(value), None
    except ValueError as error:
        return None, f"{error}; kept without a date"


def _guess_note(source: Source, guessed: str | None) -> Iterator[Note]:
    if guessed:
        yield Note(source.name, f"not UTF-8; read as {guessed}: check its text", left_out=False)
