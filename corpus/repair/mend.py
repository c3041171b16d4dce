"""A document as it was read, and as the archive keeps it."""

from dataclasses import dataclass, replace

from corpus.document import Document
from corpus.repair import Repaired, repair

Listed = list[tuple[int, int, str, str, str]]


@dataclass(frozen=True, slots=True)
class Mended:
    """A document with its text and title repaired, and all that was altered in each."""

    document: Document
    title: Repaired
    text: Repaired

    def to_json(self) -> dict[str, Listed]:
        """List the repairs by field, each as (start, end, before, after, kind)."""
        fields = {"title": self.title, "text": self.text}
        return {
            name: [(one.start, one.end, one.before, one.after, one.kind) for one in field.repairs]
            for name, field in fields.items()
            if field.repairs
        }


def mend(document: Document) -> Mended:
    """Repair a document's text and title, each with the words of the other as evidence."""
    text = repair(document.text, document.language, _beside(document))
    title = repair(document.title, document.language, text.text)
    pages = tuple(text.moved(start) for start in document.pages)
    return Mended(replace(document, text=text.text, title=title.text, pages=pages), title, text)


def unmended(document: Document) -> Mended:
    """The document as it was read."""
    return Mended(document, Repaired(document.title), Repaired(document.text))


def _beside(document: Document) -> str:
    """The title, where it is not the text's own beginning: that would be no second witness."""
    beginning = document.title.rstrip("…")
    return "" if beginning in " ".join(document.text.split()) else document.title
