"""How much a sentence is about a topic, in its own words and by what it stands beside."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from api.answering.overlap import cover, held
from api.answering.question import stems, words
from corpus.document import Document
from index.records import Hit
from index.sentences import Span, sentences
from index.words import stem

# The share of the topic's words, by their weights, that an article on it holds.
_OF_TOPIC = 0.55


@dataclass(frozen=True, slots=True)
class Near:
    """A sentence of a passage: its place in the document, and how near it is to the topic."""

    hit: Hit
    span: Span
    relevance: float


def near(hit: Hit, weights: Mapping[str, float]) -> Iterator[Near]:
    """Weigh the sentences of a passage, in order.

    The relevance, 0 to 1, is the mean of three: the share of the topic's words that the sentence
    holds, by their weights; the share that it holds with the title and the sentence before it, to
    which it may refer; and, counted twice, the cosine of the passage.
    """
    topic = list(weights)
    title = set(stems(hit.title))
    before: set[str] = set()
    dense = min(1.0, max(0.0, hit.why.get("dense", 0.0)))
    for span in sentences(hit.text):
        here = set(held(topic, hit.text[span.start : span.end]))
        beside = cover(weights, here | title | before)
        start = hit.chunk.start
        yield Near(
            hit,
            Span(start + span.start, start + span.end),
            (cover(weights, here) + beside + 2 * dense) / 4,
        )
        before = here


def speaks_of(document: Document, weights: Mapping[str, float]) -> bool:
    """Tell whether an article holds what the topic is made of, and not only a part of it."""
    here = {stem(word) for word in set(words(f"{document.title} {document.text}".lower()))}
    return cover(weights, here) >= _OF_TOPIC
