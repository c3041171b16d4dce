"""What the user said about files to index, and what is remembered of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from corpus.readers.source import Source
from corpus.repair import REVISION
from corpus.web.address import Place, Url, place_of
from corpus.web.client import Manners


@dataclass(frozen=True, slots=True)
class Said:
    """What holds for all documents below one file or folder, or found through one URL."""

    publisher: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


Roots = Mapping[Place, Said]


@dataclass(frozen=True, slots=True)
class Orders:
    """What one run is told.

    ``publisher`` and ``fields`` that are None stay as they were remembered of the nearest root; an
    empty one takes back what was said before.
    """

    roots: Sequence[Place]
    publisher: str | None = None
    fields: Mapping[str, str] | None = None
    max_bytes: int = 20_000_000
    repair: bool = True
    include_removed: bool = False
    remember: bool = True
    remembered: Roots = field(default_factory=dict)
    manners: Manners = field(default_factory=Manners)

    def said(self, place: Place) -> Said:
        """What was said that holds for a path, or for a URL that was named, now or before."""
        places: tuple[Place, ...] = (place,)
        if isinstance(place, Path):
            places = (place, *place.parents)
        before = next((self.remembered[one] for one in places if one in self.remembered), Said())
        publisher = before.publisher if self.publisher is None else self.publisher or None
        return Said(publisher, before.fields if self.fields is None else self.fields)

    def settings(self, place: Place) -> str:
        """Write down what decides what a file gives: under another it is to be read again."""
        repair = REVISION if self.repair else 0
        said = asdict(self.said(place)) | {"max_bytes": self.max_bytes, "repair": repair}
        return json.dumps(said, sort_keys=True)

    def source(self, path: Path) -> Source:
        """Tell a reader about one file."""
        said = self.said(path)
        return Source(path, said.publisher, dict(said.fields), self.max_bytes)

    def page_source(self, url: Url, root: Url) -> Source:
        """Tell a reader about one page that was found through a URL that was named."""
        said = self.said(root)
        return Source(Path(url), said.publisher, dict(said.fields), self.max_bytes, str(url))


def roots_to_json(roots: Roots) -> str:
    """Write roots down. A path need not be UTF-8: what is not comes as lone surrogates."""
    return json.dumps({str(place): asdict(said) for place, said in roots.items()}, sort_keys=True)


def roots_from_json(text: str) -> Roots:
    """Read what ``roots_to_json`` wrote."""
    return {place_of(place): Said(**said) for place, said in json.loads(text).items()}
