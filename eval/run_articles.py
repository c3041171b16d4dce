"""Commands of `dateline eval` that measure what is read inside articles."""

from pathlib import Path
from typing import Annotated

import typer

from eval import results
from eval.options import CACHE, OUT, Articles, Cache, Out


def timeline(
    marked: Annotated[Path, typer.Argument(help="JSON lines of topics with their events.")],
    articles: Articles = None,
    cache: Cache = CACHE,
    out: Out = OUT,
) -> None:
    """Tell timelines, and compare with marked ones: events, dates, order, what is told twice."""
    from eval import timelines as module
    from eval.archives import archive_in

    at = results.commit()
    engine = archive_in(articles, cache)
    found = module.evaluate(engine, marked)
    engine.close()
    for part, scores in found.items():
        print(part, scores["scores"], scores["citations that hold"])
    print(results.write("timeline", {"parts": found}, out, at))


def speakers(
    articles: Annotated[Path, typer.Argument(help="JSON lines of PolNeAR's articles.")],
    out: Out = OUT,
) -> None:
    """Name who says what is marked as said, and compare with the marked sources."""
    from eval import speech

    at = results.commit()
    found = speech.evaluate(articles)
    print(found)
    print(results.write("speakers", found, out, at))


def yes_no(
    table: Annotated[Path, typer.Argument(help="JSON lines of questions of yes or no.")],
    articles: Articles = None,
    cache: Cache = CACHE,
    out: Out = OUT,
) -> None:
    """Ask questions of yes or no: what settles them, both sides where they differ, refusals."""
    from eval import yes_no as module
    from eval.archives import archive_in

    at = results.commit()
    engine = archive_in(articles, cache)
    found = module.evaluate(engine, table)
    engine.close()
    for part, scores in found.items():
        for row in scores["questions"]:
            print("right" if row["right"] else "WRONG", row["question"], row["cited"])
        print(part, {name: value for name, value in scores.items() if name != "questions"})
    print(results.write("yes-no", {"parts": found}, out, at))
