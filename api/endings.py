"""How a command ends: by a signal at a clean point, or with one line that says what was wrong."""

import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer

FAILED, WRONG_USE, LEFT_OUT = 1, 2, 3


@contextmanager
def terminated_as_interrupted() -> Iterator[None]:
    """Let SIGTERM end an indexing run as Ctrl-C does: at a clean point."""

    def interrupt(_number: int, _frame: object) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let an interruption that comes outside the clean points end in one line, too."""
    try:
        with terminated_as_interrupted():
            yield
    except KeyboardInterrupt:
        fail("interrupted")


def say(line: str) -> None:
    """Write a line that is no result, at once."""
    print(line, file=sys.stderr, flush=True)


def fail(line: str, code: int = FAILED) -> NoReturn:
    """End a command, from within it.

    Raises:
        Exit: always.
    """
    say(f"dateline: {line}")
    raise typer.Exit(code)


def fault(error: Exception) -> str:
    """Name a fault of the program, and the place that whoever mends it needs."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    cause = getattr(error, "orig", None) or error
    what = " ".join(str(cause).split())[:300]
    return f"{type(cause).__name__}: {what} ({Path(place.filename).name}:{place.lineno})"


def leave(line: str, code: int) -> NoReturn:
    """End the program, after a command ended in an error.

    Raises:
        SystemExit: always.
    """
    say(f"dateline: {line}")
    sys.exit(code)
