"""Which sentence proves the answer: features of each candidate, weighed by a fitted model.

The model is two logistic regressions fitted by ``python -m eval.fit_evidence`` (data and scores
stand in ``evidence.json``): one says which sentence of those found is the best, the other how
probable it is that the best one is right, given that the archive may not hold the answer at all.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from api.answering.question import Kind, Question, stems, words
from index.records import Hit
from index.sentences import Span, sentences
from index.words import STOP_WORDS, Rarity, stem

# A shorter word stands inside others by chance.
_GLUED = 6
# Words on each side that count as beside.
_NEAR = 8
_WORDS_AND_NUMBERS = re.compile(r"[^\W_]+")

FEATURES = (
    "cover",
    "cover_near",
    "cover_passage",
    "names",
    "names_passage",
    "pairs",
    "wanted_here",
    "wanted_missing",
    "length",
    "news",
    "fused",
    "dense",
    "span_cover",
    "wanted_near",
)
CONFIDENCE_FEATURES = (
    "score",
    "margin",
    "cover",
    "cover_passage",
    "names",
    "names_passage",
    "dense",
    "wanted_missing",
    "span_cover",
    "wanted_near",
    "name_absent",
)

_MONTH = (
    r"(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
_NUMBER_WORD = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|twenty|thirty|forty|"
    r"fifty|sixty|hundred|thousand|million|billion|half|third|quarter"
)
_WANTED: Mapping[Kind, re.Pattern[str]] = {
    "when": re.compile(
        rf"\b(?:1\d{{3}}|20\d{{2}}|\d{{1,2}} ?[ap]\.?m|{_MONTH}|yesterday|today|tomorrow|century|"
        rf"(?:last|next|this) (?:week|month|year))\b",
        re.IGNORECASE,
    ),
    "how_many": re.compile(rf"\d|\b(?:{_NUMBER_WORD})\b", re.IGNORECASE),
    "who": re.compile(r"\b[A-Z][\w’'-]+"),
    "where": re.compile(
        r"\b(?:in|at|near|to|from|on|of|outside|between)\s+(?:the\s+)?[A-Z]", re.UNICODE
    ),
    "why": re.compile(
        r"\b(?:because|due to|since|so that|in order to|as a result|after|owing to|to)\b",
        re.IGNORECASE,
    ),
}

# Where names or places are wanted, something that looks like one stands beside almost every word.
_TELLING: tuple[Kind, ...] = ("when", "how_many")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may prove the answer: where it stands, and what speaks for it."""

    hit: Hit
    span: Span
    text: str
    features: tuple[float, ...]
    score: float


def candidates(question: Question, hits: Sequence[Hit], rarity: Rarity) -> list[Candidate]:
    """Weigh every sentence of the passages, the best first. Offsets are those of the document."""
    if not question.words:
        return []
    weights = dict(zip(question.words, rarity(question.words), strict=True))
    found: dict[tuple[str, int], Candidate] = {}
    for hit in hits:
        for candidate in _in_passage(question, hit, weights):
            key = (hit.chunk.document_id, candidate.span.start)
            if key not in found or found[key].score < candidate.score:
                found[key] = candidate
    return sorted(found.values(), key=lambda one: (-one.score, one.hit.rank, one.span.start))


def confidence(ordered: Sequence[Candidate]) -> float:
    """Estimate the probability that the best candidate is right; 0 where there is none."""
    if not ordered:
        return 0.0
    model = _model()["confidence"]
    return _logistic(_dot(model["weights"], confidence_features(ordered)) + model["bias"])


def confidence_features(ordered: Sequence[Candidate]) -> list[float]:
    """Give the features of ``CONFIDENCE_FEATURES`` for candidates, the best first."""
    best = ordered[0]
    # A copy of the best sentence in another article speaks for it, not against it.
    rivals = [
        one.score
        for one in ordered[1:]
        if one.hit.chunk.id != best.hit.chunk.id and one.text != best.text
    ]
    named = dict(zip(FEATURES, best.features, strict=True))
    absent = float(named["names_passage"] < 1)
    margin = best.score - (rivals[0] if rivals else best.score - 5.0)
    return [best.score, margin, *(named[name] for name in CONFIDENCE_FEATURES[2:-1]), absent]


def threshold(strictness: str) -> float:
    """Look up the confidence that an answer must have to be given."""
    return float(_model()["thresholds"][strictness])


def _in_passage(question: Question, hit: Hit, weights: Mapping[str, float]) -> list[Candidate]:
    spans = sentences(hit.text)
    texts = [hit.text[span.start : span.end] for span in spans]
    held = [_held(question.words, text) for text in texts]
    title = set(stems(hit.title))
    passage = title.union(*held)
    rows = []
    for place, (span, text) in enumerate(zip(spans, texts, strict=True)):
        near = title.union(*held[max(0, place - 1) : place + 2])
        here = held[place]
        features = (
            _cover(weights, set(here)),
            _cover(weights, near),
            _cover(weights, passage),
            _share(question.names, set(here)),
            _share(question.names, passage),
            _pairs(question.words, here),
            *_wanted(question, text),
            math.log1p(len(here)),
            math.log1p(len(set(here) - set(question.words) - STOP_WORDS)),
            hit.score,
            hit.why.get("dense", 0.0),
            *_close(question, weights, text),
        )
        whole = Span(hit.chunk.start + span.start, hit.chunk.start + span.end)
        model = _model()["ranking"]
        rows.append(Candidate(hit, whole, text, features, _dot(model["weights"], features)))
    return rows


def _cover(weights: Mapping[str, float], held: set[str]) -> float:
    total = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in held) / total if total else 0.0


def _share(names: frozenset[str], held: set[str]) -> float:
    return len(names & held) / len(names) if names else 1.0


def _pairs(asked: Sequence[str], here: Sequence[str]) -> float:
    """Share of neighbouring words of the question that stand within three words here too."""
    wanted = list(pairwise(asked))
    if not wanted:
        return 0.0
    near = {
        (first, second)
        for place, first in enumerate(here)
        for second in here[place + 1 : place + 4]
    }
    return sum((a, b) in near or (b, a) in near for a, b in wanted) / len(wanted)


def _held(asked: Sequence[str], text: str) -> list[str]:
    """Give the stems of a sentence, and words asked for that stand glued inside a longer word.

    Scraped text loses the spaces at its line joins, and other languages build words together.
    """
    here = stems(text)
    for word in asked:
        if len(word) >= _GLUED and word not in here:
            here = [word if word in other and len(other) > len(word) else other for other in here]
    return here


def _close(question: Question, weights: Mapping[str, float], text: str) -> tuple[float, float]:
    """Tell how much of the question stands within a few words: anywhere, and around what is wanted.

    A date beside the words that were asked for answers more than one at the sentence's other end.
    """
    found = list(_WORDS_AND_NUMBERS.finditer(text))
    covers = _covers_near(weights, [stem(one[0]) for one in found])
    pattern = _WANTED[question.kind] if question.kind in _TELLING else None
    wanted = [] if pattern is None else [one.start() for one in pattern.finditer(text)]
    beside = [
        cover
        for one, cover in zip(found, covers, strict=True)
        if any(one.start() <= start < one.end() for start in wanted)
    ]
    return max(covers, default=0.0), max(beside, default=0.0)


def _covers_near(weights: Mapping[str, float], here: Sequence[str]) -> list[float]:
    """Give the cover of the words within ``_NEAR`` of each place; a long one may stand glued."""
    total = sum(weights.values())
    covers = [0.0] * len(here)
    for word, weight in weights.items():
        glued = len(word) >= _GLUED
        places = [at for at, other in enumerate(here) if word == other or (glued and word in other)]
        for place in {near for at in places for near in range(at - _NEAR, at + _NEAR + 1)}:
            if 0 <= place < len(here):
                covers[place] += weight / total
    return covers


def _wanted(question: Question, text: str) -> tuple[float, float]:
    """Tell whether something of the kind asked for stands here that the question does not say."""
    pattern = _WANTED.get(question.kind)
    if pattern is None:
        return 0.0, 0.0
    asked = {word.lower() for word in words(question.text)}
    for found in pattern.finditer(text):
        if not {word.lower() for word in words(found[0])} <= asked:
            return 1.0, 0.0
    return 0.0, 1.0


def _dot(weights: Sequence[float], features: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, features, strict=True))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, value))))


def forget_model() -> None:
    """Read ``evidence.json`` anew at the next use."""
    _model.cache_clear()


@cache
def _model() -> dict[str, Any]:
    text = files(__package__).joinpath("evidence.json").read_text(encoding="utf-8")
    model: dict[str, Any] = json.loads(text)
    return model
