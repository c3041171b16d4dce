"""What the user said about files to index, and what is remembered of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from corpus.readers.source import Source
from corpus.repair import REVISION


@dataclass(frozen=True, slots=True)
class Said:
    """What holds for all documents below one file or folder."""

    publisher: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


Roots = Mapping[Path, Said]


@dataclass(frozen=True, slots=True)
class Orders:
    """What one run is told.

    ``publisher`` and ``fields`` that are None stay as they were remembered of the nearest root; an
    empty one takes back what was said before.
    """

    roots: Sequence[Path]
    publisher: str | None = None
    fields: Mapping[str, str] | None = None
    max_bytes: int = 20_000_000
    repair: bool = True
    include_removed: bool = False
    remember: bool = True
    remembered: Roots = field(default_factory=dict)

    def said(self, path: Path) -> Said:
        """What was said that holds for a path, now or before."""
        places = (path, *path.parents)
        before = next((self.remembered[one] for one in places if one in self.remembered), Said())
        publisher = before.publisher if self.publisher is None else self.publisher or None
        return Said(publisher, before.fields if self.fields is None else self.fields)

    def settings(self, path: Path) -> str:
        """Write down what decides what a file gives: under another it is to be read again."""
        repair = REVISION if self.repair else 0
        said = asdict(self.said(path)) | {"max_bytes": self.max_bytes, "repair": repair}
        return json.dumps(said, sort_keys=True)

    def source(self, path: Path) -> Source:
        """Tell a reader about one file."""
        said = self.said(path)
        return Source(path, said.publisher, dict(said.fields), self.max_bytes)


def roots_to_json(roots: Roots) -> str:
    """Write roots down. A path need not be UTF-8: what is not comes as lone surrogates."""
    return json.dumps({str(path): asdict(said) for path, said in sorted(roots.items())})


def roots_from_json(text: str) -> Roots:
    """Read what ``roots_to_json`` wrote."""
    return {Path(path): Said(**said) for path, said in json.loads(text).items()}
