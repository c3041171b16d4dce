import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from api import cli
from api.answering.dates.intervals import DateRange, day, month, year
from api.answering.timeline.wording import when
from tests.api.support import lines
from tests.fakes import BagOfStems

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `dateline` in an empty folder, with the tiny model: exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr("api.engine.SentenceTransformerEmbedder", lambda *_: BagOfStems())

    def command(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            cli.main()
        out, err = capsys.readouterr()
        return int(end.value.code or 0), out, err

    return command


@pytest.fixture
def ferry(run: Run) -> None:
    lines(
        Path("a.jsonl"),
        {
            "id": "ferry",
            "title": "The ferry to Sorra",
            "publisher": "The Courier",
            "published_at": "2024-03-15",
            "text": "Divers have found the ferry to Sorra. The ferry sank on 4 January in a storm. "
            "She went to Sorra on 5 January 1990 for the first time. The ferry to Sorra will be "
            "raised in July 2026.",
        },
    )
    assert run("index", "a.jsonl")[0] == 0


def test_lines_for_a_person(run: Run, ferry: None) -> None:
    code, out, err = run("timeline", "ferry to Sorra")
    assert (code, err) == (0, "")
    assert "\n2024-01-04\n    The ferry sank on 4 January in a storm.\n" in out
    assert "\n2024-03-15 (day of the report)\n    Divers have found" in out
    assert "\n2026-07 (expected)\n    The ferry to Sorra will be raised" in out
    assert "    The Courier · 2024-03-15 · The ferry to Sorra · ferry" in out


def test_json_is_one_object(run: Run, ferry: None) -> None:
    code, out, err = run("timeline", "ferry to Sorra", "--json", "--from", "2024-01-01")
    assert (code, err, len(out.splitlines())) == (0, "", 1)
    found = json.loads(out)
    assert found["topic"] == "ferry to Sorra"
    assert "2024-01-04" in [event["date"]["start"] for event in found["events"]]


def test_nothing_is_said_so(run: Run, ferry: None) -> None:
    _, out, _ = run("timeline", "ferry to Sorra", "--publisher", "Nobody")
    assert out == "Nothing on this topic that can be dated.\n"


def test_an_empty_archive_says_what_to_do(run: Run) -> None:
    code, _, err = run("timeline", "ferry")
    assert code == 0
    assert "is empty: fill it with dateline index PATH" in err


@pytest.mark.parametrize("arguments", [("",), ("ferry", "--from", "soon")])
def test_wrong_use_leaves_as_one_line(run: Run, ferry: None, arguments: tuple[str, ...]) -> None:
    code, out, err = run("timeline", *arguments)
    assert (code, out, len(err.splitlines())) == (2, "", 1)


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (day(date(2024, 3, 14)), "2024-03-14"),
        (month(2024, 3), "2024-03"),
        (year(2026).marked("by"), "by 2026"),
        (DateRange(date(2024, 5, 12), date(2024, 5, 16), "day"), "2024-05-12 to 2024-05-15"),
        (DateRange(date(2023, 10, 1), date(2024, 2, 1), "month"), "2023-10-01 to 2024-01-31"),
    ],
)
def test_periods_are_written_short(period: DateRange, text: str) -> None:
    assert when(period) == text
