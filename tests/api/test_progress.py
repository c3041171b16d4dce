import os
import select
import sys

import pytest

from api.progress import shown
from index.report import Progress

HALF = Progress(50, 100, 7)


def test_quiet_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with shown(quiet=True) as watch:
        watch(HALF)
    assert capfd.readouterr() == ("", "")


def test_a_log_gets_a_line_only_now_and_then(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with shown() as watch:
        watch(HALF)
        assert capfd.readouterr() == ("", "")
        monkeypatch.setattr("api.progress._LINE_EVERY", 0)
        watch(Progress(0, 0, 0))
        assert capfd.readouterr() == ("", "")
        watch(Progress(0, 100, 0))
        watch(HALF)
    out, err = capfd.readouterr()
    assert out == ""
    first, second = err.splitlines()
    assert first.startswith("indexing   0%  0 passages  0 passages/s")
    assert second.startswith("indexing  50%  7 passages  ")
    assert second.endswith("0:00:00 left")


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = (b"indexing", b"50%", b"passages/s")
    keyboard, screen = os.openpty()
    with os.fdopen(screen, "w") as terminal, os.fdopen(keyboard, "rb", buffering=0) as seen:
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setenv("TERM", "xterm")
        with shown() as watch:
            watch(Progress(0, 0, 0))
            watch(HALF)
        terminal.flush()
        # A terminal hands on what was written to it in its own time, and in pieces.
        text = b""
        while not all(part in text for part in parts) and select.select([seen], [], [], 10)[0]:
            text += seen.read(65_536)
    assert all(part in text for part in parts), text
