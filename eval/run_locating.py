"""The command of `dateline eval` that measures where quotes are found."""

from pathlib import Path
from typing import Annotated

import typer

from eval import results
from eval.options import CACHE, OUT, Cache, Out


def locate(
    sources: Annotated[
        list[Path], typer.Argument(help="JSON lines of articles; the last is quoted.")
    ],
    count: Annotated[int, typer.Option(help="Quotes of each kind.")] = 400,
    seed: Annotated[int, typer.Option(help="Of the quotes and of what is changed in them.")] = 1,
    cache: Cache = CACHE,
    out: Out = OUT,
) -> None:
    """Locate quotes, unchanged and altered, among all sources, and some that are not there."""
    from eval import locate as module

    at = results.commit()
    found = module.evaluate(sources, cache, count, seed)
    for kind, scores in found["quotes"].items():
        print(kind, scores)
    print(results.write("locate", found, out, at))
