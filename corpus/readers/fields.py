"""The values of a document as they come, and the place where each was found."""

from collections.abc import Iterator
from typing import Any

from corpus.document import Document, Note
from corpus.language import language_code
from corpus.published import published
from corpus.readers.source import Source

_LONGEST_TITLE = 120
_FEWEST_WORDS = 4


class Fields:
    """What a file says of a document. Of several offers for a value, the first counts."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._values: dict[str, Any] = {}
        self._places: dict[str, str] = {}
        self._wrong: str | None = None

    def offer(self, name: str, value: object, place: str) -> None:
        """Take a value for a field that has none yet.

        Raises:
            TypeError: it is of another type than the field.
            ValueError: it cannot be stored.
        """
        if name in self._values:
            return
        clean = self._clean(name, value)
        if clean:
            self._values[name] = clean
            self._places[name] = place

    def get(self, name: str) -> Any:
        """The value that was taken for a field, or None."""
        return self._values.get(name)

    def give(
        self, document_id: str, text: str, pages: tuple[int, ...] = ()
    ) -> Iterator[Document | Note]:
        """Give the document, after a note on a date that could not be read."""
        self.offer("title", *_title_place(text))
        self.offer("publisher", self._source.publisher, "--publisher")
        if self._wrong and "published_at" not in self._values:
            yield Note(self._source.name, self._wrong, left_out=False)
        values = {"id": document_id} | self._values
        yield Document(
            text=text, pages=pages, found_in=tuple(sorted(self._places.items())), **values
        )

    def _clean(self, name: str, value: object) -> object:
        if name == "title":
            return title_of(value)
        if name == "authors":
            return names(value)
        if name == "published_at":
            day, wrong = day_of(value)
            self._wrong = self._wrong or wrong
            return day
        text = plain(name, value)
        return language_code(text) or text if name == "language" else text


def _title_place(text: str) -> tuple[str, str]:
    title = title_from(text)
    first = text.split("\n", 1)[0].strip()
    return title, "file's first line" if title == first else "beginning of the text"


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
