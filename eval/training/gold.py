"""The reader on the passages that questions were written for: what it says, and scores of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch

from eval.calibration import auroc
from eval.squad_metrics import exact_match, f1
from eval.training.material import Material, Question
from index.crossencoder import CrossEncoder, empty
from index.embedder import packaged_model
from index.reader import CrossEncoderReader
from index.records import Reader


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader answered to one question, and how sure it was that there is an answer."""

    question: Question
    said: str
    answer: float
    relevance: float


def reader_of(state: dict[str, torch.Tensor], name: str) -> CrossEncoderReader:
    """Make a reader of weights."""
    return CrossEncoderReader(partial(_network_of, state), name)


def read_gold(reader: Reader, material: Material, questions: Iterable[Question]) -> list[Told]:
    """Read each question's own passage."""
    told = []
    for question in questions:
        passage = material.passages[question.passage]
        found = reader.read(question.text, [(passage.title, passage.text)])[0]
        best = found.spans[0]
        said = passage.text[best.start : best.end]
        told.append(Told(question, said, best.score, found.relevance))
    return told


def scores(told: Sequence[Told], least: float) -> dict[str, Any]:
    """Score answers; below ``least`` none is given, which is right where there is none."""
    held = [one for one in told if one.question.spans]
    both = [_with_refusal(one, least) for one in told]
    answerable = np.array([bool(one.question.spans) for one in told])
    return {
        "answerable": len(held),
        "unanswerable": len(told) - len(held),
        "exact match": float(
            np.mean([exact_match(one.said, one.question.answers) for one in held])
        ),
        "F1": float(np.mean([f1(one.said, one.question.answers) for one in held])),
        "exact match, SQuAD 2.0": float(np.mean([exact for exact, _ in both])),
        "F1, SQuAD 2.0": float(np.mean([overlap for _, overlap in both])),
        "AUROC answer": auroc(answerable, np.array([one.answer for one in told])),
        "AUROC relevance": auroc(answerable, np.array([one.relevance for one in told])),
    }


def best_threshold(told: Sequence[Told]) -> float:
    """Choose the score below which no answer is given, by F1 over all questions."""
    order = sorted(told, key=lambda one: -one.answer)
    gains = [f1(one.said, one.question.answers) if one.question.spans else -1.0 for one in order]
    total = np.cumsum(gains)
    best = int(total.argmax())
    return order[best].answer


def _with_refusal(one: Told, least: float) -> tuple[float, float]:
    golds = one.question.answers if one.question.spans else ()
    said = one.said if one.answer >= least else ""
    return exact_match(said, golds), f1(said, golds)


def _network_of(state: dict[str, torch.Tensor]) -> CrossEncoder:
    """Put weights into a network."""
    network = empty(Path(packaged_model()))
    network.load_state_dict(state)
    return network
