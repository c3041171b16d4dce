"""Nothing that came out later is let through, whatever the archive holds."""

import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from api.engine import Engine
from api.filters import Filters
from api.http.schemas.answers import answer_out, hits_out
from tests.api.support import index, lines, opened

SENTENCES = (
    "A diver found the bell of the old ferry.",
    "The bell of the old ferry weighs 90 kilos.",
    "The mayor of Pellby hung the bell in the town hall in May.",
    "The harbour office sold the old ferry in 2019.",
    "Nobody in Pellby rings the bell of the ferry any more.",
    "The town council will decide on the bell by the end of June.",
)
QUESTIONS = (
    "Who found the bell of the old ferry?",
    "Where is the bell of the ferry now?",
    "How many kilos does the bell weigh?",
    "What is the latest on the ferry?",
)
DAYS = st.dates(date(2024, 1, 1), date(2024, 1, 20)).map(date.isoformat)
# Long ones are near duplicates of each other, short ones are not compared.
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map(" ".join) | st.integers(
    0, 3
).map(lambda number: " ".join(SENTENCES * 3) + f" {number} people came.")
ARTICLES = st.lists(st.tuples(TEXTS, st.none() | DAYS), min_size=1, max_size=8)


def shown(value: object) -> list[dict[str, Any]]:
    """All that names a document, anywhere in what is given out."""
    if isinstance(value, list):
        return [found for one in value for found in shown(one)]
    if not isinstance(value, dict):
        return []
    here = [value] if "document_id" in value else []
    return here + [found for one in value.values() for found in shown(one)]


def assert_not_later(engine: Engine, question: str, day: str, days: dict[str, str | None]) -> None:
    answer = json.loads(json.dumps(answer_out(engine.ask(question, as_of=day, strictness="open"))))
    found = shown(answer) + shown(hits_out(engine.search(question, Filters(date_to=day))))
    for one in found:
        published = days[one["document_id"]]
        assert published is not None
        assert published <= day
        assert one["published_at"] == published
    assert answer["understood"]["undated_left_out"] == list(days.values()).count(None)


@settings(max_examples=4)
@given(ARTICLES, st.lists(st.tuples(DAYS, st.sampled_from(QUESTIONS)), min_size=1, max_size=2))
def test_no_later_article_is_let_through(
    articles: list[tuple[str, str | None]], asked: list[tuple[str, str]]
) -> None:
    records = [
        {"id": f"{number}", "text": text, "publisher": f"P{number}", "published_at": published}
        for number, (text, published) in enumerate(articles)
    ]
    dated = {f"{number}": published for number, (_, published) in enumerate(articles)}
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder) / "home") as engine:
        index(engine, lines(Path(folder) / "a.jsonl", *records))
        for day, question in asked:
            assert_not_later(engine, question, day, dated)


def test_a_later_copy_is_no_copy_yet(engine: Engine, tmp_path: Path) -> None:
    text = " ".join(SENTENCES * 3)
    records = [
        {"id": name, "text": text, "publisher": name, "published_at": day}
        for name, day in (("first", "2024-01-01"), ("later", "2024-01-09"), ("undated", None))
    ]
    index(engine, lines(tmp_path / "a.jsonl", *records))

    def copies(as_of: str | None) -> list[str]:
        answer = engine.ask(QUESTIONS[0], as_of=as_of, strictness="open")
        return [one.document_id for one in answer.citations[0].passage.also_in]

    assert copies(None) == ["later", "undated"]
    assert copies("2024-01-09") == ["later"]
    assert copies("2024-01-08") == []


def test_three_dates_are_three(engine: Engine, tmp_path: Path) -> None:
    """What is told happened in 2019, came out in 2024 and was indexed in 2026."""
    record = {"id": "x", "text": SENTENCES[3], "published_at": "2024-01-05"}
    index(engine, lines(tmp_path / "a.jsonl", record))
    question = "When was the old ferry sold?"
    answer = engine.ask(question, strictness="open")
    assert answer.date is not None
    assert answer.date["start"] == "2019-01-01"
    assert answer.citations[0].passage.published_at == "2024-01-05"
    assert engine.document("x").indexed_at.startswith("2026-03-01")
    windows = {
        "2019": Filters("2019-01-01", "2019-12-31"),
        "2024": Filters("2024-01-01", "2024-12-31"),
        "2026": Filters("2026-01-01", "2026-12-31"),
    }
    for year, filters in windows.items():
        assert bool(engine.ask(question, filters, strictness="open").citations) == (year == "2024")
    assert engine.ask(question, as_of="2023-12-31", strictness="open").citations == ()
    asked = engine.ask("Who sold the old ferry in 2019?", strictness="open")
    assert asked.citations
    assert asked.understood.date_from is None
    assert asked.understood.dates[0].of == "event"
