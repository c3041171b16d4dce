import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.answering.dates.intervals import holding, month, quarter, season, year
from eval.dates import articles, evaluate, misses, table, value_period
from eval.run import app

DATA = Path(__file__).parents[1] / "data"
TEXT = "The pool closed on Tuesday. It was built in 1902, and the mayor spoke for three hours."


def _timeml(folder: Path) -> Path:
    path = folder / "timeml" / "documents.jsonl.gz"
    path.parent.mkdir()
    values = {"Tuesday": "2025-03-11", "1902": "1903", "three hours": "PT3H"}
    marked = [
        {
            "start": TEXT.index(text),
            "end": TEXT.index(text) + len(text),
            "text": text,
            "type": "DURATION" if value.startswith("P") else "DATE",
            "value": value,
            "mod": None,
        }
        for text, value in values.items()
    ]
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for number in range(6):
            row = {"id": f"{number}", "published_at": "2025-03-12T10:00", "text": TEXT}
            lines.write(json.dumps(row | {"timexes": marked}) + "\n")
    return path


def test_what_is_right_is_counted(tmp_path: Path) -> None:
    chosen = articles(_timeml(tmp_path))
    found = evaluate(chosen)
    assert (found["articles"], found["expressions"], found["found"]["dates"]) == (6, 12, 12)
    assert found["extent given"] == {"right": 0.5, "unresolved": 0}
    assert found["found"]["value F1"] == pytest.approx(0.5)
    assert len(list(misses(chosen))) == 6


def test_values_are_periods() -> None:
    assert value_period("1998-W02") == holding("week", date(1998, 1, 7))
    assert value_period("1998-W02-WE") == holding("weekend", date(1998, 1, 7))
    assert value_period("1989-Q3") == quarter(1989, 3)
    assert value_period("1989-SU") == season(1989, "summer")
    assert value_period("1998-10-XX") == month(1998, 10)
    assert value_period("1998-XX") == year(1998)
    assert value_period("198X") == holding("decade", date(1985, 1, 1))
    assert value_period("19XX") == holding("century", date(1950, 1, 1))
    assert value_period("1998-08-07TMO") == holding("day", date(1998, 8, 7))
    for vague in ("P3M", "PRESENT_REF", "1998-WXX", "1998-QX"):
        assert value_period(vague) is None


def test_a_table_tells_what_is_wrong_in_it(tmp_path: Path) -> None:
    rows = [
        {"sentence": "In 1902.", "published": None, "tense": None, "expected": None},
        {"sentence": "In none.", "published": None, "tense": None, "expected": None},
    ]
    path = tmp_path / "table.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    scores, wrong = table(path)
    assert scores == {"cases": 2, "right": 0.5}
    assert wrong[0].startswith("In 1902.")


def test_the_command_keeps_what_it_measured(tmp_path: Path) -> None:
    _timeml(tmp_path)
    options = ["--data", str(tmp_path), "--out", str(tmp_path), "--table"]
    done = CliRunner().invoke(app, ["dates", *options, str(DATA / "dates.jsonl")])
    assert done.exit_code == 0, done.output
    (kept,) = tmp_path.glob("dates-*.json")
    result = json.loads(kept.read_text(encoding="utf-8"))
    assert result["timeml"]["all"]["expressions"] == 12
    assert result["tables"]["dates.jsonl"]["right"] > 0.97
    assert CliRunner().invoke(app, ["dates", "--data", str(tmp_path / "none")]).exit_code == 2
