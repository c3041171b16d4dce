"""A language model asked over an archive: what it composed, and what of it was left out."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.progress import track

from api.answering.records import Answer
from api.engine import Engine
from api.markdown import composed
from eval.datasets import json_lines


def evaluate(
    engine: Engine, files: Sequence[Path], count: int, kept: Path
) -> tuple[dict[str, Any], list[Answer]]:
    """Ask until the model was asked so often; what was kept is written down, to be read.

    Returns:
        The counts, and the answers.
    """
    answers: list[Answer] = []
    rows = (row for path in files for row in json_lines(path))
    # A follow-up is asked as a person completed it.
    questions = [row.get("full") or row["question"] for row in rows]
    asked, took = 0, []
    for question in track(list(dict.fromkeys(questions)), console=Console(stderr=True)):
        started = time.perf_counter()
        answer = engine.ask(question)
        asked += 1
        if answer.generated is not None:
            answers.append(answer)
            took.append(time.perf_counter() - started)
        if len(answers) == count:
            break
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text("\n".join(line for one in answers for line in listing(one)), encoding="utf-8")
    seconds = {"median_s": round(median(took), 1)} if took else {}
    return {"asked": asked, **scores(answers), **seconds}, answers


def scores(answers: Sequence[Answer]) -> dict[str, Any]:
    """Count answers, and the sentences kept and dropped."""
    told = [(one, one.generated) for one in answers if one.generated is not None]
    reasons: Counter[str] = Counter()
    for _, generated in told:
        reasons.update(generated.dropped)
    dropped = sum(reasons.values())
    kept = sum(len(sentences) for sentences in map(composed_of, answers))
    return {
        "model_asked": len(told),
        "composed": sum(generated.composed for _, generated in told),
        "notes": dict(Counter(generated.note for _, generated in told if generated.note)),
        "sentences": kept + dropped,
        "kept": kept,
        "dropped": dropped,
        "dropped_share": round(dropped / (kept + dropped), 4) if kept + dropped else None,
        "dropped_for": dict(reasons.most_common()),
        "kept_word_for_word": sum(
            is_whole for one in answers for _, _, is_whole in composed_of(one)
        ),
    }


def composed_of(answer: Answer) -> list[tuple[str, str, bool]]:
    """Give each composed sentence, the one that it cites, and whether it is all of that."""
    texts = {one.number: " ".join(one.passage.text.split()) for one in answer.citations}
    own = answer.sentences[: composed(answer)]
    found = [(one.text, texts[one.citations[0]]) for one in own]
    return [(text, cited, text == cited) for text, cited in found]


def listing(answer: Answer) -> Iterator[str]:
    """Write what was kept for one question beside what it cites, for somebody to judge."""
    for text, cited, is_whole in composed_of(answer):
        yield f"Q {answer.question}"
        yield f"S {text}"
        yield "E (the same)" if is_whole else f"E {cited}"
        yield ""
