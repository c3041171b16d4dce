"""More of the `dateline eval` command: what is read, refused and dated."""

from pathlib import Path
from typing import Annotated

import typer

from eval import results
from eval.options import CACHE, DATA, FOLDS, OUT, Cache, Data, Folds, Out, Seed

app = typer.Typer()


@app.command()
def reader(
    data: Data = DATA,
    cache: Folds = FOLDS,
    seed: Seed = 0,
    every: Annotated[int, typer.Option(help="Take each n-th question.")] = 1,
    out: Out = OUT,
) -> None:
    """Read the passages that SQuAD's questions were written for, each fold by its own reader."""
    from eval import gold as module

    at = results.commit()
    found = module.evaluate(data, cache, seed, every)
    print(found)
    print(results.write("reader", found, out, at))


@app.command()
def refusal(
    data: Data = DATA,
    cache: Folds = FOLDS,
    seed: Seed = 0,
    every: Annotated[int, typer.Option(help="Take each n-th question.")] = 3,
    plots: Annotated[Path, typer.Option(help="Folder for the curves.")] = Path("docs"),
    out: Out = OUT,
) -> None:
    """Ask what the archive holds and what it does not: answers, ranks, risk, calibration."""
    from eval import refusal as module

    at = results.commit()
    found = module.evaluate(data, cache, seed, every)
    for name, chart in module.charts(found).items():
        (plots / f"{name}.svg").write_text(chart, encoding="utf-8")
    print({kind: row["scores"] for kind, row in found.items()})
    print(results.write("refusal", found, out, at))


@app.command()
def budget(
    data: Data = DATA,
    cache: Folds = FOLDS,
    seed: Seed = 0,
    every: Annotated[int, typer.Option(help="Take each n-th question.")] = 3,
    plots: Annotated[Path, typer.Option(help="Folder for the curve.")] = Path("docs"),
    out: Out = OUT,
) -> None:
    """Compare how well and how long budgets of reading read."""
    from eval import budget as module

    at = results.commit()
    rows = module.evaluate(data, cache, seed, every)
    (plots / "reading-budget.svg").write_text(module.chart(rows), encoding="utf-8")
    print(*rows, sep="\n")
    print(results.write("budget", {"budgets": rows}, out, at))


@app.command()
def news(
    home: Annotated[Path, typer.Argument(help="Data folder of an archive of the articles.")],
    questions: Annotated[Path, typer.Argument(help="JSON lines of RealTime QA's questions.")],
    every: Annotated[int, typer.Option(help="Take each n-th question.")] = 1,
    reader: Annotated[str | None, typer.Option(help="none: without a reader.")] = None,
    out: Out = OUT,
) -> None:
    """Ask news questions as of the day they were asked."""
    from eval import news as module
    from eval.archives import opened_at

    at = results.commit()
    engine = opened_at(home, reader)
    found = module.evaluate(engine, questions, every)
    engine.close()
    print({key: value for key, value in found.items() if key != "rows"})
    print(
        results.write(f"news-{questions.name.split('.')[0]}-{reader or 'reader'}", found, out, at)
    )


@app.command()
def dates(
    data: Data = DATA,
    tables: Annotated[
        list[Path] | None,
        typer.Option("--table", help="JSON lines of sentences or questions with their dates."),
    ] = None,
    out: Out = OUT,
) -> None:
    """Resolve and find the dates of annotated news, and check tables of cases."""
    from eval import dates as module

    at = results.commit()
    source = data / "timeml" / "documents.jsonl.gz"
    found = {
        "development": module.evaluate(module.articles(source, development=True)),
        "held out": module.evaluate(module.articles(source, development=False)),
        "all": module.evaluate(module.articles(source)),
    }
    checked = {path.name: module.table(path) for path in tables or ()}
    for name, (scores, wrong) in checked.items():
        print(*wrong, sep="\n")
        print(name, scores)
    for name, half in found.items():
        print(name, half)
    kept = {"timeml": found, "tables": {name: scores for name, (scores, _) in checked.items()}}
    print(results.write("dates", kept, out, at))


@app.command()
def asked_dates(
    tables: Annotated[
        list[Path] | None,
        typer.Option("--table", help="JSON lines of dated questions with what they mean."),
    ] = None,
    home: Annotated[
        Path | None, typer.Option(help="Data folder of an archive; the shipped articles without.")
    ] = None,
    questions: Annotated[
        Path | None, typer.Option(help="JSON lines of questions to ask as of random days.")
    ] = None,
    count: Annotated[int, typer.Option(help="How often one of them is asked.")] = 500,
    seed: Annotated[int, typer.Option(help="Of the days.")] = 1,
    cache: Cache = CACHE,
    out: Out = OUT,
) -> None:
    """Ask dated questions, and see that as of a day nothing later is let through."""
    from eval import asked_dates as module
    from eval.archives import archive_in, opened_at
    from eval.datasets import json_lines

    at = results.commit()
    engine = opened_at(home) if home else archive_in(None, cache)
    found: dict[str, object] = {}
    for table in tables or ():
        found[table.name], wrong = module.understood(engine, table)
        print(*wrong, sep="\n")
    if questions:
        texts = [row["question"] for row in json_lines(questions)]
        found["as of"] = module.let_through(engine, texts, count, seed)
    engine.close()
    print(found)
    archive = home.name if home else "shipped"
    print(results.write(f"asked-dates-{archive}", found, out, at))
