"""The `dateline` command."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import entry_points, version
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any
from urllib.request import getproxies

import typer

from api import indexing, wording
from api.endings import (
    FAILED,
    LEFT_OUT,
    WRONG_USE,
    fail,
    fault,
    interruptible,
    leave,
    say,
    terminated_as_interrupted,
)
from api.engine import Engine, Filters
from api.errors import AskError, CannotListen, NotInArchive
from api.http.schemas import answer_out, counts_out, hits_out
from api.progress import shown
from api.settings import Settings, SettingsError, load_settings
from corpus.database import CatalogError
from corpus.web.address import Place, place_of
from corpus.web.client import Manners
from index.build import ArchiveError
from index.embedder import ModelError
from index.report import Report

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Ask an archive of articles; every answer is proved by a quote.",
)

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on stdout, nothing else.")]
From = Annotated[str | None, typer.Option("--from", help="Published on or after this day.")]
To = Annotated[str | None, typer.Option("--to", help="Published on or before this day.")]
Publisher = Annotated[str | None, typer.Option(help="Only this outlet.")]


@app.callback(invoke_without_command=True)
def _main(
    show_version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if show_version:
        print(version("dateline"))
        raise typer.Exit


@app.command()
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
    with _engine() as engine, interruptible():
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


@app.command()
def ask(
    question: str,
    date_from: From = None,
    date_to: To = None,
    publisher: Publisher = None,
    as_of: Annotated[
        str | None, typer.Option(help="Answer from what was published by this day.")
    ] = None,
    strictness: Annotated[
        str | None, typer.Option(help="strict, balanced or open: how sure an answer must be.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Ask a question and get the answer with the sentence that proves it."""
    with _engine() as engine:
        filters = Filters(date_from, date_to, publisher)
        answer = engine.ask(question, filters, as_of, strictness)
        _say_if_empty(engine)
    if as_json:
        _print(answer_out(answer))
    else:
        _show(wording.answer_lines(answer))


@app.command()
def search(
    words: str,
    date_from: From = None,
    date_to: To = None,
    publisher: Publisher = None,
    k: Annotated[int, typer.Option(help="How many passages.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Find the passages nearest to some words."""
    with _engine() as engine:
        hits = engine.search(words, Filters(date_from, date_to, publisher), k)
        _say_if_empty(engine)
    if as_json:
        _print(hits_out(hits))
    else:
        _show(wording.hit_lines(hits))


@app.command()
def status(
    repairs: Annotated[
        str | None, typer.Option(metavar="ID", help="List what was altered in a document.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell what the archive holds."""
    with _engine() as engine:
        altered = None if repairs is None else engine.repairs(repairs)
        found = engine.status()
    if altered is not None and as_json:
        _print({"id": repairs, "repairs": [asdict(one) for one in altered]})
    elif altered is not None:
        _show(wording.repair_lines(altered))
    elif as_json:
        _print(found)
    else:
        print("\n".join(f"{name.replace('_', ' '):12} {value}" for name, value in found.items()))


@app.command()
def remove(ids: list[str], as_json: AsJson = False) -> None:
    """Forget documents: no search finds them any more, and no file brings them back."""
    with _engine() as engine:
        before, after = engine.remove(ids, datetime.now(UTC))
    if as_json:
        _print({"ids": ids, **counts_out(before, after)})
        return
    for name, counts in counts_out(before, after).items():
        print(f"{name:6} " + ", ".join(f"{count} {what}" for what, count in counts.items()))


@app.command()
def compact(as_json: AsJson = False) -> None:
    """Leave nothing of what was removed in any file, and make the files small."""
    with _engine() as engine:
        before, after = engine.compact()
    if as_json:
        _print({"bytes_before": before, "bytes_after": after})
    else:
        print(f"{before:,} bytes before, {after:,} bytes after")


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
) -> None:
    """Serve the HTTP API and the page."""
    from api.http.server import Server, listen

    settings = _settings()
    host, port = host or settings.host, settings.port if port is None else port
    # Before anything is loaded, so that a port that is taken is said at once.
    with listen(host, port) as listening, _engine() as engine:
        where = f"[{host}]" if ":" in host else host
        say(f"Dateline is at http://{where}:{listening.getsockname()[1]} (Ctrl-C stops it)")
        # The server ends its work cleanly, and then raises the signal again.
        with suppress(KeyboardInterrupt), terminated_as_interrupted():
            Server(engine).run(listening)


def main() -> None:
    """Run the command line; errors the user can mend leave as one line."""
    for extra in entry_points(group="dateline.commands"):
        app.add_typer(extra.load(), name=extra.name)
    try:
        app()
    except (SettingsError, AskError) as error:
        leave(str(error), WRONG_USE)
    except (CannotListen, CatalogError, ArchiveError, ModelError, NotInArchive) as error:
        leave(str(error.args[0]), FAILED)
    except Exception as error:
        leave(fault(error), FAILED)


@contextmanager
def _engine() -> Iterator[Engine]:
    engine = Engine(_settings())
    try:
        yield engine
    finally:
        engine.close()


def _say_if_empty(engine: Engine) -> None:
    if not engine.documents(limit=1):
        say(f"the archive in {engine.settings.home} is empty: fill it with dateline index PATH")


def _settings() -> Settings:
    return load_settings(os.environ, Path.cwd())


def _manners() -> Manners:
    """How URLs are fetched: under Dateline's name, by the proxies that the system is set to."""
    return Manners(
        f"Dateline/{version('dateline')} (reads what its user named)", proxies=getproxies()
    )


def _shipped() -> Path:
    """The articles that come with the project: what an empty archive begins with."""
    return Path(str(files("corpus") / "articles"))


def _print(value: dict[str, Any]) -> None:
    print(json.dumps(value, ensure_ascii=False))


def _show(lines: Iterable[str]) -> None:
    print("\n".join(wording.printable(line) for line in lines))
