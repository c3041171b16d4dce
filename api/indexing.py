"""`dateline index`: one run, and those that follow when files change."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from watchfiles import Change, watch

from api import wording
from api.endings import say
from corpus.web.address import Place
from index.report import Report

# What a document may say of itself.
_FIELDS = ("id", "text", "title", "publisher", "published_at", "authors", "url", "language")
# Milliseconds: long enough for an editor or a copy to write all its files.
_SETTLE = 800
_STEP = 100


def mapped(pairs: Sequence[str]) -> dict[str, str]:
    """Read ``title=headline`` and the like: our field, and the name that a file has for it.

    Raises:
        ValueError: one has no equals sign, or names a field that there is not.
    """
    fields = {}
    for pair in pairs:
        ours, equals, theirs = (part.strip() for part in pair.partition("="))
        if not equals or not theirs or ours not in _FIELDS:
            raise ValueError(
                f"--map takes FIELD=NAME with one of {', '.join(_FIELDS)}, not {pair!r}"
            )
        fields[ours] = theirs
    return fields


def tell(report: Report, as_json: bool) -> None:
    """Say what was left out, and what a run did."""
    for note in [*report.missing, *report.notes]:
        print(f"{note.where}: {note.reason}", file=sys.stderr, flush=True)
    if as_json:
        print(json.dumps(wording.report_out(report), ensure_ascii=False), flush=True)
    else:
        print(wording.report_line(report), flush=True)


def watch_files(
    roots: Sequence[Place],
    run: Callable[[Sequence[Place]], Report],
    clock: Callable[[], datetime],
    as_json: bool,
) -> None:
    """Stay and follow the files and folders among the roots, until it is interrupted."""
    paths = [root for root in roots if isinstance(root, Path)]
    if len(paths) < len(roots):
        say("URLs are fetched once a run: index them again to see what is new there")
    if paths:
        say("watching for changes (Ctrl-C ends it)")
        with suppress(KeyboardInterrupt):
            follow(paths, lambda: run(paths), clock, as_json)


def follow(
    roots: Sequence[Path], run: Callable[[], Report], clock: Callable[[], datetime], as_json: bool
) -> None:
    """Run again whenever files change, until it is interrupted; what changes nothing is not told.

    Raises:
        KeyboardInterrupt: the user ended it.
    """
    known: set[tuple[str, str]] = set()
    for _ in _changes([root.resolve() for root in roots]):
        report = run()
        if report.interrupted:
            raise KeyboardInterrupt
        notes = {(note.where, note.reason) for note in report.notes}
        if report.touched or not notes <= known:
            if not as_json:
                print(clock().astimezone().strftime("%H:%M:%S "), end="")
            # What was said of other files stands in every report.
            report.notes = [one for one in report.notes if (one.where, one.reason) not in known]
            tell(report, as_json)
        known = notes


def _changes(roots: Sequence[Path]) -> Iterator[object]:
    present = [root for root in roots if root.exists()]

    def counts(_: Change, path: str) -> bool:
        """Hidden files are not read, and the archive's own folder may lie among the articles."""
        inside = [Path(path).relative_to(root) for root in present if _below(path, root)]
        return any(not any(part.startswith(".") for part in one.parts) for one in inside)

    return watch(*present, watch_filter=counts, debounce=_SETTLE, step=_STEP, raise_interrupt=True)


def _below(path: str, root: Path) -> bool:
    return Path(path).is_relative_to(root)
