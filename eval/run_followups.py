"""The command of `dateline eval` that measures follow-up questions."""

from pathlib import Path
from typing import Annotated, Any

import typer

from eval import results
from eval.options import CACHE, OUT, Cache, Out


def followups(
    conversations: Annotated[Path, typer.Argument(help="JSON lines of conversations.")],
    cast: Annotated[
        Path | None, typer.Option(help="JSON lines of TREC CAsT 2020; without it, only the others.")
    ] = None,
    strangers: Annotated[
        Path | None, typer.Option(help="JSON lines of questions that stand by themselves.")
    ] = None,
    count: Annotated[int, typer.Option(help="How many of them.")] = 2000,
    seed: Annotated[int, typer.Option(help="Which of them.")] = 1,
    cache: Cache = CACHE,
    out: Out = OUT,
) -> None:
    """Complete follow-up questions from their conversations, and ask them over the articles."""
    from eval import followups as module
    from eval.archives import archive_in

    at = results.commit()
    engine = archive_in(None, cache)
    found: dict[str, Any] = {"conversations": module.conversations(engine, conversations)}
    engine.close()
    if cast:
        found["cast"] = module.cast(cast)
    if strangers:
        found["strangers"], changed = module.strangers(strangers, count, seed)
        print("Changed, though they stand by themselves:", *changed, sep="\n")
    for part, scores in found["conversations"].items():
        for row in scores["rows"]:
            mark = "right" if row["right"] else "WRONG"
            print(f"{mark} {row['question']}\n{'':6}{row['completed']} {row['carried_over']}")
        print(part, {name: value for name, value in scores.items() if name != "rows"})
    print(*(found[name] for name in ("cast", "strangers") if name in found), sep="\n")
    print(results.write("followups", found, out, at))
