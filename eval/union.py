"""The reader, and beside it the words where it is not sure: decided as answers are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import track

from api.answering.deciding import Decision, Lookup, decisions
from api.answering.model import Models, shipped
from api.answering.question import read_question
from eval.calibration import Flags, Sure, auroc, calibration_error, given_of
from eval.cases import Case, Fit, is_right

# The reader is never as sure as this, so that the words are always heard.
_NEVER = 2.0


@dataclass(frozen=True, slots=True)
class Apart:
    """What the reader and the words beside it each come to: shape (cases,).

    ``heard`` tells where the words may say something: where the reader does not exclude it.
    """

    sure: Sure
    right: Flags
    heard: Flags
    words_sure: Sure
    words_right: Flags

    def some(self, which: Flags) -> "Apart":
        """Keep some of the cases."""
        return Apart(
            self.sure[which],
            self.right[which],
            self.heard[which],
            self.words_sure[which],
            self.words_right[which],
        )


@dataclass(frozen=True, slots=True)
class Together:
    """What is shown, whether by the words, how sure it is and whether it is right: shape (cases,).

    Where nothing is shown, ``sure`` and ``right`` are those of the surest that was not.
    """

    given: Flags
    by_words: Flags
    sure: Sure
    right: Flags


def apart(
    made: Sequence[Case], read: Mapping[int, Fit], plain: Mapping[int, Fit], lookup: Lookup
) -> Apart:
    """Decide every case by reader and words, by what was fitted on the other parts."""
    yes_no = replace(shipped().yes_no, thresholds={"": _NEVER})
    models = {
        part: Models(fit.model({"": _NEVER}), plain[part].model({}), yes_no, {"": 0.0})
        for part, fit in read.items()
    }
    rows = [
        _both(case, models[case.part], lookup)
        for case in track(made, "deciding", console=Console(stderr=True))
    ]
    sure, right, heard, words_sure, words_right = (np.array(row) for row in zip(*rows, strict=True))
    return Apart(sure, right, heard, words_sure, words_right)


def together(found: Apart, least: float, beside: float | None) -> Together:
    """Show what the reader is sure of, and else what the words are sure of."""
    heard = found.heard if beside is not None else np.zeros_like(found.heard)
    by_reader = found.sure >= least
    by_words = ~by_reader & heard & (found.words_sure >= (beside or 0.0))
    surer = heard & (found.words_sure > found.sure)
    words = by_words | (surer & ~by_reader)
    return Together(
        by_reader | by_words,
        by_words,
        np.where(words, found.words_sure, found.sure),
        np.where(words, found.words_right, found.right),
    )


def beside(found: Apart, least: float, allowed: float) -> float | None:
    """Find how sure the words must be where the reader is less sure than ``least``.

    The lowest confidence that leaves at most the allowed share of all answers wrong, those of the
    reader among them; None where none does, so that the words are not consulted.
    """
    given = found.sure >= least
    asked = np.flatnonzero(~given & found.heard)
    order = asked[np.argsort(-found.words_sure[asked], kind="stable")]
    wrong = (~found.right[given]).sum() + np.cumsum(~found.words_right[order])
    answers = given.sum() + np.arange(1, len(order) + 1)
    enough = np.flatnonzero(wrong <= allowed * answers)
    return float(found.words_sure[order][enough[-1]]) if len(enough) else None


def scores(
    made: Sequence[Case],
    found: Apart,
    least: Mapping[str, float],
    besides: Mapping[str, float | None],
) -> dict[str, Any]:
    """Score what is shown at each strictness, and the confidence that goes with it."""
    answerable = np.array([case.answerable for case in made])
    there = answerable & np.array([case.asked.present for case in made])
    return {
        name: {"threshold": least[name], "threshold of the words": besides[name]}
        | _scores_at(together(found, least[name], besides[name]), answerable, there)
        for name in least
    }


def _scores_at(shown: Together, answerable: Flags, there: Flags) -> dict[str, Any]:
    either = there | ~answerable
    sure, right = shown.sure, shown.right
    points = given_of(shown.given[answerable], right[answerable], there[answerable])
    return points | {
        "answered of adversarial": float(shown.given[~answerable].mean()),
        "by the words": float(shown.by_words[answerable].mean()),
        "AUROC article there or left out": auroc(there[answerable], sure[answerable]),
        "AUROC adversarial": auroc(there[either], sure[either]),
        "AUROC right or wrong": auroc(right[answerable], sure[answerable]),
        "calibration error": calibration_error(sure[answerable], right[answerable]),
        "calibration error, adversarial too": calibration_error(sure, right),
    }


def _both(case: Case, models: Models, lookup: Lookup) -> tuple[float, bool, bool, float, bool]:
    question = read_question(case.asked.question.text)
    reader, words = (0.0, False), None
    for one in decisions(question, case.read, lookup, models, ""):
        if one.beside:
            words = one.sure, _is_right(case, one)
            break
        reader = one.sure, _is_right(case, one)
    return (*reader, words is not None, *(words or (0.0, False)))


def _is_right(case: Case, decided: Decision) -> bool:
    if decided.disputed is not None:
        shown = decided.disputed.citations[0].passage
        return is_right(case.asked, shown.document_id, shown.text)
    return is_right(case.asked, decided.best.hit.chunk.document_id, decided.best.text)
