"""The command of `dateline eval` that measures disagreement."""

from typing import Annotated, Any

import typer

from eval import results
from eval.options import CACHE, DATA, OUT, Cache, Data, Out


def conflicts(
    names: Annotated[list[str] | None, typer.Argument(help="rgb, squad, realtimeqa")] = None,
    data: Data = DATA,
    cache: Cache = CACHE,
    reader: Annotated[str, typer.Option(help="A reader, or none.")] = "none",
    development: Annotated[
        bool, typer.Option(help="The questions that the rules were developed on.")
    ] = False,
    count: Annotated[int, typer.Option(help="Questions of squad and of realtimeqa.")] = 300,
    out: Out = OUT,
) -> None:
    """Ask of sources that contradict each other, and of archives in which little does.

    The archives of squad and realtimeqa (the articles of 2022) must be in the cache, at
    NAME/archive.
    """
    from eval import conflicts as module
    from index.reader import named_reader

    at, known = results.commit(), named_reader(reader)
    found: dict[str, Any] = {}
    for name in names or ("rgb", "squad", "realtimeqa"):
        if name == "rgb":
            path = data / "rgb" / "en_fact.jsonl.gz"
            found[name] = module.rgb(path, cache, known, development)
        else:
            found[name] = module.agreeing(name, data, cache, known, development, count)
        print(name, found[name])
    if known is not None:
        known.close()
    about = {"reader": reader, "half": "development" if development else "reported"}
    print(results.write("conflicts", about | found, out, at))
