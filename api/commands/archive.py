"""What fills an archive, tells of it and empties it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Annotated
from urllib.request import getproxies

import typer

from api import indexing, wording
from api.commands.common import AsJson, opened, print_json, show
from api.endings import FAILED, LEFT_OUT, WRONG_USE, fail, interruptible
from api.http.schemas.archive import counts_out
from api.progress import shown
from corpus.web.address import Place, place_of
from corpus.web.client import Manners
from index.report import Report


def index(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders, and URLs of feeds, sitemaps or pages; without any, all that "
            "were named before."
        ),
    ] = None,
    publisher: Annotated[
        str | None,
        typer.Option(help='Outlet of documents that name none; kept for these paths until "".'),
    ] = None,
    fields: Annotated[
        list[str] | None,
        typer.Option("--map", help="FIELD=NAME: what a CSV or JSON file calls it; kept, too."),
    ] = None,
    watch: Annotated[
        bool, typer.Option(help="Stay, and index again when files change; URLs are fetched once.")
    ] = False,
    include_removed: Annotated[
        bool, typer.Option(help="Bring back documents that were removed.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Add what is new, re-index what changed, drop what is gone (within PATH).

    Only a URL that you name is fetched, and what it lists if it is a feed or a sitemap.
    """
    try:
        named = indexing.mapped(fields) if fields else None
        places = [place_of(path) for path in paths or ()]
    except ValueError as error:
        fail(str(error), WRONG_USE)
    with opened() as engine, interruptible():
        roots: list[Place] = places or [*engine.archive.roots()] or [_shipped()]

        def run(roots: Sequence[Place]) -> Report:
            with shown(quiet=as_json) as watching:
                return engine.index(
                    roots,
                    datetime.now(UTC),
                    watching,
                    publisher,
                    include_removed,
                    named,
                    manners=_manners(),
                )

        report = run(roots)
        indexing.tell(report, as_json)
        if watch and not report.interrupted and len(report.missing) < len(roots):
            indexing.watch_files(roots, run, lambda: datetime.now(UTC), as_json)
            return
    if report.interrupted:
        fail("interrupted; what was indexed is kept, and the same command goes on from there")
    if report.missing and len(report.missing) == len(roots):
        raise typer.Exit(FAILED)
    if report.missing or report.left_out:
        raise typer.Exit(LEFT_OUT)


def status(
    repairs: Annotated[
        str | None, typer.Option(metavar="ID", help="List what was altered in a document.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell what the archive holds."""
    with opened() as engine:
        altered = None if repairs is None else engine.repairs(repairs)
        found = engine.status()
    if altered is not None and as_json:
        print_json({"id": repairs, "repairs": [asdict(one) for one in altered]})
    elif altered is not None:
        show(wording.repair_lines(altered))
    elif as_json:
        print_json(found)
    else:
        print("\n".join(f"{name.replace('_', ' '):12} {value}" for name, value in found.items()))


def remove(ids: list[str], as_json: AsJson = False) -> None:
    """Forget documents: no search finds them any more, and no file brings them back."""
    with opened() as engine:
        before, after = engine.remove(ids, datetime.now(UTC))
    if as_json:
        print_json({"ids": ids, **counts_out(before, after)})
        return
    for name, counts in (("before", before), ("after", after)):
        found = asdict(counts).items()
        print(f"{name:6} " + ", ".join(f"{count} {what}" for what, count in found))


def compact(as_json: AsJson = False) -> None:
    """Leave nothing of what was removed in any file, and make the files small."""
    with opened() as engine:
        before, after = engine.compact()
    if as_json:
        print_json({"bytes_before": before, "bytes_after": after})
    else:
        print(f"{before:,} bytes before, {after:,} bytes after")


def _manners() -> Manners:
    """How URLs are fetched: under Dateline's name, by the proxies that the system is set to."""
    return Manners(
        f"Dateline/{version('dateline')} (reads what its user named)", proxies=getproxies()
    )


def _shipped() -> Path:
    """The articles that come with the project: what an empty archive begins with."""
    return Path(str(files("corpus") / "articles"))
