"""The command of `dateline eval` that measures a language model's answers."""

from pathlib import Path
from typing import Annotated

import typer

from eval import results
from eval.options import CACHE, OUT, Cache, Out


def llm(
    files: Annotated[list[Path], typer.Argument(help="JSON lines of questions.")],
    url: Annotated[str, typer.Option(help="Base URL of an OpenAI-compatible server.")],
    model: Annotated[str, typer.Option(help="Name of the model there.")] = "default",
    count: Annotated[int, typer.Option(help="How often the model is asked.")] = 60,
    timeout: Annotated[int, typer.Option(help="Seconds for one answer.")] = 120,
    articles: Annotated[
        Path | None, typer.Option(help="What to ask; without it, the shipped articles.")
    ] = None,
    cache: Cache = CACHE,
    out: Out = OUT,
) -> None:
    """Let a language model compose answers, and count which of its sentences are left out.

    What was kept is written to llm-kept.txt in the cache, to be read.
    """
    from eval import generating
    from eval.archives import archive_in

    at = results.commit()
    given = {"LLM": url, "LLM_MODEL": model, "LLM_TIMEOUT_S": str(timeout)}
    engine = archive_in(articles, cache, {f"DATELINE_{name}": one for name, one in given.items()})
    found, answers = generating.evaluate(engine, files, count, cache / "llm-kept.txt")
    engine.close()
    for answer in answers:
        print(*generating.listing(answer), sep="\n")
    print(found)
    print(results.write("llm", {"model": model, **found}, out, at))
