"""Are sources in conflict shown as such, and sources that agree not."""

import pickle
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from api.answering.budget import Budget, read_hits
from api.answering.compose import Asked, compose
from api.answering.evidence import Read
from api.answering.quotes import holds
from api.answering.records import Answer
from api.engine import READ, Engine
from api.filters import EVERYTHING, filter_of
from corpus.document import Document
from eval.archives import archive_of, opened_at
from eval.asking import retrieval
from eval.datasets import json_lines
from index.records import Filter, Reader
from index.retriever import Retriever

# Questions of RGB that the rules were developed on; the others are reported apart.
DEVELOPMENT = 25
_ALL = Budget(step=READ, most=READ, enough=float("inf"))


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the last day whose articles may answer it; None for all."""

    text: str
    as_of: str | None = None


def rgb(path: Path, cache: Path, reader: Reader | None, development: bool) -> dict[str, Any]:
    """Ask RGB's questions of their true and false passages together, and of the true ones alone.

    All passages of one half of the questions make one archive; each is a document of an outlet of
    its own, without a title or a date.
    """
    rows = list(json_lines(path))
    rows = rows[:DEVELOPMENT] if development else rows[DEVELOPMENT:]
    half = "development" if development else "reported"
    asked = [Question(row["query"]) for row in rows]
    answers = {}
    for name, kinds in {"both": ("positive", "positive_wrong"), "agreeing": ("positive",)}.items():
        archive = f"rgb-{half}-{name}"
        engine = archive_of(archive, _passages(rows, kinds), cache)
        answers[name] = _answers(engine, asked, cache / f"{archive}-read", reader)
        engine.close()
    shown = [_shows(row, answer) for row, answer in zip(rows, answers["both"], strict=True)]
    return {
        "questions": len(rows),
        "answered with both kinds": _count(answers["both"], "answered", "conflicting"),
        "conflicting with both kinds": _count(answers["both"], "conflicting"),
        "both values cited": sum(shown),
        "answered with agreeing passages": _count(answers["agreeing"], "answered", "conflicting"),
        "conflicting with agreeing passages": _count(answers["agreeing"], "conflicting"),
        "not shown": [row["query"] for row, good in zip(rows, shown, strict=True) if not good],
        "shown of agreeing passages": _shown(answers["agreeing"]),
    }


def agreeing(
    name: str, data: Path, cache: Path, reader: Reader | None, development: bool, count: int
) -> dict[str, Any]:
    """Ask an archive in which little contradicts: what is conflicting is printed, to be judged.

    Every second question is for development, the others are reported; ``count`` of them are taken,
    at equal distances.
    """
    every = QUESTIONS[name](data)[0 if development else 1 :: 2]
    questions = every[:: max(1, len(every) // count)][:count]
    engine = opened_at(cache / name / "archive")
    half = "development" if development else "reported"
    answers = _answers(engine, questions, cache / f"{name}-{half}-{count}-read", reader)
    engine.close()
    return {
        "questions": len(questions),
        "answered": _count(answers, "answered", "conflicting"),
        "conflicting": _count(answers, "conflicting"),
        "citations": sum(len(answer.citations) for answer in answers),
        "shown": _shown(answers),
    }


def _squad(data: Path) -> list[Question]:
    rows = json_lines(data / "squad" / "questions.jsonl.gz")
    return [Question(row["question"]) for row in rows if not row["impossible"]]


def _realtimeqa(data: Path) -> list[Question]:
    rows = json_lines(data / "realtimeqa" / "questions-2022.jsonl.gz")
    return [Question(row["question"], str(row["asked_at"])[:10]) for row in rows]


QUESTIONS: dict[str, Callable[[Path], list[Question]]] = {
    "squad": _squad,
    "realtimeqa": _realtimeqa,
}


def _passages(rows: Iterable[dict[str, Any]], kinds: Sequence[str]) -> list[Document]:
    return [
        Document(f"{row['id']}-{kind}-{place}", text, "", f"Outlet {row['id']} {kind} {place}")
        for row in rows
        for kind in kinds
        for place, text in enumerate(row[kind])
    ]


def _answers(
    engine: Engine, questions: Sequence[Question], kept: Path, reader: Reader | None
) -> list[Answer]:
    """Answer from all passages that were found, read once and then kept in a file."""
    path = kept.with_name(f"{kept.name}-{reader.name if reader else 'none'}-{retrieval()}.pickle")
    retriever = Retriever(engine.archive)
    if not path.exists():
        shown = track(questions, "reading", console=Console(stderr=True))
        path.write_bytes(pickle.dumps([_read(retriever, one, reader) for one in shown]))
    found: list[list[Read]] = pickle.loads(path.read_bytes())
    lookup = engine.lookup(Filter())
    answers = [
        compose(Asked(one.text, filter_of(EVERYTHING, one.as_of), "balanced"), read, lookup)
        for one, read in zip(questions, found, strict=True)
    ]
    retriever.close()
    for answer in answers:
        _check(engine, answer)
    return answers


def _read(retriever: Retriever, question: Question, reader: Reader | None) -> list[Read]:
    where = filter_of(EVERYTHING, question.as_of)
    hits = retriever.search(question.text, READ, where).hits
    if reader is None:
        return [Read(hit) for hit in hits]
    return read_hits(question.text, hits, reader, _ALL)


def _check(engine: Engine, answer: Answer) -> None:
    """Stop where a citation is not what its document says."""
    for one in answer.citations:
        assert holds(one.passage, engine.document(one.passage.document_id).document)


def _shows(row: dict[str, Any], answer: Answer) -> bool:
    """Tell whether a true and a false value are cited, each under a value of its own."""
    true, false = _forms(row["answer"]), _forms(row["fakeanswer"])
    told = [
        " ".join(one.passage.text for one in answer.citations if one.number in value.citations)
        for conflict in answer.conflicts
        for value in conflict.values
    ]
    holding = [
        {place for place, text in enumerate(told) if any(form in text for form in forms)}
        for forms in (true, false)
    ]
    return any(one != other for one in holding[0] for other in holding[1])


def _forms(answer: Any) -> list[str]:
    """Give the spellings of an answer: the data nest them where there are several."""
    if not isinstance(answer, list):
        return [answer]
    return [form for part in answer for form in _forms(part)]


def _count(answers: Iterable[Answer], *statuses: str) -> int:
    return sum(answer.status in statuses for answer in answers)


def _shown(answers: Iterable[Answer]) -> list[dict[str, Any]]:
    """Write the disagreements down: the values, and for each the sentence that gives it."""
    return [
        {
            "question": answer.question,
            "values": {
                value.value: sentence.text
                for value, sentence in zip(
                    answer.conflicts[0].values, answer.sentences, strict=True
                )
            },
        }
        for answer in answers
        if answer.conflicts
    ]
