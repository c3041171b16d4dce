"""The reader and the words together: what is scored is what would be shown."""

from pathlib import Path

import numpy as np
import pytest

from api.answering.deciding import decisions
from api.answering.evidence import CONFIDENCE_FEATURES, FEATURES, Read
from api.answering.model import Models
from api.answering.question import read_question
from api.engine import Engine
from eval import union
from eval.asking import Asked
from eval.cases import Case, Fit, Matrix
from eval.training.material import Question
from eval.union import Apart
from index.records import AnswerSpan, Filter, Reading
from tests.api.support import index, lines

# The reader is sure of two, one of them wrong; the words of one right and of one that is excluded.
FOUND = Apart(
    np.array([0.9, 0.8, 0.1, 0.2, 0.3]),
    np.array([True, False, False, False, True]),
    np.array([True, True, True, True, False]),
    np.array([0.5, 0.5, 0.7, 0.4, 0.9]),
    np.array([False, False, True, False, False]),
)


def test_the_words_answer_only_where_the_reader_is_not_sure_and_does_not_exclude_it() -> None:
    shown = union.together(FOUND, 0.5, 0.6)
    assert shown.given.tolist() == [True, True, True, False, False]
    assert shown.by_words.tolist() == [False, False, True, False, False]
    assert shown.sure.tolist() == [0.9, 0.8, 0.7, 0.4, 0.3]
    assert shown.right.tolist() == [True, False, True, False, True]


def test_words_that_are_not_consulted_change_nothing() -> None:
    shown = union.together(FOUND, 0.5, None)
    assert shown.given.tolist() == [True, True, False, False, False]
    assert shown.sure.tolist() == FOUND.sure.tolist()
    assert not shown.by_words.any()


@pytest.mark.parametrize(("allowed", "least"), [(0.5, 0.4), (0.35, 0.7), (0.3, None)])
def test_the_words_are_consulted_as_far_as_no_more_is_wrong_than_allowed(
    allowed: float, least: float | None
) -> None:
    assert union.beside(FOUND, 0.5, allowed) == least


def test_scores_are_of_what_is_shown_at_each_strictness() -> None:
    made = [case(True, [])] * 3 + [case(False, []), case(True, [], answerable=False)]
    found = union.scores(made, FOUND, {"open": 0.5}, {"open": 0.6})["open"]
    assert found["answered of answerable"] == 1.0
    assert found["answered of unanswerable"] == 0.0
    assert found["wrong of answered"] == pytest.approx(1 / 3)
    assert found["answered of adversarial"] == 0.0
    assert found["by the words"] == 1 / 4
    assert found["AUROC article there or left out"] == 1.0


@pytest.mark.parametrize("nats", [4.0, 0.0, -4.0, -9.0])
@pytest.mark.parametrize("beside", [0.0, 0.5, 0.99, None])
def test_what_is_scored_is_what_would_be_shown(
    engine: Engine, tmp_path: Path, nats: float, beside: float | None
) -> None:
    records = [{"id": "p/1", "text": FERRY}, {"id": "p/2", "text": BELL}]
    index(engine, lines(tmp_path / "a.jsonl", *records))
    span = AnswerSpan(0, len("A diver"), nats)
    read = [Read(hit, Reading((span,), nats)) for hit in engine.search(QUESTION)]
    one = case(True, read)
    lookup = engine.lookup(Filter())
    fits = {"read": FITS["answer"], "plain": FITS["cover"]}
    found = union.apart([one], {0: fits["read"]}, {0: fits["plain"]}, lookup)
    shown = union.together(found, 0.6, beside)

    alone = fits["plain"].model({"s": 0.6})
    models = Models(fits["read"].model({"s": 0.6}), alone, alone, {"s": beside})
    told = list(decisions(read_question(QUESTION), read, lookup, models, "s"))
    enough = [decided for decided in told if decided.enough]
    assert shown.given.tolist() == [bool(enough)]
    best = enough[0] if enough else max(told, key=lambda decided: decided.sure)
    assert shown.sure.tolist() == [best.sure]
    assert shown.by_words.tolist() == [bool(enough) and best.beside]
    assert shown.right.tolist() == ["diver" in best.best.text]


QUESTION = "How many found the bell of the old ferry?"
FERRY = "A diver found the bell of the old ferry. It was green."
BELL = "Nobody rings the bell of the ferry."


def weights(names: tuple[str, ...], name: str, weight: float) -> Matrix:
    return np.array([weight * (one == name) for one in names])


FITS = {
    name: Fit(weights(FEATURES, name, 1.0), weights(CONFIDENCE_FEATURES, name, 3.0), 0.0)
    for name in ("answer", "cover")
}


def case(present: bool, read: list[Read], answerable: bool = True) -> Case:
    spans = ((0, 7),) if answerable else ()
    question = Question("1", "p", QUESTION, "p/1", spans, ("A diver",))
    empty = np.zeros(0, np.int64)
    asked = Asked(question, "p", present, [])
    return Case(asked, read, 0, np.zeros((0, 0)), np.zeros(0, bool), empty, empty, [], [])
