"""Commands of `dateline eval` that measure the server."""

from pathlib import Path
from typing import Annotated

import typer

from eval import results
from eval.options import CACHE, OUT, Cache, Out


def streaming(
    source: Annotated[Path, typer.Argument(help="JSON lines of questions.")],
    articles: Annotated[
        Path | None, typer.Option(help="What to ask; without it, the shipped articles.")
    ] = None,
    rounds: Annotated[int, typer.Option(help="How often each question is asked.")] = 3,
    cache: Cache = CACHE,
    out: Out = OUT,
) -> None:
    """Time the first event and the end of streamed answers over HTTP."""
    from eval import streaming as module
    from eval.archives import archive_in

    at = results.commit()
    engine = archive_in(articles, cache)
    found = module.evaluate(engine, source, rounds)
    engine.close()
    print(found)
    print(results.write("streaming", found, out, at))
