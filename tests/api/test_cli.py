import gzip
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest

from api import cli
from api.commands import archive
from api.commands.common import opened
from api.engine import Engine
from api.feedback import rate
from api.http.server import listen
from index.records import Vectors
from tests.api.support import ARTICLES, NOW, items, lines, until
from tests.fakes import BagOfStems
from tests.site import Site, item


class Done(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON object on stdout."""
        return json.loads(self.out)


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the `dateline` command in an empty folder, with the tiny model."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr("api.engine.SentenceTransformerEmbedder", lambda *_: BagOfStems())

    def command(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            cli.main()
        return Done(int(end.value.code or 0), *capsys.readouterr())

    return command


def refused(done: Done, code: int, *parts: str) -> None:
    """One clear line on stderr, and nothing else anywhere."""
    assert done.code == code
    assert done.out == ""
    assert len(done.err.splitlines()) == 1
    assert done.err.startswith("dateline: ")
    for part in parts:
        assert part in done.err


def test_index_then_ask(run: Run) -> None:
    done = run("index", ARTICLES)
    # Progress is told on machines that are slow enough for it.
    told = [line for line in done.err.splitlines() if not line.startswith("indexing ")]
    assert (done.code, told) == (0, [])
    documents = run("status", "--json").json["documents"]
    assert done.out.startswith(f"{documents} added, 0 changed, 0 moved, 0 removed")
    done = run("ask", "How many vehicles a day did the Harbour Bridge swing bridge carry?")
    assert done.code == 0
    assert "9,400 vehicles" in done.out
    assert "The Osterhithe Courier · 2023-03-16 · " in done.out
    assert done.err == ""


def test_index_without_a_path_takes_the_shipped_articles_then_what_was_named(run: Run) -> None:
    files = len(list(ARTICLES.iterdir()))
    assert run("index", "--json").json["added"] >= files
    report = run("index", "--json").json
    assert (report["added"], report["files_unchanged"]) == (0, files)
    own = lines(Path("own.jsonl"), {"text": "Something of my own."})
    assert run("index", own, "--json").json["added"] == 1
    report = run("index", "--json").json
    assert (report["added"], report["files_unchanged"]) == (0, files + 1)


def test_json_is_one_object_on_stdout_and_nothing_else(run: Run) -> None:
    lines(Path("a.jsonl"), {"id": "cat", "text": "The cat ate 12 mice."}, {"id": "none"})
    done = run("index", "a.jsonl", "--json", "--publisher", "The Paper")
    assert done.code == 3
    assert done.json["added"] == 1
    assert [note["reason"] for note in done.json["notes"]] == ["no text"]
    assert "a.jsonl:2: no text" in done.err
    for arguments, key in [
        (("ask", "How many mice did the cat eat?", "--strictness", "open"), "citations"),
        (("ask", "Who?", "--publisher", "Nobody", "--from", "2020-01-01"), "leads"),
        (("search", "cat", "--k", "1", "--publisher", "The Paper"), "hits"),
        (("status",), "documents"),
        (("remove", "cat"), "after"),
    ]:
        done = run(*arguments, "--json")
        assert (done.code, done.err) == (0, "")
        assert len(done.out.splitlines()) == 1
        assert key in done.json


@pytest.mark.parametrize("command", ["ask", "search"])
def test_an_empty_archive_says_so(run: Run, command: str) -> None:
    done = run(command, "When did the ferry sink?")
    assert done.code == 0
    assert "is empty: fill it with dateline index PATH" in done.err


def test_filters_reach_the_engine(run: Run) -> None:
    run("index", ARTICLES)
    found = run("search", "fire", "--from", "2024-12-09", "--to", "2024-12-09", "--json").json
    assert {hit["published_at"][:10] for hit in found["hits"]} == {"2024-12-09"}
    found = run("search", "fire", "--publisher", "Radio Lunnet", "--json").json
    assert {hit["publisher"] for hit in found["hits"]} == {"Radio Lunnet"}
    answer = run("ask", "When was the fire?", "--as-of", "2023-12-31", "--json").json
    shown = answer["citations"] + answer["leads"]
    assert shown
    assert all(passage["published_at"] < "2024" for passage in shown)
    assert answer["understood"]["as_of"] == "2023-12-31"


def test_what_cannot_be_read_costs_only_itself_and_is_listed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_MAX_DOCUMENT_MB", "1")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("A good article stands here.")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "large.txt").write_bytes(b"word " * 200_001)
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 9)
    (folder / "latin.txt").write_bytes("Ein schöner Tag für große Bären.".encode("latin-1"))
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    (folder / "torn.txt.gz").write_bytes(gzip.compress(b"text" * 9999)[:40])
    (folder / "line.jsonl").write_text('{"text": "Fine."}\n{"title": "No text"}\n{"text"\n[]\n')
    done = run("index", folder)
    assert done.code == 3
    assert "3 added" in done.out
    for name, reason in [
        ("empty.txt", "empty"),
        ("large.txt", "larger than 1 MB"),
        ("binary.txt", "binary"),
        ("latin.txt", "not UTF-8; read as"),
        ("photo.jpg", "no reader for .jpg"),
        ("torn.txt.gz", "gzip"),
        ("line.jsonl:2", "no text"),
        ("line.jsonl:3", "not JSON"),
        ("line.jsonl:4", "an object is needed"),
    ]:
        told = [line for line in done.err.splitlines() if line.startswith(f"{folder / name}: ")]
        assert len(told) == 1, name
        assert reason in told[0]
    assert "good.txt" not in done.err
    assert len(done.err.splitlines()) == 9


def test_a_folder_that_is_not_there_is_named(run: Run) -> None:
    done = run("index", "nowhere")
    assert done.code == 1
    assert done.err == f"{Path('nowhere').resolve()}: no such file or folder\n"
    assert run("index", "nowhere", ARTICLES).code == 3


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["ask", ""], "the question is empty"),
        (["ask", " \n"], "the question is empty"),
        (["ask", "\udcff"], "the question is empty"),
        (["ask", "a" * 100_000], "has 100000 characters; at most 2000"),
        (["ask", "when?", "--as-of", "tomorrow"], "as_of must be a day"),
        (["ask", "when?", "--from", "2025-02-31"], "date_from must be a day"),
        (["ask", "when?", "--publisher", "\udcff"], "publisher"),
        (["ask", "when?", "--strictness", "lax"], "strictness is strict, balanced, open"),
        (["search", ""], "the query is empty"),
        (["search", "x", "--k", "0"], "k must be 1 to 100"),
    ],
)
def test_wrong_use_is_one_line(run: Run, arguments: list[str], part: str) -> None:
    refused(run(*arguments), 2, part)


@pytest.mark.parametrize("arguments", [["frobnicate"], ["ask"], ["search", "x", "--k", "many"]])
def test_a_command_line_that_means_nothing_is_wrong_use(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err


def test_a_wrong_setting_is_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_COLOUR", "red")
    refused(run("status"), 2, "DATELINE_COLOUR", "'red'")
    monkeypatch.delenv("DATELINE_COLOUR")
    monkeypatch.setenv("DATELINE_PORT", "http")
    refused(run("serve"), 2, "DATELINE_PORT='http'", "integer")
    monkeypatch.delenv("DATELINE_PORT")
    Path("dateline.toml").write_text("prot = 1\n")
    refused(run("status"), 2, "dateline.toml: prot: no such setting")


def test_a_data_folder_that_cannot_be_written_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("file").write_text("I am no folder.")
    for home in ("file", "file/below"):
        monkeypatch.setenv("DATELINE_HOME", home)
        refused(run("status"), 1, "cannot write to", "file")


def test_a_catalog_that_is_none_is_one_line(run: Run) -> None:
    Path(".dateline").mkdir()
    Path(".dateline/catalog.sqlite").write_bytes(b"not a database" * 100)
    refused(run("status"), 1, "catalog.sqlite", "not a database")


def test_an_id_that_is_not_there_is_one_line(run: Run) -> None:
    refused(run("remove", "nobody"), 1, "no document 'nobody'")
    refused(run("remove", "\udcff"), 1, "no document '\\udcff'")


def test_a_model_that_is_not_there_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from index.embedder import SentenceTransformerEmbedder

    monkeypatch.setattr("api.engine.SentenceTransformerEmbedder", SentenceTransformerEmbedder)
    monkeypatch.setenv("DATELINE_EMBEDDER", "/no/model")
    refused(run("ask", "when?"), 1, "no model at /no/model")
    serving = run("serve", "--port", 0)
    assert serving.code == 1
    assert serving.out == ""
    first, last = serving.err.splitlines()
    assert first.startswith("Dateline is at http://127.0.0.1:")
    assert last == "dateline: no model at /no/model"


def test_a_fault_of_the_program_is_one_line_with_its_place(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def status(_: Engine) -> None:
        raise ZeroDivisionError("the moon\nis full")

    monkeypatch.setattr(Engine, "status", status)
    refused(run("status"), 1, "ZeroDivisionError: the moon is full (test_cli.py:")


def test_a_port_in_use_is_one_line(run: Run) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        refused(run("serve", "--port", port), 1, f"127.0.0.1:{port}", "in use", "DATELINE_PORT")
    refused(run("serve", "--port", 70_000), 1, "70000")
    refused(run("serve", "--host", "nowhere.invalid"), 1, "nowhere.invalid")


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Let SIGINT count, also where the tests were started in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_server_cleanly(run: Run, number: signal.Signals) -> None:
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]

    def end_when_ready() -> None:
        def ready() -> bool:
            try:
                return httpx.get(f"http://127.0.0.1:{port}/readyz").status_code == 200
            except httpx.TransportError:
                return False

        until(ready)
        os.kill(os.getpid(), number)

    thread = threading.Thread(target=end_when_ready)
    thread.start()
    done = run("serve", "--port", port)
    thread.join()
    assert (done.code, done.out) == (0, "")
    assert done.err == f"Dateline is at http://127.0.0.1:{port} (Ctrl-C stops it)\n"


class Interrupted(BagOfStems):
    """Sends a signal to its own process in the midst of the work."""

    number = signal.SIGINT

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        if any("item 150" in text for text in texts):
            signal.raise_signal(self.number)
        return super().embed_documents(texts)


@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_indexing_and_the_next_run_goes_on(
    run: Run, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    lines(Path("a.jsonl"), *items(300))
    monkeypatch.setattr(Interrupted, "number", number)
    with monkeypatch.context() as during:
        during.setattr("api.engine.SentenceTransformerEmbedder", lambda *_: Interrupted())
        done = run("index", "a.jsonl", "--json")
    assert done.code == 1
    assert done.json["interrupted"] is True
    assert done.err.startswith("dateline: interrupted; what was indexed is kept")
    kept = run("status", "--json").json["embeddings"]
    report = run("index", "a.jsonl", "--json").json
    assert report["embedded"] == 300 - kept
    assert run("status", "--json").json["documents"] == 300


def test_removed_documents_are_counted_and_stay_away(run: Run) -> None:
    lines(Path("a.jsonl"), {"id": "a/b", "text": "The cat sat."}, {"id": "c", "text": "A dog."})
    run("index", "a.jsonl")
    done = run("remove", "a/b")
    assert done.code == 0
    before, after = done.out.splitlines()
    assert before == "before 2 documents, 2 chunks, 2 vectors, 2 keywords"
    assert after == "after  1 documents, 1 chunks, 1 vectors, 1 keywords"
    Path("a.jsonl").write_text(Path("a.jsonl").read_text() + "\n")
    done = run("index", "a.jsonl")
    assert done.code == 3
    assert "a/b: was removed earlier" in done.err


def test_version_and_help(run: Run) -> None:
    assert run("--version").out.strip()
    assert run("--version").code == 0
    shown = run("--help")
    assert shown.code == 0
    for command in ("index", "ask", "search", "status", "remove", "serve", "eval"):
        assert f" {command} " in shown.out


@pytest.fixture
def online(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A web server that the command reaches directly and without pauses."""
    manners = archive._manners()
    assert manners.agent.startswith(f"Dateline/{version('dateline')} ")
    assert manners.pause_s >= 1
    quick = replace(manners, pause_s=0, backoff_s=0, proxies={})
    monkeypatch.setattr(archive, "_manners", lambda: quick)
    return site


def test_a_feed_is_indexed_and_asked(run: Run, online: Site) -> None:
    text = "The Pellby ferry carried 4,200 cars in March. It is the most that it ever carried."
    online.article("/ferry", text)
    feed = online.feed("/feed", item("/ferry", "Ferry counts"), item("/none"))
    done = run("index", feed, "--json")
    assert (done.code, done.json["added"]) == (3, 1)
    assert [note["where"] for note in done.json["notes"]] == [online.url("/none")]
    assert online.asked[0].headers["User-Agent"].startswith("Dateline/")
    answer = run("ask", "How many cars did the ferry carry?", "--strictness", "open", "--json").json
    assert answer["citations"][0]["document_id"] == online.url("/ferry")
    assert answer["citations"][0]["url"] == online.url("/ferry")
    # Without a path, all that was named before.
    online.feed("/feed", item("/ferry", "Ferry counts"))
    again = run("index", "--json")
    assert (again.code, again.json["added"], again.json["files_unchanged"]) == (0, 0, 1)


def test_a_url_that_gives_nothing_is_told(run: Run, online: Site) -> None:
    done = run("index", online.url("/none"))
    assert done.code == 1
    assert done.err.startswith(f"{online.url('/none')}: there is no such page (answer 404)")
    refused(run("index", "ftp://post.example/a"), 2, "only http and https")
    refused(run("index", "http://me:secret@post.example/"), 2, "name it without")


def test_urls_are_not_watched(run: Run, online: Site) -> None:
    url = online.article("/a", "The ferry leaves at noon.")
    done = run("index", url, "--watch")
    assert (done.code, online.paths()) == (0, ["/a"])
    assert done.err == "URLs are fetched once a run: index them again to see what is new there\n"


def test_ratings_leave_as_evaluation_cases(run: Run) -> None:
    lines(Path("a.jsonl"), {"id": "cat", "text": "The cat ate 12 mice."})
    assert run("index", "a.jsonl").code == 0
    assert run("feedback", "export") == (0, "", "")
    answer = run("ask", "How many mice did the cat eat?", "--strictness", "open", "--json").json
    with opened() as engine:
        rate(engine.archive.catalog, answer, "up", None, NOW)
    done = run("feedback", "export")
    assert (done.code, done.err) == (0, "")
    assert done.json["answers"] == [answer["answer"]]
    assert run("feedback", "export", "--json").json == {"cases": [done.json], "left_out": 0}
    assert run("feedback", "export", "cases.jsonl").out == ""
    assert Path("cases.jsonl").read_text("utf-8") == done.out
    run("remove", "cat")
    done = run("feedback", "export")
    assert (done.code, done.out) == (0, "")
    assert "1 left out" in done.err


def test_assistants_are_told_when_the_port_is_taken(run: Run) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        refused(run("mcp", "--http", "--port", port), 1, f"127.0.0.1:{port}")
