"""The `dateline` command."""

import os
from collections.abc import MutableMapping
from functools import cache
from importlib.metadata import entry_points, version
from typing import Annotated

import typer

from api.commands import archive, asking, assistants, feedback, locating, serving, timeline
from api.endings import FAILED, WRONG_USE, fault, leave
from api.errors import AskError, CannotListen, NotInArchive
from api.settings import SettingsError
from corpus.database import CatalogError
from index.build import ArchiveError
from index.embedder import ModelError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Ask an archive of articles; every answer is proved by a quote.",
)
for _command in (
    archive.index,
    asking.ask,
    asking.search,
    locating.locate,
    locating.verify,
    timeline.timeline,
    archive.status,
    archive.remove,
    archive.compact,
    serving.serve,
    assistants.mcp,
):
    app.command()(_command)
app.add_typer(feedback.app, name="feedback")


@app.callback(invoke_without_command=True)
def _main(
    show_version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if show_version:
        print(version("dateline"))
        raise typer.Exit


def sleep_sooner(environment: MutableMapping[str, str]) -> None:
    """Let threads of a model that wait for each other spin for a short while only.

    By default they spin so long that beside other work, such as an indexing run, they take the very
    cores that they wait for. It is read when the model's library is loaded.
    """
    if "OMP_WAIT_POLICY" not in environment:
        environment.setdefault("GOMP_SPINCOUNT", "10000")


@cache
def _extended() -> typer.Typer:
    """Give the command with those that installed packages add to it."""
    for extra in entry_points(group="dateline.commands"):
        app.add_typer(extra.load(), name=extra.name)
    return app


def main() -> None:
    """Run the command line; errors the user can mend leave as one line."""
    sleep_sooner(os.environ)
    try:
        _extended()()
    except (SettingsError, AskError) as error:
        leave(str(error), WRONG_USE)
    except (CannotListen, CatalogError, ArchiveError, ModelError, NotInArchive) as error:
        leave(str(error.args[0]), FAILED)
    except Exception as error:
        leave(fault(error), FAILED)
