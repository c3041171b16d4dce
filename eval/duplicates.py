"""How well copies are told from articles that differ, and what it costs."""

import resource
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from corpus.catalog import Catalog, put
from corpus.document import Document
from corpus.duplicates import arrived, clusters_of, linked
from corpus.readers import reader_for
from corpus.readers.source import Source
from eval.edits import ONE_FACT, cut, ordinary_words, reworded, swapped

_MOMENT = datetime(2025, 1, 1, tzinfo=UTC)
_BATCH = 30
COPIES, CHANGED = 300, 200
# Ordinary words replaced: what the report tells apart.
LIGHT, HEAVY = 0.2, 0.3
_CUTS = (0.0, 0.25, 0.5)
# What the shipped articles hold of this themselves: copies of agency reports, and one that has
# two digits of a number changed round.
_COPIED = {
    "courier-2023-11-22-cannery-closing": "npa-2023-11-22-varley",
    "estuary-week-2023-11-24-varley": "npa-2023-11-22-varley",
    "radio-lunnet-2024-09-17-water": "npa-2024-09-17-water",
}
_ALTERED = {"radio-lunnet-2023-11-22-varley": "npa-2023-11-22-varley"}


@dataclass(frozen=True, slots=True)
class Edited:
    """A document made of an article; ``replaced`` is None where one fact was changed."""

    document: Document
    origin: str
    replaced: float | None = None
    kind: str = "copy"


def evaluate(
    seed: int,
    half: int,
    shuffle: bool = False,
    copied: int = COPIES,
    altered: int = CHANGED,
) -> dict[str, Any]:
    """Make copies of one half (0 or 1) of the shipped articles, put them beside all articles.

    The articles come first, what was made of each in random order; with ``shuffle`` an article
    may also come after what was made of it.
    """
    random = Random(seed)
    every = shipped()
    articles = [one for one in every if one.id not in _COPIED | _ALTERED]
    edited = [*copies(articles, half, copied, random)]
    edited += changed(articles[half::2], altered, random)
    random.shuffle(edited)
    everything = [_as_shipped(one) for one in every] + edited
    if shuffle:
        random.shuffle(everything)
    # Each article's own in one go: its texts are read once, and articles do not meet each other.
    everything.sort(key=lambda one: (one.kind != "article" and not shuffle, one.origin))
    with _catalog() as catalog:
        _fill(catalog, [one.document for one in everything])
        with catalog.reading() as connection:
            ids = [one.document.id for one in everything]
            clusters, links = clusters_of(connection, ids), linked(connection, ids)
    pairs = {frozenset((one.earlier, one.later)) for found in links.values() for one in found}
    return _scores(everything, clusters, pairs) | {"seed": seed, "half": half, "shuffled": shuffle}


def copies(articles: Sequence[Document], half: int, count: int, random: Random) -> list[Edited]:
    """Cut, reword, swap paragraphs, and put another headline on top."""
    words = ordinary_words(one.text for one in articles)
    found = []
    for number in range(count):
        article = articles[half::2][number % len(articles[half::2])]
        replaced = HEAVY * random.random()
        text = reworded(cut(article.text, random.choice(_CUTS), random), replaced, words, random)
        text = swapped(text, random) if random.random() < 0.5 else text
        title = random.choice(articles).title
        document = replace(article, id=f"copy-{number}", text=text, title=title)
        found.append(Edited(document, article.id, replaced))
    return found


def changed(articles: Sequence[Document], count: int, random: Random) -> list[Edited]:
    """Change exactly one fact in each copy, each kind equally often."""
    found: list[Edited] = []
    kinds = list(ONE_FACT)
    while len(found) < count:
        kind = kinds[len(found) % len(kinds)]
        article = random.choice(articles)
        text = ONE_FACT[kind](article.text, random)
        if text is not None:
            document = replace(article, id=f"changed-{len(found)}", text=text)
            found.append(Edited(document, article.id, None, kind))
    return found


def shipped() -> list[Document]:
    """Read the articles that come with the project, in order of id."""
    folder = Path(str(files("corpus") / "articles"))
    return sorted((one for path in folder.iterdir() for one in _read(path)), key=lambda one: one.id)


def cost(sources: Sequence[Path]) -> dict[str, Any]:
    """Time the arrival of real articles, in batches, into an archive that grows.

    The last figure takes the time of a batch as a straight line over the size of the archive,
    fitted by least squares, and reads it off at 100,000 documents.
    """
    articles = {one.id: one for source in sources for one in _read(source)}
    before = _memory()
    with _catalog() as catalog:
        batches = _fill(catalog, list(articles.values()))
        with catalog.reading() as connection:
            clusters = clusters_of(connection, articles)
            links = linked(connection, articles)
    sizes = [_BATCH * number for number in range(len(batches))]
    line = statistics.linear_regression(sizes, batches)
    return {
        "documents": len(articles),
        "ms a document": round(1e3 * sum(batches) / len(articles), 2),
        "ms a batch, median": round(1e3 * statistics.median(batches), 1),
        "ms a batch, of the last 50": round(1e3 * statistics.mean(batches[-50:]), 1),
        "ms a batch, at 100,000": round(1e3 * (line.intercept + line.slope * 100_000), 1),
        "memory gained, MiB": round(_memory() - before, 1),
        "clusters": len(set(clusters.values())),
        "documents linked": len(links),
    }


def _scores(
    everything: Sequence[Edited], clusters: dict[str, int], links: set[frozenset[str]]
) -> dict[str, Any]:
    folded = {
        (one.document.id, other.document.id): _same(one, other)
        for one, other in combinations(everything, 2)
        if clusters[one.document.id] == clusters[other.document.id]
    }
    facts = [one for one in everything if one.kind in ONE_FACT]
    return {
        "documents": len(everything),
        "pairs folded": len(folded),
        "pairs precision": sum(folded.values()) / max(1, len(folded)),
        "recall up to 20 %": _recall(everything, clusters, 0, LIGHT),
        "recall 20-30 %": _recall(everything, clusters, LIGHT, HEAVY),
        "one fact changed": len(facts),
        "of these folded": sum(clusters[one.document.id] == clusters[one.origin] for one in facts),
        "of these linked": sum(frozenset((one.document.id, one.origin)) in links for one in facts),
        "folded by kind": {
            kind: sum(
                clusters[one.document.id] == clusters[one.origin]
                for one in facts
                if one.kind == kind
            )
            for kind in ONE_FACT
        },
    }


def _as_shipped(article: Document) -> Edited:
    if article.id in _ALTERED:
        return Edited(article, _ALTERED[article.id], None, "article")
    return Edited(article, _COPIED.get(article.id, article.id), 0.0, "article")


def _same(one: Edited, other: Edited) -> bool:
    """Whether two documents may stand in one cluster: copies of one article, both unchanged."""
    if one.origin != other.origin:
        return False
    return (one.replaced is None) == (other.replaced is None) and (
        one.replaced is not None or one.document.text == other.document.text
    )


def _recall(
    everything: Sequence[Edited], clusters: dict[str, int], low: float, high: float
) -> float:
    """Share of copies that stand in the cluster of their article."""
    asked = [
        one
        for one in everything
        if one.kind == "copy" and one.replaced is not None and low <= one.replaced < high
    ]
    return sum(clusters[one.document.id] == clusters[one.origin] for one in asked) / len(asked)


def _fill(catalog: Catalog, documents: Sequence[Document]) -> list[float]:
    """Put documents a batch at a time; give the seconds that the clusters took for each."""
    times = []
    for first in range(0, len(documents), _BATCH):
        with catalog.writing() as connection:
            some = documents[first : first + _BATCH]
            for document in some:
                put(connection, document, _MOMENT)
            started = time.perf_counter()
            arrived(connection, some)
            times.append(time.perf_counter() - started)
    return times


@contextmanager
def _catalog() -> Iterator[Catalog]:
    with tempfile.TemporaryDirectory() as folder:
        catalog = Catalog(Path(folder) / "catalog.sqlite")
        try:
            yield catalog
        finally:
            catalog.close()


def _read(path: Path) -> Iterator[Document]:
    reader = reader_for(path)
    assert reader is not None, f"no reader for {path}"
    with path.open("rb") as handle:
        for item in reader(handle, Source(path)):
            if isinstance(item, Document):
                yield item


def _memory() -> float:
    """Most memory that this process ever held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
