"""Commands of `dateline eval` that measure what is read inside articles."""

from pathlib import Path
from typing import Annotated

import typer

from eval import results


def speakers(
    articles: Annotated[Path, typer.Argument(help="JSON lines of PolNeAR's articles.")],
    out: Annotated[Path, typer.Option(help="Folder for the results.")] = Path("eval/results"),
) -> None:
    """Name who says what is marked as said, and compare with the marked sources."""
    from eval import speech

    at = results.commit()
    found = speech.evaluate(articles)
    print(found)
    print(results.write("speakers", found, out, at))
