import json
from pathlib import Path

from eval.speech import evaluate, head_of, marked, near, part
from index.sentences import Span

TEXT = "Ann Lee, head of roads, said it was shut. It rained. Snow fell on Monday."


def attribution(source: str, content: str) -> dict[str, object]:
    def part(words: str) -> list[dict[str, object]]:
        start = TEXT.index(words)
        return [{"text": words, "spans": [[start, start + len(words)]]}]

    return {"source": part(source), "cue": [], "content": part(content)}


def test_the_head_is_the_last_word_before_what_is_added() -> None:
    for source, head in (("Ann Lee, head of roads", "Lee"), ("head of roads", "head")):
        start = TEXT.index(source)
        span = head_of(TEXT, Span(start, start + len(source)))
        assert TEXT[span.start : span.end] == head


def test_right_wrong_and_open(tmp_path: Path) -> None:
    rows = [attribution("Ann Lee", "it was shut"), attribution("roads", "it was shut")]
    rows += [attribution("roads", "It rained"), attribution("Ann Lee", "Snow fell")]
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "attributions": rows}), encoding="utf-8")
    row = json.loads(path.read_text(encoding="utf-8"))
    assert len(list(near(TEXT, marked(row)))) == 3
    assert evaluate(path)[part("a")] == {
        "attributions": 3,
        "right": 0.3333,
        "wrong": 0.3333,
        "open": 0.3333,
        "named": 0.6667,
        "statements": 1,
        "marked": 1.0,
    }
