"""Fit the weights for yes and no in ``evidence.json``: ``python -m eval.fit_yes_no --data FOLDER``.

Fitted on questions that were made of SQuAD's (``eval/stated.py``): as they are, with their article
left out, with another answer in them, and with another word in place of the one that is asked.
Each fold of articles is judged by what was fitted on the others. The development part of our own
questions on the shipped articles is fitted on too, for they are asked as people ask.
"""

import json
import pickle
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sqlalchemy import select

from api.answering.conflicts.polarity import asked_of_the_rest
from api.answering.question import read_question, words
from api.answering.yes_no.settling import FEATURES, described
from api.engine import READ
from eval import results
from eval.archives import archive_in, opened_at
from eval.asking import Remembered, retrieval
from eval.calibration import calibration_error, point
from eval.datasets import json_lines
from eval.stated import Stated, stated
from eval.training.folds import fold_of
from eval.training.material import Material, load
from index.passages import chunks
from index.records import Filter, Hit
from index.retriever import DEPTH, Retriever
from index.words import Rarity, stem

_EVERY, _COUNT, _SEED = 3, 400, 1
# Each of our own questions counts as so many: together about half as much as those of SQuAD.
_OWN = 8
# Set on our own questions of the development part: three in four of those made of SQuAD's are not
# settled, and nearer than what people ask of an archive.
_LEAST = {"strict": 0.7, "balanced": 0.4, "open": 0.3}
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    """A question, what was done to it, and the passages that were found."""

    asked: Stated
    kind: str
    article: str
    hits: list[Hit]


@dataclass(frozen=True, slots=True)
class Case:
    """Features of the sentences that may settle a question, and which of them do."""

    kind: str
    part: int
    features: Matrix
    right: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Fit:
    """The weights of the sentences, and of the best one's score as a probability."""

    ranking: Matrix
    slope: float
    bias: float

    def judge(self, case: Case) -> tuple[float, bool]:
        """Give the confidence in the best sentence, and whether it is right."""
        if not len(case.features):
            return 0.0, False
        scores = case.features @ self.ranking
        best = int(scores.argmax())
        sure = 1 / (1 + np.exp(-(self.slope * scores[best] + self.bias)))
        return float(sure), bool(case.right[best])


def main(
    data: Annotated[Path, typer.Option(help="Folder that holds squad/.")] = Path("data"),
    cache: Annotated[Path, typer.Option(help="Where squad/archive is.")] = Path(".cache/eval"),
    table: Annotated[Path, typer.Option(help="Our own questions.")] = Path(
        "tests/data/yes-no-questions.jsonl"
    ),
) -> None:
    """Fit, score by cross-validation, and write the part ``yes_no`` of ``evidence.json``."""
    at = results.commit()
    material = load(data, ["squad"])
    found = _found(material, cache)
    engine = opened_at(cache / "squad" / "archive", "none")
    retriever = Retriever(engine.archive)
    cases = [_case(one, retriever.rarity) for one in [*found, *_reworded(found)]]
    retriever.close()
    engine.close()
    own = list(_own(table, cache)) * _OWN
    sure, right = _cross_validated(cases, own)
    fit = _fitted([*cases, *own])
    row = {
        "made_by": "python -m eval.fit_yes_no",
        "commit": at,
        "data": "questions made of squad's (CC BY-SA 4.0), and our own",
        "features": FEATURES,
        "cross_validated": _scores(cases, sure, right, _LEAST),
        "ranking": {"weights": [round(float(weight), 4) for weight in fit.ranking]},
        "confidence": {"weights": [round(fit.slope, 4)], "bias": round(fit.bias, 4)},
        "thresholds": _LEAST,
    }
    path = Path(str(files("api.answering") / "evidence.json"))
    model = json.loads(path.read_text(encoding="utf-8")) | {"yes_no": row}
    path.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(row["cross_validated"], indent=1))


def _found(material: Material, cache: Path) -> list[Found]:
    """Search for a sample of the questions; kept in the cache once found."""
    path = cache / f"stated-{_EVERY}-{_COUNT}-{_SEED}-{retrieval()}.pickle"
    if not path.exists():
        path.write_bytes(pickle.dumps(list(_searched(material, cache))))
    kept: list[Found] = pickle.loads(path.read_bytes())
    return kept


def _searched(material: Material, cache: Path) -> Iterator[Found]:
    of = {passage.id: passage.article for passage in material.passages.values()}
    questions = [one for one in material.questions if one.spans][::_EVERY]
    made = list(stated(questions, lambda one: of[one.passage]))
    random.Random(_SEED).shuffle(made)
    engine = opened_at(cache / "squad" / "archive", "none")
    engine.archive.embedder = Remembered(
        engine.archive.embedder, list(dict.fromkeys(one.text for one in made[:_COUNT]))
    )
    retriever = Retriever(engine.archive)
    with engine.archive.catalog.reading() as connection:
        rows = connection.execute(select(chunks.c.id, chunks.c.document_id)).all()
    about = {row.id: of[f"squad/{row.document_id}"] for row in rows}
    for one in made[:_COUNT]:
        article = of[one.question.passage]
        ranking = retriever.rank(one.text, DEPTH, Filter())
        kind = "as it is" if one.true else "another answer"
        yield Found(one, kind, article, retriever.hits(ranking, READ))
        if one.true:
            others = [hit for hit in ranking.fused if about[hit.chunk_id] != article]
            without = replace(ranking, fused=others)
            yield Found(one, "article left out", article, retriever.hits(without, READ))
    retriever.close()
    engine.close()


def _reworded(found: Sequence[Found]) -> Iterator[Found]:
    """Put the word that another question asks for in the place of each one's own."""
    true = [one for one in found if one.kind == "as it is"]
    asked = [word for one in true if (word := _asked_word(one.asked.text))]
    drawn = random.Random(_SEED)
    for one in true:
        own = _asked_word(one.asked.text)
        if own:
            other = drawn.choice(asked)
            text = re.sub(rf"\b{re.escape(own)}\b", other, one.asked.text)
            if text != one.asked.text:
                yield replace(one, asked=replace(one.asked, text=text), kind="another word")


def _asked_word(text: str) -> str | None:
    asked = asked_of_the_rest(read_question(text))
    return next((word for word in words(text) if stem(word) == asked), None)


def _case(one: Found, rarity: Rarity) -> Case:
    question = read_question(one.asked.text)
    answers = [answer.lower() for answer in one.asked.question.answers]
    rows, right = [], []
    for hit in one.hits:
        here = f"squad/{hit.chunk.document_id}" == one.asked.question.passage
        for span, features in described(question, hit, rarity):
            text = hit.text[span.start : span.end].lower()
            rows.append(features)
            settles = here and any(answer in text for answer in answers)
            right.append(settles and one.kind == "as it is")
    shaped = np.array(rows, dtype=np.float64).reshape(-1, len(FEATURES))
    return Case(one.kind, fold_of(one.article), shaped, np.array(right, dtype=np.bool_))


def _own(table: Path, cache: Path) -> Iterator[Case]:
    """Ask the development part of our own questions."""
    engine = archive_in(None, cache)
    retriever = Retriever(engine.archive)
    for row in (row for row in json_lines(table) if row["part"] == "development"):
        question, rows, right = read_question(row["question"]), [], []
        for hit in retriever.search(row["question"], READ, Filter()).hits:
            for span, features in described(question, hit, retriever.rarity):
                text = hit.text[span.start : span.end]
                rows.append(features)
                right.append(any(told in text for told in row["settles"]))
        shaped = np.array(rows, dtype=np.float64).reshape(-1, len(FEATURES))
        yield Case("our own", -1, shaped, np.array(right, dtype=np.bool_))
    retriever.close()
    engine.close()


def _fitted(cases: Sequence[Case]) -> Fit:
    held = [case for case in cases if case.right.any()]
    rows = np.concatenate([case.features for case in held])
    labels = np.concatenate([case.right for case in held])
    ranking = LogisticRegression(max_iter=3000).fit(rows, labels).coef_[0]
    best = [(case, case.features @ ranking) for case in cases if len(case.features)]
    scores = np.array([[float(one.max())] for _, one in best])
    right = np.array([case.right[int(one.argmax())] for case, one in best])
    found = LogisticRegression(max_iter=3000).fit(scores, right)
    return Fit(ranking, float(found.coef_[0][0]), float(found.intercept_[0]))


def _cross_validated(
    cases: Sequence[Case], own: Sequence[Case]
) -> tuple[Matrix, NDArray[np.bool_]]:
    judged: dict[int, tuple[float, bool]] = {}
    for part in {case.part for case in cases}:
        fit = _fitted([*own, *(case for case in cases if case.part != part)])
        judged |= {place: fit.judge(case) for place, case in enumerate(cases) if case.part == part}
    ordered = [judged[place] for place in range(len(cases))]
    return np.array([one[0] for one in ordered]), np.array([one[1] for one in ordered])


def _scores(
    cases: Sequence[Case], sure: Matrix, right: NDArray[np.bool_], least: dict[str, float]
) -> dict[str, Any]:
    kinds = np.array([case.kind for case in cases])
    true = kinds == "as it is"

    def share(flags: NDArray[np.bool_]) -> float:
        return round(float(np.mean(flags)), 4)

    return {
        "questions": {kind: int((kinds == kind).sum()) for kind in dict.fromkeys(kinds.tolist())},
        "best sentence right": share(right[true]),
        "calibration error": calibration_error(sure, right),
        "strictness": {
            name: point(sure, right, true, value)
            | {
                f"answered: {kind}": share(sure[kinds == kind] >= value)
                for kind in dict.fromkeys(kinds.tolist())
            }
            for name, value in least.items()
        },
    }


if __name__ == "__main__":
    typer.run(main)
