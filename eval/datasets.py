"""Datasets behind one small interface: documents, queries, and which documents answer which."""

import csv
import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import typer

from corpus.document import Document


@dataclass(frozen=True, slots=True)
class Query:
    """A question with its gold answers; none where the documents do not answer it."""

    id: str
    text: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dataset:
    """``judgements[query id][document id]`` is the grade of relevance, 1 or more."""

    name: str
    documents: tuple[Document, ...]
    queries: tuple[Query, ...]
    judgements: dict[str, dict[str, int]]


class DatasetError(typer.BadParameter):
    """What is measured on is not where it was looked for: wrong use, as a command says it."""


def squad(folder: Path) -> Dataset:
    """Read SQuAD-like passages and all their answerable questions; a document is a passage."""
    documents = tuple(
        Document(row["id"], row["text"], row["title"].replace("_", " "))
        for row in json_lines(folder / "passages.jsonl.gz")
    )
    rows = [row for row in json_lines(folder / "questions.jsonl.gz") if not row["impossible"]]
    queries = tuple(
        Query(row["id"], row["question"], tuple(one["text"] for one in row["answers"]))
        for row in rows
    )
    return Dataset(
        folder.name, documents, queries, {row["id"]: {row["passage"]: 1} for row in rows}
    )


def beir(folder: Path, split: str = "test") -> Dataset:
    """Read a dataset in the layout of BEIR: corpus, queries, and judgements of one split."""
    documents = tuple(
        Document(row["_id"], row["text"], row.get("title") or "")
        for row in json_lines(folder / "corpus.jsonl.gz")
        if row["text"]
    )
    judgements: dict[str, dict[str, int]] = {}
    with _opened(folder / "qrels" / f"{split}.tsv") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if int(row["score"]) > 0:
                judgements.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    queries = tuple(
        Query(row["_id"], row["text"])
        for row in json_lines(folder / "queries.jsonl.gz")
        if row["_id"] in judgements
    )
    return Dataset(folder.name, documents, queries, judgements)


DATASETS: dict[str, Callable[[Path], Dataset]] = {"scifact": beir, "squad": squad}


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Read JSON lines, gzipped or not.

    Raises:
        DatasetError: the file is not there.
    """
    with _opened(path) as lines:
        for line in lines:
            yield json.loads(line)


def _opened(path: Path) -> IO[str]:
    if not path.exists():
        raise DatasetError(f"no {path}; name the folder of the data with --data")
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")
