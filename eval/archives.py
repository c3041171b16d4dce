"""Datasets as archives: written as JSON lines, indexed by the real pipeline, kept in a cache."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from api.answering.deciding import Lookup
from api.engine import Engine
from api.progress import shown
from api.settings import load_settings
from corpus.document import Document
from eval.remembering import Remembering
from index.reader import named_reader
from index.records import Embedder, Filter


def archive_of(
    name: str, documents: Iterable[Document], cache: Path, embedder: Embedder | None = None
) -> Engine:
    """Open the archive of these documents, indexing what it lacks."""
    home = (cache / name).resolve()
    home.mkdir(parents=True, exist_ok=True)
    source = home / "documents.jsonl"
    lines = "".join(json.dumps(_record(one), ensure_ascii=False) + "\n" for one in documents)
    if not source.exists() or source.read_text(encoding="utf-8") != lines:
        source.write_text(lines, encoding="utf-8")
    settings = load_settings({"DATELINE_HOME": str(home / "archive")}, home)
    engine = Engine(settings, embedder)
    with shown() as watch:
        report = engine.index([source], datetime.now(UTC), watch)
    if report.interrupted:
        raise KeyboardInterrupt
    return engine


def archive_in(
    folder: Path | None, cache: Path, given: Mapping[str, str] = MappingProxyType({})
) -> Engine:
    """Open the archive of a folder of articles, the shipped ones by default.

    ``given`` are further settings, named as in the environment.
    """
    folder = folder or Path(str(files("corpus") / "articles"))
    home = (cache / f"folder-{folder.resolve().name}").resolve()
    engine = Engine(load_settings({"DATELINE_HOME": str(home), **given}, cache))
    with shown() as watch:
        engine.index([folder], datetime.now(UTC), watch)
    return engine


def opened_at(home: Path, reader: str | None = None) -> Engine:
    """Open an archive that is there, with another reader than the default where one is named.

    A question that is asked twice in a row is read once.
    """
    given = {"DATELINE_HOME": str(home.resolve())} | ({"DATELINE_READER": reader} if reader else {})
    settings = load_settings(given, home)
    named = named_reader(settings.reader, settings.threads)
    return Engine(settings, reader=named and Remembering(named))


@contextmanager
def lookup_at(home: Path) -> Iterator[Lookup]:
    """Open an archive that is there for what answers are decided by."""
    engine = opened_at(home)
    yield engine.lookup(Filter())
    engine.close()


def _record(document: Document) -> dict[str, object]:
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published_at": document.published_at,
        "text": document.text,
    }
