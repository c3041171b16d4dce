"""What reading less costs: quality against time, over budgets from one passage to all of them."""

import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.progress import track

from api.answering.budget import Budget, read_hits
from api.answering.evidence import Read, candidates
from api.answering.model import fitted
from api.answering.question import read_question
from api.answering.shape import answer_in
from api.engine import READ, Engine
from api.settings import load_settings
from eval.asking import Asked, asked
from eval.cases import fold_readers
from eval.plots import line_chart
from eval.squad_metrics import f1
from eval.training.folds import fold_of
from eval.training.material import load
from index.records import Reader
from index.retriever import Retriever

_ALL = float("inf")
BUDGETS = (
    *(Budget(step=most, most=most, enough=_ALL) for most in (1, 2, 3, 5, 10, READ)),
    *(Budget(step=3, most=READ, enough=enough) for enough in (0.0, 1.0, 2.0, 4.0)),
    *(Budget(step=2, most=READ, enough=enough) for enough in (1.0, 1.5, 2.0)),
)


def evaluate(data: Path, cache: Path, seed: int, every: int) -> list[dict[str, Any]]:
    """Ask held-out questions under every budget, all budgets of a question in turn."""
    engine = Engine(load_settings({"DATELINE_HOME": str(cache / "squad" / "archive")}, cache))
    retriever = Retriever(engine.archive)
    found = [one for one in asked(load(data, ["squad"]), cache, 3) if one.question.spans]
    rows: list[list[tuple[float, float, int]]] = [[] for _ in BUDGETS]
    for fold, reader in fold_readers(cache, seed).items():
        apart = [one for one in found if one.present and fold_of(one.article) == fold][::every]
        reader.read("warm", [("", "warm")])
        for one in track(apart, f"fold {fold}", console=Console(stderr=True)):
            for place, budget in enumerate(BUDGETS):
                rows[place].append(_asked(one, budget, reader, retriever))
        reader.close()
    retriever.close()
    engine.close()
    return [_row(budget, row) for budget, row in zip(BUDGETS, rows, strict=True)]


def chart(rows: Sequence[dict[str, Any]]) -> str:
    """Draw F1 against the time of reading, as shares of reading everything."""
    whole = next(row for row in rows if row["most"] == READ and row["enough"] is None)
    points = sorted((row["ms, mean"] / whole["ms, mean"], row["F1"]) for row in rows)
    return line_chart(
        "Answers by the time spent reading",
        "share of the time that reading all passages takes",
        "F1",
        {"budgets": [(min(1.0, across), up) for across, up in points]},
    )


def _asked(
    one: Asked, budget: Budget, reader: Reader, retriever: Retriever
) -> tuple[float, float, int]:
    """Give F1, milliseconds of reading, and passages read."""
    started = time.perf_counter()
    read = read_hits(one.question.text, one.hits[:READ], reader, budget)
    spent = (time.perf_counter() - started) * 1e3
    return _f1(one, read, retriever), spent, sum(each.reading is not None for each in read)


def _f1(one: Asked, read: Sequence[Read], retriever: Retriever) -> float:
    question, model = read_question(one.question.text), fitted("read")
    ordered = candidates(question, read, retriever.rarity, model)
    if not ordered:
        return 0.0
    best = ordered[0]
    first, last = answer_in(question, best)
    return f1(best.text[first:last], one.question.answers)


def _row(budget: Budget, rows: Sequence[tuple[float, float, int]]) -> dict[str, Any]:
    scores, spent, passages = zip(*rows, strict=True)
    return {
        "step": budget.step,
        "most": budget.most,
        "enough": None if budget.enough == _ALL else budget.enough,
        "questions": len(rows),
        "F1": sum(scores) / len(rows),
        "ms, median": median(spent),
        "ms, mean": sum(spent) / len(rows),
        "passages": sum(passages) / len(rows),
    }
