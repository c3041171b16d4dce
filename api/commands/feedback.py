"""What readers thought of answers."""

import json
from pathlib import Path
from typing import Annotated

import typer

from api import feedback
from api.commands.common import AsJson, opened, print_json
from api.endings import say

app = typer.Typer(help="What readers thought of answers.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keep `export` a word of its own, though it is the only one."""


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to; without it, to stdout.")] = None,
    as_json: AsJson = False,
) -> None:
    """Write ratings as evaluation cases: JSON lines that `dateline eval answers` reads."""
    with opened() as engine:
        ratings = feedback.rated(engine.archive.catalog)
    cases = list(feedback.cases(ratings))
    if left_out := len(ratings) - len(cases):
        say(f"{left_out} left out: a document that the answer quoted was removed")
    lines = "".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases)
    if file is not None:
        file.write_text(lines, encoding="utf-8")
        say(f"{len(cases)} cases in {file}")
    if as_json:
        print_json({"cases": cases, "left_out": left_out})
    elif file is None:
        print(lines, end="")
