from dataclasses import replace
from pathlib import Path

import pytest

from api.answering.compose import Asked, compose
from api.answering.deciding import Lookup
from api.answering.evidence import Read
from api.answering.model import Model, fitted, shipped
from api.answering.records import Answer
from api.engine import Engine
from corpus.document import Document
from index.records import AnswerSpan, Filter, Reading
from index.retriever import Retriever
from tests.api.support import index, lines

TEXTS = {
    "best": "A diver found the bell of the old ferry. It was green.",
    "next": "Nobody rings the bell of the ferry.",
    "far": "The weather was fine.",
}
QUESTION = "Who found the bell of the old ferry?"
COUNTED = "How many found the bell of the old ferry?"


@pytest.fixture
def archive(engine: Engine, tmp_path: Path) -> Engine:
    records = [{"id": name, "text": text} for name, text in TEXTS.items()]
    index(engine, lines(tmp_path / "a.jsonl", *records))
    return engine


def composed(archive: Engine, documents: dict[str, Document]) -> Answer:
    """Answer from hits of this archive while documents are now as given."""
    read = [Read(hit) for hit in archive.search(QUESTION)]
    lookup = Lookup(Retriever(archive.archive).rarity, documents.get, len)
    return compose(Asked(QUESTION, Filter(), "open"), read, lookup)


def documents(archive: Engine) -> dict[str, Document]:
    return {name: archive.document(name).document for name in TEXTS}


def test_the_best_sentence_answers(archive: Engine) -> None:
    answer = composed(archive, documents(archive))
    assert answer.status == "answered"
    assert answer.citations[0].passage.document_id == "best"


def test_an_article_that_changed_meanwhile_is_never_quoted(archive: Engine) -> None:
    now = documents(archive)
    now["best"] = replace(now["best"], text="A diver found the bell of the old ferry. It was red.")
    answer = composed(archive, now)
    shown = [*(one.passage for one in answer.citations), *answer.leads]
    assert "best" not in {passage.document_id for passage in shown}


def test_articles_that_are_gone_meanwhile_leave_nothing(archive: Engine) -> None:
    answer = composed(archive, {})
    assert (answer.status, answer.citations, answer.leads) == ("not_found", (), ())


def test_every_answer_has_an_id_of_its_own(archive: Engine) -> None:
    now = documents(archive)
    assert composed(archive, now).id != composed(archive, now).id


@pytest.mark.parametrize(
    ("question", "nats", "beside", "status"),
    [
        (COUNTED, -3.0, 0.8, "answered"),
        (COUNTED, -9.0, 0.8, "not_found"),
        (COUNTED, -3.0, None, "not_found"),
        (QUESTION, -3.0, 0.8, "not_found"),
    ],
)
def test_the_words_answer_where_the_reader_is_not_sure_but_not_what_it_excludes(
    archive: Engine,
    question: str,
    nats: float,
    beside: float | None,
    status: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def sure(_: object, model: Model) -> float:
        return 0.2 if model == fitted("read") else 0.9

    models = replace(shipped(), beside={"balanced": beside})
    monkeypatch.setattr("api.answering.compose.shipped", lambda: models)
    monkeypatch.setattr("api.answering.deciding.confidence", sure)
    answer = answered(archive, question, nats)
    assert answer.status == status
    assert answer.answer in (None, "A diver found the bell of the old ferry.")
    assert answer.confidence == (0.2 if status == "not_found" else 0.9)


@pytest.mark.parametrize(
    ("pointed", "answer"),
    [("A diver found", "A diver found the bell of the old ferry."), ("3 divers", "3 divers")],
)
def test_the_reader_says_where_in_the_sentence_a_number_stands(
    archive: Engine, tmp_path: Path, pointed: str, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"{pointed} the bell of the old ferry." if pointed[0].isdigit() else TEXTS["best"]
    index(archive, lines(tmp_path / "b.jsonl", {"id": "best", "text": text}))
    monkeypatch.setattr(
        "api.answering.deciding.confidence",
        lambda _, model: 0.2 if model == fitted("read") else 0.9,
    )
    assert answered(archive, COUNTED, -3.0, len(pointed)).answer == answer


def answered(archive: Engine, question: str, nats: float, length: int = len("A diver")) -> Answer:
    """Answer where the reader points at the diver, who is so many nats likelier than nobody."""
    found = AnswerSpan(0, length, nats)
    read = [
        Read(hit, Reading((found,) if hit.chunk.document_id == "best" else (), nats))
        for hit in archive.search(question)
    ]
    lookup = Lookup(Retriever(archive.archive).rarity, documents(archive).get, len)
    return compose(Asked(question, Filter(), "balanced"), read, lookup)


def test_every_strictness_says_how_sure_the_words_must_be() -> None:
    assert shipped().beside.keys() == shipped().read.thresholds.keys()
