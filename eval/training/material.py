"""Questions on passages, from every dataset that the reader may be trained on."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.datasets import json_lines


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage; ``article`` groups those that must not stand on both sides of a split."""

    id: str
    title: str
    text: str
    article: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question on one passage.

    ``spans`` are all stretches of the passage that count as its answer (code points, end
    exclusive); none where the passage does not answer it.
    """

    id: str
    source: str
    text: str
    passage: str
    spans: tuple[tuple[int, int], ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """Passages by id, and the questions on them."""

    passages: dict[str, Passage]
    questions: list[Question]


def load(data: Path, names: list[str]) -> Material:
    """Read datasets by name: squad, squadshifts, qed, qamr, timeqa."""
    passages: dict[str, Passage] = {}
    questions: list[Question] = []
    for name in names:
        for prefix in _PARTS.get(name, ("",)):
            found = _timeqa(data / name) if name == "timeqa" else _squad_like(data / name, prefix)
            passages |= found.passages
            questions += found.questions
    return Material(passages, questions)


_PARTS = {"squadshifts": ("new_wiki-", "reddit-", "amazon_reviews-")}
# Comments and reviews all bear the name of their collection, which says nothing of them.
_NAMELESS = re.compile(r"Filtered_Reddit_Comments|Amazon_Reviews_\d+")


def _squad_like(folder: Path, prefix: str) -> Material:
    name = folder.name
    passages = {}
    for row in json_lines(folder / f"{prefix}passages.jsonl.gz"):
        title = "" if _NAMELESS.fullmatch(row["title"]) else row["title"].replace("_", " ")
        key = f"{name}/{row['id']}"
        passages[key] = Passage(key, title, row["text"], f"{name}/{row['title'] or row['id']}")
    questions = []
    for row in json_lines(folder / f"{prefix}questions.jsonl.gz"):
        key = f"{name}/{row['passage']}"
        spans = tuple(_spans(row["answers"], passages[key].text))
        answers = tuple(dict.fromkeys(one["text"] for one in row["answers"]))
        if spans or row["impossible"]:
            identity = f"{name}/{row['id']}"
            questions.append(Question(identity, name, row["question"], key, spans, answers))
    return Material(passages, questions)


def _spans(answers: list[dict[str, Any]], text: str) -> Iterator[tuple[int, int]]:
    """Give the span of each answer; all of its occurrences where the data do not say which."""
    seen = set()
    for answer in answers:
        starts = [answer["answer_start"]]
        if answer.get("start_ambiguous"):
            starts = [one.start() for one in re.finditer(re.escape(answer["text"]), text)]
        for start in starts:
            span = (start, start + len(answer["text"]))
            if span not in seen and text[span[0] : span[1]] == answer["text"]:
                seen.add(span)
                yield span


def _timeqa(folder: Path) -> Material:
    """Read the questions written by people; one that the page leaves open asks a near passage."""
    with gzip.open(folder / "human_annotated_train.json.gz", "rt", encoding="utf-8") as lines:
        pages = json.load(lines)
    passages: dict[str, Passage] = {}
    questions: list[Question] = []
    for page in pages:
        title = page["paras"][0]
        for text, answers in page["questions"]:
            told = [answer for answer in answers if answer["answer"]]
            place = told[0]["para"] if told else _nearest(text, page["paras"])
            key = f"timeqa/{page['index']}/{place}"
            passages[key] = Passage(key, title, page["paras"][place], f"timeqa/{page['link']}")
            here = [one for one in told if one["para"] == place]
            spans = tuple((one["from"], one["end"]) for one in here)
            identity = f"timeqa/{page['index']}/{len(questions)}"
            names = tuple(one["answer"] for one in here)
            questions.append(Question(identity, "timeqa", text, key, spans, names))
    return Material(passages, questions)


def _nearest(question: str, paragraphs: list[str]) -> int:
    asked = set(question.lower().split())
    shared = [len(asked & set(one.lower().split())) for one in paragraphs]
    return max(range(len(paragraphs)), key=shared.__getitem__)
