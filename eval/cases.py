"""Questions as cases for the evidence: features of every candidate, and which of them are right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from api.answering import evidence
from api.answering.budget import Budget, replayed
from api.answering.evidence import Candidate, Read
from api.answering.model import Model
from api.answering.question import Question, read_question
from api.answering.shape import answer_in
from api.engine import READ, Engine
from api.settings import load_settings
from eval.asking import Asked, asked, readings, retrieval
from eval.datasets import DatasetError
from eval.training.folds import FOLDS, fold_of
from eval.training.gold import reader_of
from eval.training.material import Material
from index.records import Reader
from index.retriever import Retriever
from index.words import Rarity

Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]
# The inverse of the penalty on the weights that rank; a tenth or ten times as much changes little.
_PENALTY = 0.3
_NOTHING = Model((0.0,) * len(evidence.FEATURES), (), 0.0, {})


@dataclass(frozen=True, slots=True)
class Case:
    """One question as asked: features of its candidates (candidates, features), which are right.

    ``passages`` and ``texts`` name the chunk and the words of each candidate, ``documents`` its
    document, ``said`` the answer it would give; ``part`` is that of the cross-validation, ``read``
    what the candidates stand in.
    """

    asked: Asked
    read: Sequence[Read]
    part: int
    features: Matrix
    right: Flags
    passages: NDArray[np.int64]
    texts: NDArray[np.int64]
    documents: list[str]
    said: list[str]

    @property
    def answerable(self) -> bool:
        """Tell whether the passage that the question was written for answers it."""
        return bool(self.asked.question.spans)


@dataclass(frozen=True, slots=True)
class Fit:
    """The weights of both regressions."""

    ranking: Matrix
    confidence: Matrix
    bias: float

    def sure(self, features: Matrix) -> Matrix:
        """Give the probability that the best candidate is right: shape (cases,)."""
        found: Matrix = 1 / (1 + np.exp(-(features @ self.confidence + self.bias)))
        return found

    def model(self, thresholds: dict[str, float]) -> Model:
        """Give the model that answers are decided by, with these thresholds."""
        ranking, confidence = self.ranking.tolist(), self.confidence.tolist()
        return Model(tuple(ranking), tuple(confidence), self.bias, thresholds)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What each case came to, each judged by weights fitted on the other parts: shape (cases,).

    ``ranked`` are the documents of each case, that of the best candidate first.
    """

    best: NDArray[np.int64]
    sure: Matrix
    right: Flags
    ranked: list[list[str]]


def cases(
    material: Material,
    cache: Path,
    every: int,
    kind: str,
    seed: int,
    folds: Iterable[int] = range(FOLDS),
) -> list[Case]:
    """Ask, have the readers of the folds read, and weigh nothing yet.

    ``folds`` are those asked where there is no reader (``kind`` plain).
    """
    found = asked(material, cache, every)
    readers: Mapping[int, Reader | None] = (
        fold_readers(cache, seed) if kind == "read" else dict.fromkeys(folds)
    )
    engine = Engine(load_settings({"DATELINE_HOME": str(cache / "squad" / "archive")}, cache))
    retriever = Retriever(engine.archive)
    made: list[Case] = []
    for fold, reader in readers.items():
        apart = [one for one in found if fold_of(one.article) == fold]
        if reader is None:
            read = [[Read(hit) for hit in one.hits[:READ]] for one in apart]
        else:
            path = cache / f"squad-fold{fold}-{seed}" / f"read-{every}-{retrieval()}.pickle"
            read = [replayed(one, Budget(most=READ)) for one in readings(apart, reader, path)]
            reader.close()
        made += _cases_of(apart, read, retriever.rarity, len(readers) > 1)
    retriever.close()
    engine.close()
    return made


def fold_readers(cache: Path, seed: int) -> dict[int, Reader]:
    """Open the readers that were trained without one fold each, those that there are.

    Raises:
        DatasetError: there is none.
    """
    found: dict[int, Reader] = {}
    for fold in range(FOLDS):
        path = cache / f"squad-fold{fold}-{seed}" / "weights.pt"
        if path.exists():
            state = torch.load(path, weights_only=True)
            found[fold] = reader_of(state, path.parent.name)
    if not found:
        raise DatasetError(f"no {cache}/squad-foldN-{seed}/weights.pt; docs/reader.md trains them")
    return found


def _cases_of(
    asked: Sequence[Asked], read: Sequence[Sequence[Read]], rarity: Rarity, folds: bool
) -> list[Case]:
    """Make cases; parts of the cross-validation are folds, or articles where there is one fold."""
    made = []
    for one, passages in zip(asked, read, strict=True):
        question = read_question(one.question.text)
        ordered = evidence.candidates(question, passages, rarity, _NOTHING)
        if ordered:
            part = fold_of(one.article) if folds else fold_of(f"part of {one.article}")
            made.append(_case(one, passages, question, part, ordered))
    return made


def is_right(one: Asked, document: str, text: str) -> bool:
    """Tell whether a sentence of a document answers the question."""
    held = one.present and document == one.question.passage
    return held and any(answer.lower() in text.lower() for answer in one.question.answers)


def _case(
    one: Asked, read: Sequence[Read], question: Question, part: int, ordered: list[Candidate]
) -> Case:
    return Case(
        one,
        read,
        part,
        np.array([candidate.features for candidate in ordered]),
        np.array([is_right(one, each.hit.chunk.document_id, each.text) for each in ordered]),
        np.array([candidate.hit.chunk.id for candidate in ordered]),
        np.array([hash(candidate.text) for candidate in ordered]),
        [candidate.hit.chunk.document_id for candidate in ordered],
        [_said(question, candidate) for candidate in ordered],
    )


def _said(question: Question, candidate: Candidate) -> str:
    first, last = answer_in(question, candidate)
    return candidate.text[first:last]


def without(made: Sequence[Case], names: Iterable[str]) -> list[Case]:
    """Leave features out, to see what they are worth."""
    places = [evidence.FEATURES.index(name) for name in names]
    kept = np.ones(len(evidence.FEATURES))
    kept[places] = 0
    return [replace(case, features=case.features * kept) for case in made]


def fitted(made: Sequence[Case]) -> Fit:
    """Fit which candidate is best, then how probable it is that the best one is right."""
    ranking = _ranking([case for case in made if case.right.any() and not case.right.all()])
    best, features = best_of(made, ranking)
    right = np.array([case.right[place] for case, place in zip(made, best.tolist(), strict=True)])
    found = LogisticRegression(max_iter=3000).fit(features, right)
    return Fit(ranking, found.coef_[0], float(found.intercept_[0]))


def _ranking(made: Sequence[Case]) -> Matrix:
    """Fit weights by which a right candidate comes before the wrong ones of its question.

    Logistic regression on the differences of their features, the pairwise loss of Burges et al.
    2005, "Learning to rank using gradient descent": what tells questions apart, and not candidates,
    has no part in it. Each question counts as one.
    """
    pairs = [case.features[case.right][0] - case.features[~case.right] for case in made]
    shares = np.concatenate([np.full(len(rows), 1 / len(rows)) for rows in pairs])
    rows = np.concatenate(pairs)
    # One penalty for all weights asks for features of one scale.
    scale = rows.std(axis=0)
    scale[scale == 0] = 1
    both = np.concatenate([rows, -rows]) / scale
    sides = np.repeat([True, False], len(rows))
    found = LogisticRegression(C=_PENALTY, fit_intercept=False, max_iter=3000)
    weights: Matrix = found.fit(both, sides, np.tile(shares, 2)).coef_[0] / scale
    return weights


def best_of(made: Sequence[Case], ranking: Matrix) -> tuple[NDArray[np.int64], Matrix]:
    """Give the place of the best candidate of each case, and its confidence features."""
    rows, places = [], []
    for case in made:
        scores = case.features @ ranking
        best = int(scores.argmax())
        others = (case.passages != case.passages[best]) & (case.texts != case.texts[best])
        rival = float(scores[others].max()) if others.any() else None
        named = case.features[best].tolist()
        rows.append(evidence.confidence_features(named, float(scores[best]), rival))
        places.append(best)
    return np.array(places), np.array(rows)


def fits_of(made: Sequence[Case]) -> dict[int, Fit]:
    """Fit for each part what it is judged by, on the others."""
    parts = {case.part for case in made}
    return {part: fitted([case for case in made if case.part != part]) for part in parts}


def cross_validated(made: Sequence[Case], fits: Mapping[int, Fit]) -> Outcome:
    """Judge each part by what was fitted on the others."""
    best = np.zeros(len(made), np.int64)
    sure, right = np.zeros(len(made)), np.zeros(len(made), bool)
    ranked: list[list[str]] = [[] for _ in made]
    parts = np.array([case.part for case in made])
    for part, fit in fits.items():
        apart = np.flatnonzero(parts == part)
        some = [made[one] for one in apart.tolist()]
        best[apart], features = best_of(some, fit.ranking)
        sure[apart] = fit.sure(features)
        for place, case in zip(apart.tolist(), some, strict=True):
            right[place] = case.right[best[place]]
            order = np.argsort(-(case.features @ fit.ranking), kind="stable").tolist()
            ranked[place] = list(dict.fromkeys(case.documents[one] for one in order))
    return Outcome(best, sure, right, ranked)
