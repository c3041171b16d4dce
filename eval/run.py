"""The `dateline eval` command."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from eval import (
    results,
    run_articles,
    run_conflicts,
    run_followups,
    run_generating,
    run_locating,
    run_reading,
    run_serving,
)
from eval.options import CACHE, DATA, OUT, Articles, Cache, Data, Out

app = typer.Typer(help="Measure this build on published data.", no_args_is_help=True)
app.add_typer(run_reading.app)
app.command()(run_articles.speakers)
app.command()(run_conflicts.conflicts)
app.command()(run_locating.locate)
app.command()(run_serving.streaming)
app.command()(run_followups.followups)
app.command()(run_generating.llm)
app.command()(run_articles.timeline)
app.command()(run_articles.yes_no)


@app.command()
def retrieval(
    names: Annotated[list[str] | None, typer.Argument(help="scifact, squad")] = None,
    data: Data = DATA,
    cache: Cache = CACHE,
    out: Out = OUT,
) -> None:
    """Compare words, vectors and both on nDCG@10, recall and MRR."""
    from eval import retrieval as module
    from eval.datasets import DATASETS

    at = results.commit()
    found = module.evaluate(data, cache, names or tuple(DATASETS))
    path = results.write("retrieval", {"datasets": found}, out, at)
    for name, scores in found.items():
        _show(
            f"{name}: {scores['documents']} documents, {scores['queries']} queries", scores["rows"]
        )
    print(path)


@app.command()
def answers(
    files: Annotated[list[Path], typer.Argument(help="JSON lines of questions with answers.")],
    articles: Articles = None,
    cache: Cache = CACHE,
    out: Out = OUT,
) -> None:
    """Ask questions whose answers are known, and check citation 1 and every quote."""
    from eval import answers as module
    from eval.archives import archive_in

    at = results.commit()
    engine = archive_in(articles, cache)
    found = {file.name: module.evaluate(engine, file) for file in files}
    engine.close()
    path = results.write("answers", {"files": found}, out, at)
    for name, scores in found.items():
        for row in scores["questions"]:
            mark = "right" if row["right"] else row["status"]
            print(f"{mark:10} {row['confidence']:.2f} {row['question']}\n{'':16}{row['answer']}")
        print(name, {key: value for key, value in scores.items() if key != "questions"})
    print(path)


@app.command()
def indexing(
    source: Annotated[Path, typer.Argument(help="JSON lines of articles.")],
    articles: Annotated[int, typer.Option(help="How many of them.")] = 100,
    rounds: Annotated[int, typer.Option(help="How often, by turns with the bare model.")] = 3,
    out: Out = OUT,
) -> None:
    """Compare the rate of indexing with that of the bare model on the same passages."""
    from eval import speed

    at = results.commit()
    found = speed.indexing(source, articles, rounds)
    print(found)
    print(results.write("indexing", found, out, at))


@app.command()
def asking(
    home: Annotated[Path, typer.Argument(help="Data folder of an archive.")],
    source: Annotated[Path, typer.Argument(help="JSON lines of questions.")],
    count: Annotated[int, typer.Option(help="How many questions.")] = 200,
    at_once: Annotated[int, typer.Option(help="How many together.")] = 32,
    out: Out = OUT,
) -> None:
    """Time questions over HTTP, and check that many at once get the answers they get alone."""
    from eval import speed

    at = results.commit()
    found = speed.questions(home, source, count, at_once)
    print(found)
    print(results.write("asking", found, out, at))


@app.command()
def sync(
    source: Annotated[Path, typer.Argument(help="JSON lines of articles.")],
    files: Annotated[int, typer.Option(help="How many files to make of them.")] = 5000,
    seed: Annotated[int, typer.Option(help="Which of them change.")] = 1,
    longest: Annotated[int, typer.Option(help="Characters of each article.")] = 1500,
    out: Out = OUT,
) -> None:
    """Time a sync after a few changes among many files, and deletions in a running server."""
    from eval import sync as module

    at = results.commit()
    found = module.sync(source, files, seed, longest)
    print(found)
    print(results.write("sync", found, out, at))


@app.command()
def duplicates(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Articles to time it on; without any, it is not.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Of the edits.")] = 2,
    half: Annotated[int, typer.Option(help="1: reported; 0: what thresholds were set on.")] = 1,
    out: Out = OUT,
) -> None:
    """Tell edited copies of the shipped articles from copies in which one fact was changed."""
    from eval import duplicates as module

    at = results.commit()
    found = {
        "articles first": module.evaluate(seed, half),
        "in random order": module.evaluate(seed, half, shuffle=True),
    }
    for name, scores in found.items():
        print(name, scores)
    if files:
        found["cost"] = module.cost(files)
        print("cost", found["cost"])
    print(results.write("duplicates", found, out, at))


@app.command()
def repair(
    source: Annotated[Path, typer.Argument(help="JSON lines of clean articles in English.")],
    articles: Annotated[int | None, typer.Option(help="How many of them; all without it.")] = None,
    skip: Annotated[int, typer.Option(help="How many of them to pass over first.")] = 0,
    seed: Annotated[int, typer.Option(help="What to damage is drawn from this.")] = 1,
    development: Annotated[
        bool, typer.Option(help="The half of the articles that repair was built on.")
    ] = False,
    out: Out = OUT,
) -> None:
    """Damage clean text and repair it; print what was not damage of ours, to be judged."""
    from eval import repair as module

    at = results.commit()
    chosen = module.articles(source, articles, development, skip)
    found, untouched, doubtful = module.evaluate(chosen, seed)
    print("In untouched text:", *untouched, sep="\n")
    print("In damaged text alone:", *doubtful, sep="\n")
    print(found)
    half = "development" if development else "held out"
    print(results.write("repair", {"half": half, "skipped": skip, "seed": seed} | found, out, at))


def _show(title: str, rows: dict[str, dict[str, Any]]) -> None:
    columns = list(next(iter(rows.values())))
    table = Table("", *columns, title=title, title_justify="left")
    for name, scores in rows.items():
        table.add_row(name, *(f"{scores[column]:.4f}" for column in columns))
    Console().print(table)
