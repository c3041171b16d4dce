"""Which sentence proves the answer: candidates with what speaks for each, the best first."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.answering.model import Model
from api.answering.overlap import close, cover, held, pairs, share
from api.answering.question import Question, stems
from api.answering.wanted import wanted
from index.records import AnswerSpan, Hit, Reading
from index.sentences import Span, sentences
from index.words import STOP_WORDS, Rarity

# What a reader says in nats is cut off here: beyond, more says no more.
_SURE = 10.0
# The margin of a candidate that has no rival.
_ALONE = 5.0

WORDS = (
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
READ = ("answer", "first_answer", "answer_share", "relevance")
FEATURES = WORDS + READ
_OF_BEST = (
    "cover",
    "cover_passage",
    "names",
    "names_passage",
    "dense",
    "wanted_missing",
    "span_cover",
    "wanted_near",
    *READ,
)
CONFIDENCE_FEATURES = ("score", "margin", *_OF_BEST, "name_absent")


@dataclass(frozen=True, slots=True)
class Read:
    """A passage that was found, and what a reader makes of it; None where none has read it."""

    hit: Hit
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may prove the answer: where it stands, and what speaks for it.

    ``answer`` is where in it the reader sees the answer; both spans are those of the document.
    """

    hit: Hit
    span: Span
    text: str
    answer: Span | None
    features: tuple[float, ...]
    score: float


def candidates(
    question: Question, read: Sequence[Read], rarity: Rarity, model: Model
) -> list[Candidate]:
    """Weigh every sentence of the passages, the best first."""
    if not question.words:
        return []
    weights = dict(zip(question.words, rarity(question.words), strict=True))
    mass = _mass(read)
    found: dict[tuple[str, int], Candidate] = {}
    for one in read:
        for candidate in _in_passage(question, one, weights, mass, model):
            key = (one.hit.chunk.document_id, candidate.span.start)
            if key not in found or found[key].score < candidate.score:
                found[key] = candidate
    return sorted(found.values(), key=lambda one: (-one.score, one.hit.rank, one.span.start))


def confidence(ordered: Sequence[Candidate], model: Model) -> float:
    """Estimate the probability that the best candidate is right; 0 where there is none."""
    if not ordered:
        return 0.0
    best = ordered[0]
    # A copy of the best sentence in another article speaks for it, not against it.
    rivals = (
        one.score
        for one in ordered[1:]
        if one.hit.chunk.id != best.hit.chunk.id and one.text != best.text
    )
    features = confidence_features(best.features, best.score, next(rivals, None))
    return model.probability(features)


def confidence_features(
    best: Sequence[float], score: float, rival: float | None
) -> tuple[float, ...]:
    """Give the features of ``CONFIDENCE_FEATURES``.

    Args:
        best: the ``FEATURES`` of the best candidate.
        score: its score.
        rival: the score of the best candidate of another passage; None where there is none.
    """
    named = dict(zip(FEATURES, best, strict=True))
    margin = score - rival if rival is not None else _ALONE
    absent = float(named["names_passage"] < 1)
    return (score, margin, *(named[name] for name in _OF_BEST), absent)


def _in_passage(
    question: Question, read: Read, weights: Mapping[str, float], mass: float, model: Model
) -> Iterator[Candidate]:
    hit = read.hit
    spans = sentences(hit.text)
    texts = [hit.text[span.start : span.end] for span in spans]
    words = [held(question.words, text) for text in texts]
    title = set(stems(hit.title))
    passage = title.union(*words)
    for place, (span, text) in enumerate(zip(spans, texts, strict=True)):
        near = title.union(*words[max(0, place - 1) : place + 2])
        here = words[place]
        best = _best_within(span, read.reading)
        features = (
            cover(weights, set(here)),
            cover(weights, near),
            cover(weights, passage),
            share(question.names, set(here)),
            share(question.names, passage),
            pairs(question.words, here),
            *wanted(question, text),
            math.log1p(len(here)),
            math.log1p(len(set(here) - set(question.words) - STOP_WORDS)),
            hit.score,
            hit.why.get("dense", 0.0),
            *close(question, weights, text),
            *_reader_features(best, read.reading, mass),
        )
        yield Candidate(
            hit,
            _moved(span.start, span.end, hit.chunk.start),
            text,
            best and _moved(best.start, best.end, hit.chunk.start),
            features,
            model.score(features),
        )


def _best_within(sentence: Span, reading: Reading | None) -> AnswerSpan | None:
    spans = reading.spans if reading else ()
    inside = (one for one in spans if sentence.start <= one.start and one.end <= sentence.end)
    return next(inside, None)


def _reader_features(
    best: AnswerSpan | None, reading: Reading | None, mass: float
) -> tuple[float, float, float, float]:
    if reading is None:
        return -1.0, 0.0, 0.0, -1.0
    relevance = _cut(reading.relevance)
    if best is None:
        return -1.0, 0.0, 0.0, relevance
    first = float(best is reading.spans[0])
    return _cut(best.score), first, math.exp(min(best.score, 50.0)) / mass, relevance


def _mass(read: Sequence[Read]) -> float:
    """Sum up how likely all answers in all passages are, each against none at all."""
    scores = [span.score for one in read if one.reading for span in one.reading.spans]
    return sum(math.exp(min(score, 50.0)) for score in scores) or 1.0


def _cut(nats: float) -> float:
    return max(-1.0, min(1.0, nats / _SURE))


def _moved(start: int, end: int, by: int) -> Span:
    return Span(start + by, end + by)
