"""Progress of long work on stderr: a bar for a terminal, a line now and then for a log."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar

from index.report import Progress, Watcher

_LINE_EVERY = 10.0


@contextmanager
def shown(quiet: bool = False) -> Iterator[Watcher]:
    """Give a watcher that shows progress with a rate and the time left, until the block ends."""
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        with _bar() as bar:
            task = bar.add_task("indexing", total=None, rate="")
            started = time.monotonic()

            def watch(now: Progress) -> None:
                rate = f"{_rate(now, started):.0f} passages/s"
                bar.update(task, total=now.total_bytes, completed=now.done_bytes, rate=rate)

            yield watch
    else:
        yield _Lines()


class _Lines:
    """Writes a line when enough time has passed, for logs and pipes."""

    def __init__(self) -> None:
        self.started = self.last = time.monotonic()

    def __call__(self, now: Progress) -> None:
        moment = time.monotonic()
        if moment - self.last < _LINE_EVERY or not now.total_bytes:
            return
        self.last = moment
        share = now.done_bytes / now.total_bytes
        left = now.seconds_left(moment - self.started)
        print(
            f"indexing {share:4.0%}  {now.embedded} passages  "
            f"{_rate(now, self.started):.0f} passages/s  {_clock(left)} left",
            file=sys.stderr,
            flush=True,
        )


def _bar() -> Bar:
    return Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        speed_estimate_period=120,
        transient=True,
    )


def _rate(now: Progress, started: float) -> float:
    return now.embedded / max(time.monotonic() - started, 1e-3)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
