from dataclasses import replace
from pathlib import Path

import pytest

from api.answering.evidence import Candidate
from api.answering.recency import Superseding, present, supersedes
from api.answering.records import Answer
from api.engine import Engine
from api.filters import Filters
from api.http.schemas.answers import answer_out
from api.wording import answer_lines
from tests.api.answering.test_agreement import candidate
from tests.api.support import index, lines

NOW = "Who is the mayor of Pellby now?"
RECORDS = [
    {"id": "first", "text": "Ann Lee became mayor of Pellby.", "published_at": "2022-05-01"},
    {"id": "second", "text": "Tom Ray became mayor of Pellby.", "published_at": "2024-05-01"},
    {"id": "undated", "text": "Una Fox became mayor of Pellby."},
    {"id": "other", "text": "The ferry sailed at noon.", "published_at": "2025-01-01"},
]


@pytest.fixture
def archive(engine: Engine, tmp_path: Path) -> Engine:
    index(engine, lines(tmp_path / "a.jsonl", *RECORDS))
    return engine


def cited(answer: Answer) -> list[str]:
    return [one.passage.document_id for one in answer.citations]


def dated(
    document: str, text: str, answer: str, published: str | None, score: float, sure: float = 0.5
) -> Candidate:
    made = candidate(document, text, answer, sure)
    return replace(made, hit=replace(made.hit, published_at=published), score=score)


@pytest.mark.parametrize(
    ("later", "earlier", "latest", "expected"),
    [
        ("2024-05-02", "2024-05-01", True, True),
        ("2024-05-02", "2024-05-01", False, False),
        ("2024-05-01T20:00:00+02:00", "2024-05-01", True, False),
        ("2024-05-01", "2024-05-02", True, False),
        (None, "2024-05-01", True, False),
        ("2024-05-01", None, True, False),
    ],
)
def test_only_a_later_day_supersedes(
    later: str | None, earlier: str | None, latest: bool, expected: bool
) -> None:
    assert supersedes(later, earlier, latest) is expected


def test_the_later_report_stands_for_the_present(archive: Engine) -> None:
    answer = archive.ask(NOW, Filters(date_to="2025-12-31"), strictness="open")
    assert cited(answer) == ["second", "first"]
    assert answer.citations[0].superseded_by is None
    assert answer.citations[1].superseded_by == Superseding("second", "2024-05-01")
    assert answer.sentences[0].citations == (1,)
    written = answer_out(answer)["citations"]
    assert "superseded_by" not in written[0]
    assert written[1]["superseded_by"] == {"document_id": "second", "published_at": "2024-05-01"}
    assert "    superseded by second, 2024-05-01" in answer_lines(answer)


def test_as_of_a_day_the_latest_is_that_of_then(archive: Engine) -> None:
    assert cited(archive.ask(NOW, as_of="2023-01-01", strictness="open")) == ["first"]


def test_who_asks_for_no_present_state_is_told_of_none(archive: Engine) -> None:
    answer = archive.ask("Who became mayor of Pellby?", strictness="open")
    assert all(one.superseded_by is None for one in answer.citations)


def test_the_latest_of_what_answers_as_well_is_first() -> None:
    old, new, poor, open_ = (
        dated("old", "Ann Lee is mayor.", "Ann Lee", "2022-01-01", 5.0),
        dated("new", "Tom Ray is mayor.", "Tom Ray", "2024-01-01", 4.5),
        dated("poor", "Una Fox is here.", "Una Fox", "2025-01-01", 2.0),
        dated("open", "Kim Orr is mayor.", "Kim Orr", None, 4.9),
    )
    ordered, superseded = present([old, open_, new, poor])
    assert ordered == [new, open_, poor]
    assert superseded == [old]
    same = dated("same", "Mayor Tom Ray spoke.", "Tom Ray", "2023-01-01", 5.0)
    assert present([same, new]) == ([new], [])
    unsure = dated("unsure", "Jo Poe is mayor.", "Jo Poe", "2021-01-01", 4.8, sure=-0.1)
    assert present([new, unsure]) == ([new, unsure], [])


def test_nothing_to_put_in_order_is_left_empty() -> None:
    assert present([]) == ([], [])
