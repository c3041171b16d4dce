"""The numbered evidence: the sentences that an answer cites, and those around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.answering.generating.check import Given
from api.answering.quotes import LoadDocument, cite, holds
from api.answering.records import Answer, Citation
from index.sentences import Span, sentences

# Sentences in all, and code points on each side in which those around are looked for.
MOST = 8
_AROUND = 1_500


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence under its number, ``proves`` if the archive's own answer rests on it."""

    number: int
    citation: Citation
    proves: bool

    @property
    def given(self) -> Given:
        """The sentence as the checks take it."""
        passage, speaker = self.citation.passage, self.citation.said_by
        told = speaker is None or passage.start <= speaker.start < passage.end
        return Given(passage.text, hearsay=not told)


def evidence_of(answer: Answer, load: LoadDocument) -> list[Evidence]:
    """Number what an answer cites, from 1, then the sentences beside, nearest to the first first.

    What a later report has superseded is left out, and of a dispute all but the newest value.
    """
    proving = set(
        answer.conflicts[0].values[0].citations
        if answer.conflicts
        else [one.number for one in answer.citations]
    )
    cited = [one for one in answer.citations if one.superseded_by is None and one.number in proving]
    places = {(one.passage.document_id, one.passage.start) for one in answer.citations}
    beside: list[Citation] = []
    for one in cited:
        for further in _around(one, load):
            place = (further.passage.document_id, further.passage.start)
            if place not in places and len(cited) + len(beside) < MOST:
                places.add(place)
                beside.append(further)
    listed = [(one, True) for one in cited[:MOST]] + [(one, False) for one in beside]
    return [Evidence(number, *one) for number, one in enumerate(listed, 1)]


def still_holds(citations: Sequence[Citation], load: LoadDocument) -> bool:
    """Tell whether all of these are still word for word what the archive holds."""
    documents = ((one.passage, load(one.passage.document_id)) for one in citations)
    return all(document is not None and holds(passage, document) for passage, document in documents)


def _around(citation: Citation, load: LoadDocument) -> Iterator[Citation]:
    """The sentence after a cited one, and the one before it, where there are any."""
    passage = citation.passage
    document = load(passage.document_id)
    if document is None or not holds(passage, document):
        return
    first = max(0, passage.start - _AROUND)
    window = document.text[first : passage.end + _AROUND]
    spans = [Span(one.start + first, one.end + first) for one in sentences(window)]
    # The outermost sentences may be cut by the window.
    if first > 0:
        spans = spans[1:]
    if passage.end + _AROUND < len(document.text):
        spans = spans[:-1]
    after = [one for one in spans if one.start >= passage.end][:1]
    before = [one for one in spans if one.end <= passage.start][-1:]
    for one in after + before:
        yield cite(1, document, one, one, passage.score)
