"""Quotes are born here, and checked against the document where they are born."""

from collections.abc import Callable, Sequence

from api.answering.question import words
from api.answering.records import Citation, Passage
from api.answering.speech.choice import said_by
from api.answering.speech.records import Speaker
from api.answering.speech.statements import statements
from corpus.document import Document
from corpus.duplicates import Copy
from index.records import Hit
from index.sentences import Span, sentences

_CONTEXT = 240
_ALIKE = 0.5
# Code points before and after a sentence in which its speaker is looked for.
_HEARD_BEFORE, _HEARD_AFTER = 20_000, 2_000
# More outlets than these are not looked at one by one.
_MOST_COPIES = 20
LoadDocument = Callable[[str], Document | None]


class BrokenQuote(Exception):
    """A quote is not what its document says; it must not leave."""


def quote(document: Document, span: Span, score: float) -> Passage:
    """Quote a stretch of a document.

    Raises:
        BrokenQuote: the span does not lie inside the text.
    """
    if not 0 <= span.start < span.end <= len(document.text):
        raise BrokenQuote(f"{document.id}: {span.start}..{span.end} of {len(document.text)}")
    return Passage(
        document.id,
        document.version,
        document.title,
        document.publisher,
        document.published_at,
        document.url,
        span.start,
        span.end,
        document.text[span.start : span.end],
        score,
        document.page_of(span.start),
    )


def cite(number: int, document: Document, sentence: Span, answer: Span, score: float) -> Citation:
    """Make a numbered citation of one sentence with the answer inside it.

    Raises:
        BrokenQuote: sentence or answer do not lie where they are said to.
    """
    if not sentence.start <= answer.start < answer.end <= sentence.end:
        raise BrokenQuote(f"{document.id}: the answer lies outside its sentence")
    return Citation(
        number,
        quote(document, sentence, score),
        answer.start,
        answer.end,
        document.text[max(0, sentence.start - _CONTEXT) : sentence.start],
        document.text[sentence.end : sentence.end + _CONTEXT],
        speaker(document.text, sentence, answer),
    )


def speaker(text: str, sentence: Span, answer: Span) -> Speaker | None:
    """Name who says the answer, or else its sentence; None where the article does not."""
    first = max(0, sentence.start - _HEARD_BEFORE)
    found = statements(text[first : sentence.end + _HEARD_AFTER])
    places = (Span(one.start - first, one.end - first) for one in (answer, sentence))
    one = said_by(found, *places)
    return one and Speaker(one.name, one.start + first, one.end + first)


def holds(passage: Passage, document: Document) -> bool:
    """Tell whether a quote is word for word what this document says at that place."""
    same = document.id == passage.document_id and document.version == passage.version
    return same and document.text[passage.start : passage.end] == passage.text


def lead(hit: Hit, document: Document) -> Passage:
    """Show a passage that was found, as a place to look: no proof of anything."""
    chunk = hit.chunk
    return Passage(
        chunk.document_id,
        chunk.version,
        hit.title,
        hit.publisher,
        hit.published_at,
        document.url,
        chunk.start,
        chunk.end,
        hit.text,
        hit.score,
        document.page_of(chunk.start),
        hit.also_in,
    )


def carried_by(sentence: str, copies: Sequence[Copy], load: LoadDocument) -> tuple[Copy, ...]:
    """Leave out the copies of an article in which this sentence, or one much like it, is missing.

    Alike are sentences with half of their words in common, as copies of one article go.
    """
    wanted = _words(sentence)

    def carries(copy: Copy) -> bool:
        document = load(copy.document_id)
        return document is not None and any(
            _likeness(wanted, _words(document.text[one.start : one.end])) >= _ALIKE
            for one in sentences(document.text)
        )

    return tuple(copy for copy in copies[:_MOST_COPIES] if carries(copy))


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in words(text))


def _likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """Dice coefficient of two sets of words."""
    return 2 * len(first & second) / max(1, len(first) + len(second))
