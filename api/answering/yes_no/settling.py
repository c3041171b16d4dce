"""Which sentence settles a question of yes or no, whether it affirms or denies what is asked.

It says what is asked of the same subject: by the same word, one that means as much, or one that
means the opposite.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from api.answering.conflicts.polarity import asked_of_the_rest
from api.answering.evidence import Candidate, Read, candidates
from api.answering.model import Model, fitted
from api.answering.overlap import cover, held, share
from api.answering.question import Question
from api.answering.yes_no.wording import alike, forms_held, forms_of, is_idle
from index.records import Hit
from index.sentences import Span, sentences
from index.words import Rarity

FEATURES = ("cover", "cover_near", "plain", "close", "names", "dense", "length")
_WORD = re.compile(r"[^\W_]+")
# Words to each side that count as beside.
_NEAR = 8
Features = tuple[float, ...]


def settling(
    question: Question, read: Sequence[Read], rarity: Rarity, model: Model
) -> list[Candidate]:
    """Weigh the sentences that may settle a question, the best first.

    The word that is asked of the rest must be taken up, and every name: one that stands neither in
    the sentence nor beside it, nor in the title, is not what the sentence tells of.
    """
    weighed = {}
    for hit in (one.hit for one in read):
        for span, features in described(question, hit, rarity):
            key = (hit.chunk.id, span.start + hit.chunk.start)
            weighed[key] = model.score(features)
    found = [
        replace(one, score=weighed[key])
        for one in candidates(question, [Read(one.hit) for one in read], rarity, fitted("plain"))
        if (key := (one.hit.chunk.id, one.span.start)) in weighed
    ]
    return sorted(found, key=lambda one: (-one.score, one.hit.rank, one.span.start))


def surely(ordered: Sequence[Candidate], model: Model) -> float:
    """Estimate the probability that the best candidate settles the question; 0 without one."""
    return model.probability((ordered[0].score,)) if ordered else 0.0


def described(question: Question, hit: Hit, rarity: Rarity) -> Iterator[tuple[Span, Features]]:
    """Give ``FEATURES`` of each sentence of a passage that holds what a settling one must."""
    words = [word for word in question.words if not is_idle(word)]
    weights = dict(zip(words, rarity(words), strict=True))
    plain = {word: weights[word] for word in words if word not in question.names}
    asked = asked_of_the_rest(question)
    spans = sentences(hit.text)
    texts = [hit.text[span.start : span.end] for span in spans]
    title = _taken_up(words, hit.title)
    here = [_taken_up(words, text) for text in texts]
    for place, (span, text) in enumerate(zip(spans, texts, strict=True)):
        near = title.union(*here[max(0, place - 1) : place + 2])
        names = question.names - {word for word in question.names if is_idle(word)}
        silent = asked is not None and asked not in here[place]
        if silent or text.rstrip().endswith("?") or not names <= near:
            continue
        yield (
            span,
            (
                cover(weights, here[place]),
                cover(weights, near),
                cover(plain, here[place]) if plain else 1.0,
                _close(weights, text),
                share(frozenset(names), here[place]),
                hit.why.get("dense", 0.0),
                math.log1p(len(_WORD.findall(text))),
            ),
        )


def _taken_up(words: Sequence[str], text: str) -> set[str]:
    """Give the words of the question that a text takes up, in whatever form."""
    here = forms_held(text).union(held(words, text))
    return {word for word in words if alike(word) & here}


def _close(weights: Mapping[str, float], text: str) -> float:
    """Tell how much of the question stands within a few words of one place."""
    total = sum(weights.values())
    found = [forms_of(one[0]) for one in _WORD.finditer(text)]
    around = [0.0] * len(found)
    for word, weight in weights.items():
        known = alike(word)
        places = [at for at, forms in enumerate(found) if not known.isdisjoint(forms)]
        for place in {near for at in places for near in range(at - _NEAR, at + _NEAR + 1)}:
            if 0 <= place < len(around):
                around[place] += weight
    return max(around, default=0.0) / total if total else 0.0
