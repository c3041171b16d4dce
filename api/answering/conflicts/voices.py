"""Yes and no inside one article: every sentence that takes a stance, with who says so."""

from collections.abc import Iterator
from dataclasses import replace

from api.answering.conflicts.polarity import stance
from api.answering.evidence import Candidate
from api.answering.question import Question
from api.answering.quotes import LoadDocument
from api.answering.yes_no.wording import takes_up
from index.sentences import Span, sentences

# Code points to each side of the best sentence; an article on something else begins beyond.
_REACH = 20_000


def voices(question: Question, best: Candidate, load: LoadDocument) -> Iterator[Candidate]:
    """Give the sentences of the best one's article that say yes or no to the question.

    All of the question's words must stand in the article, since a speaker takes up what is talked
    about without naming it again.
    """
    document = load(best.hit.chunk.document_id)
    if document is None or document.version != best.hit.chunk.version:
        return
    first = max(0, best.span.start - _REACH)
    text = document.text[first : best.span.end + _REACH]
    if not takes_up(question.words, f"{document.title} {text}"):
        return
    for one in sentences(text):
        span = Span(one.start + first, one.end + first)
        said = document.text[span.start : span.end]
        if span != best.span and stance(question, said) is not None:
            yield replace(best, span=span, text=said, answer=None)
