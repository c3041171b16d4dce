"""The worker: used again, limited, replaced when it dies, and never left behind."""

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.document import Document, Note
from corpus.readers import READERS, RISKY, isolated
from corpus.readers.isolated import Limits, close_workers, find, limited
from corpus.readers.source import Source
from tests.corpus.readers.hostile import FILES
from tests.corpus.support import read, read_one

ROOT = Path(__file__).parents[3]
PAGE = b"<html><body><p>The bridge opens on Monday, the city said.</p></body></html>"
# A job that a shell began in the background ignores the interrupt, and so would its children.
PARENT = """
import io, signal, sys
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)
from corpus.readers import isolated, reader_for
from corpus.readers.source import Source
page = io.BytesIO(b"<p>The bridge opens on Monday, the city said.</p>")
assert len(list(reader_for(Path("a.html"))(page, Source(Path("/a.html"))))) == 1
print(isolated._idle[0]._process.pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    close_workers()
    yield
    close_workers()


def worker_ids() -> list[int]:
    return [worker._process.pid for worker in isolated._idle]


def items(reader: str, data: bytes = b"x") -> list[Document | Note]:
    """Run one of the misbehaving readers below as if it were one of the package's."""
    return list(limited(reader)(io.BytesIO(data), Source(Path("/archive/a.bad"))))


def misbehaving(folder: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Make ``bad:read`` a reader with this body, which the worker can import."""
    folder.joinpath("bad.py").write_text(
        "import os, time\nfrom corpus.document import Note, Document\n"
        f"def read(handle, source):\n    {body}\n    yield\n"
    )
    package = ROOT / "corpus" / "readers"
    folder.joinpath("sitecustomize.py").write_text(
        f"import corpus.readers\ncorpus.readers.__path__.append({str(folder)!r})\n"
        f"assert corpus.readers.__path__[0] == {str(package)!r}\n"
    )
    monkeypatch.syspath_prepend(str(folder))


@pytest.mark.parametrize("reader", sorted(set(RISKY.values())))
def test_every_risky_reader_can_be_found(reader: str) -> None:
    assert callable(find(reader))


def test_one_process_reads_many_files() -> None:
    read_one("a.html", PAGE)
    first = worker_ids()
    assert len(first) == 1
    for _ in range(20):
        read_one("a.html", PAGE)
    assert worker_ids() == first


def test_readers_may_be_interleaved() -> None:
    reader, source = READERS[".html"], Source(Path("/archive/a.html"))
    one, two = reader(io.BytesIO(PAGE), source), reader(io.BytesIO(PAGE), source)
    assert next(one) == next(two)
    assert [list(one), list(two)] == [[], []]


def test_a_file_that_is_left_half_way_leaves_no_answers_behind() -> None:
    book = READERS[".epub"](
        io.BytesIO((FILES / "pandoc.epub").read_bytes()), Source(Path("/archive/a.epub"))
    )
    next(book)
    book.close()  # type: ignore[attr-defined]
    assert worker_ids() == []
    assert read_one("a.html", PAGE).text.startswith("The bridge")


def test_a_worker_that_was_killed_while_it_waited_is_replaced() -> None:
    read_one("a.html", PAGE)
    (before,) = worker_ids()
    os.kill(before, signal.SIGKILL)
    read_one("a.html", PAGE)
    assert worker_ids() != [before]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("while True: pass", "took more than 1 s of computing to read"),
        ("time.sleep(60)", "took too long to read"),
        ("held = bytearray(2_000_000_000)", "needs more memory to read than is allowed"),
        ("os.abort()", "stopped its reader (SIGABRT), perhaps by needing too much memory"),
        ("os._exit(3)", "stopped its reader (exit code 3), perhaps by needing too much memory"),
        ("raise KeyError('what')", "cannot be read (KeyError: 'what')"),
        ("yield Document('d', 'x' * 50_000_000)", "gives more text than its size allows"),
    ],
)
def test_a_reader_that_misbehaves_costs_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, reason: str
) -> None:
    wall_s = 3.0 if "sleep" in body else 60.0
    monkeypatch.setattr(isolated, "LIMITS", Limits(cpu_s=1, wall_s=wall_s, growth=1))
    misbehaving(tmp_path, monkeypatch, body)
    found = items("bad:read")
    assert found == [Note("/archive/a.bad", reason, incomplete=True)]
    assert read_one("a.html", PAGE).text.startswith("The bridge")


def test_what_came_before_a_death_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    misbehaving(tmp_path, monkeypatch, "yield Document('d', 'text'); os.abort()")
    document, note = items("bad:read")
    assert document == Document("d", "text")
    assert isinstance(note, Note)
    assert note.incomplete


def test_warnings_as_errors_stop_no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    documents, notes = read("a.docx", (FILES / "pandoc.docx").read_bytes())
    assert (len(documents), notes) == (1, [])


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_its_parent(how: signal.Signals, tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with parent:
        assert parent.stdout
        worker = int(parent.stdout.readline())
        assert is_running(worker)
        parent.send_signal(how)
        parent.wait(10)
    deadline = time.monotonic() + 5
    while is_running(worker) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_running(worker)


def is_running(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    if Path("/proc/self").exists():
        return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
