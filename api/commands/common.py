"""What the commands share: options, the archive, and how results are printed."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from api import wording
from api.endings import say
from api.engine import Engine
from api.settings import Settings, load_settings

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on stdout, nothing else.")]
From = Annotated[str | None, typer.Option("--from", help="Published on or after this day.")]
To = Annotated[str | None, typer.Option("--to", help="Published on or before this day.")]
Publisher = Annotated[str | None, typer.Option(help="Only this outlet.")]


@contextmanager
def opened() -> Iterator[Engine]:
    """Open the archive that the settings name, and close it after."""
    engine = Engine(settings())
    try:
        yield engine
    finally:
        engine.close()


def say_if_empty(engine: Engine) -> None:
    """Say what to do where nothing can be found because nothing was indexed."""
    if not engine.documents(limit=1):
        say(f"the archive in {engine.settings.home} is empty: fill it with dateline index PATH")


def settings() -> Settings:
    """Read the settings from the environment and the working folder."""
    return load_settings(os.environ, Path.cwd())


def print_json(value: Mapping[str, Any]) -> None:
    """Print one JSON object."""
    print(json.dumps(value, ensure_ascii=False))


def show(lines: Iterable[str]) -> None:
    """Print lines for a person."""
    print("\n".join(wording.printable(line) for line in lines))
