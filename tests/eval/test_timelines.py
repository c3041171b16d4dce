import json
from pathlib import Path

import pytest

from eval.timelines import evaluate
from tests.api.support import ARTICLES, index, lines, opened

MARKED = Path(__file__).parents[1] / "data" / "timelines.jsonl"
ARTICLE = {
    "id": "ferry",
    "title": "The ferry to Sorra",
    "published_at": "2024-03-15",
    "text": "The ferry to Sorra sank on Tuesday. The ferry to Sorra will be raised on 20 April.",
}


@pytest.mark.parametrize(
    ("dates", "right"), [(["2024-03-12", "2024-03-12"], 2), (["2024-03-13", "2024-03-13"], 1)]
)
def test_events_dates_and_order_are_counted(tmp_path: Path, dates: list[str], right: int) -> None:
    told = [("sank", dates), ("raised", ["2024-04-20", "2024-04-20"]), ("burned", dates)]
    events = [
        {"told": [{"document": "ferry", "stretch": word, "dates": [when], "by": "event"}]}
        for word, when in told
    ]
    marked = lines(
        tmp_path / "marked.jsonl", {"topic": "ferry to Sorra", "part": "all", "events": events}
    )
    with opened(tmp_path / "home") as engine:
        index(engine, lines(tmp_path / "a.jsonl", ARTICLE))
        found = evaluate(engine, marked)["all"]
    scores = found["scores"]
    assert (scores["events"], scores["on topic"], scores["dates right"]) == (2, 2, right)
    assert (scores["wanted"], scores["wanted found"]) == (3, 2)
    assert (scores["neighbours"], scores["in order"], scores["told twice"]) == (1, 1, 0)
    assert found["citations that hold"] == "2 of 2"
    assert found["topics"][0]["missed"] == ["burned"]


def test_what_is_marked_stands_in_the_articles() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in ARTICLES.glob("2*")}
    wire = (ARTICLES / "wire.jsonl").read_text(encoding="utf-8").splitlines()
    texts |= {row["id"]: row["text"] for row in map(json.loads, wire)}
    rows = [json.loads(line) for line in MARKED.read_text(encoding="utf-8").splitlines()]
    told = [one for row in rows for event in row["events"] for one in event["told"]]
    assert len(rows) == 10
    for one in told:
        # Without white space: one article lacks some that is put in when it is read.
        text = "".join(texts[one["document"]].split())
        assert text.count("".join(one["stretch"].split())) == 1
        assert all(first <= last for first, last in one["dates"])
