import json
from pathlib import Path
from threading import Event, Thread

import pytest

from api.engine import Engine
from api.indexing import follow, mapped
from index.report import Report
from tests.api.support import NOW, index


@pytest.mark.parametrize("as_json", [True, False], ids=["json", "lines"])
def test_what_changes_is_indexed_as_it_changes(
    engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str], as_json: bool
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("The tide is high.")
    (folder / "odd.exe").write_bytes(b"MZ")
    index(engine, folder)
    ran, reports = Event(), []

    def run() -> Report:
        report = index(engine, folder)
        reports.append((report.added, report.changed, report.removed))
        report.interrupted = report.removed > 0
        ran.set()
        return report

    def change() -> None:
        # The watch begins a moment after its thread: what came before is seen at the next change.
        while not ran.wait(1):
            (folder / "a.txt").write_text("The tide is low now.")
            (folder / "b.txt").write_text("The fog is thick.")
        (folder / ".hidden.txt").write_text("Not to be read.")
        (folder / "b.txt").unlink()
        while not reports[-1][2]:
            (folder / "a.txt").touch()
            ran.wait(0.3)

    changing = Thread(target=change)
    changing.start()
    with pytest.raises(KeyboardInterrupt):
        follow([folder, tmp_path / "nowhere"], run, lambda: NOW, as_json)
    changing.join()
    # However the changes were bundled, each was seen once.
    assert [sum(counts) for counts in zip(*reports, strict=True)] == [1, 1, 1]
    told = capsys.readouterr()
    assert told.err.count("no reader for .exe") == 1
    lines = told.out.splitlines()
    if as_json:
        assert sum(json.loads(line)["added"] for line in lines) == 1
    else:
        assert sum(" 1 added, " in line for line in lines) == 1


def test_fields_are_mapped() -> None:
    assert mapped(["title=headline", " text = body "]) == {"title": "headline", "text": "body"}


@pytest.mark.parametrize("pair", ["title", "title=", "=body", "headline=title", ""])
def test_what_maps_nothing_is_refused(pair: str) -> None:
    with pytest.raises(ValueError, match="--map takes FIELD=NAME with one of id, text"):
        mapped([pair])
