"""The best sentence in other copies of its article: copies may have changed a name in it."""

from collections.abc import Iterator
from dataclasses import replace

from api.answering.evidence import Candidate
from api.answering.question import Question, words
from api.answering.quotes import LoadDocument
from corpus.document import Document
from index.sentences import Span, sentences

# More copies than these are not looked at one by one.
_MOST = 20
_ALIKE = 0.5


def versions(_: Question, best: Candidate, load: LoadDocument) -> Iterator[Candidate]:
    """Give the sentence of each copy that is most like the best one, where it is not the same."""
    for copy in best.hit.also_in[:_MOST]:
        document = load(copy.document_id)
        span = document and _most_like(best.text, document)
        if document and span:
            hit = replace(
                best.hit,
                chunk=replace(best.hit.chunk, document_id=document.id, version=document.version),
                title=document.title,
                publisher=document.publisher,
                published_at=document.published_at,
                also_in=(),
            )
            text = document.text[span.start : span.end]
            yield Candidate(hit, span, text, None, best.features, best.score)


def _most_like(text: str, document: Document) -> Span | None:
    wanted = _words(text)

    def likeness(span: Span) -> float:
        here = _words(document.text[span.start : span.end])
        return 2 * len(wanted & here) / max(1, len(wanted) + len(here))

    best = max(sentences(document.text), key=likeness, default=None)
    if best is None or likeness(best) < _ALIKE or document.text[best.start : best.end] == text:
        return None
    return best


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in words(text))
