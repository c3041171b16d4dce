"""What the repair of the text changed in a document."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.document import Document
from corpus.repair import Repair, Repaired


@dataclass(frozen=True, slots=True)
class Altered:
    """One repair of a document: where it stands now, and its words before and after."""

    field: str
    start: int
    kind: str
    before: str
    after: str


def altered(document: Document, listed: dict[str, Iterable[Repair]]) -> list[Altered]:
    """List what was altered, field by field, in order."""
    found = []
    for name, repairs in listed.items():
        field = Repaired(getattr(document, name), tuple(repairs))
        found += [Altered(name, one.start, one.kind, *field.words(one)) for one in field.repairs]
    return found
