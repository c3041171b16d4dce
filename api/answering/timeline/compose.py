"""From passages on a topic to its timeline."""

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from api.answering.question import read_question
from api.answering.quotes import BrokenQuote, LoadDocument, carried_by, cite, holds
from api.answering.records import Citation
from api.answering.speech.quotations import quotations
from api.answering.timeline.dating import dated
from api.answering.timeline.folding import fold, together
from api.answering.timeline.gaps import gaps
from api.answering.timeline.records import Event, Telling, Timeline
from api.answering.timeline.relevance import Near, near, speaks_of
from corpus.document import Document
from index.records import Hit
from index.words import Rarity

# Passages that are searched for developments.
PASSAGES = 300
EVENTS = 20
# A sentence is on the topic from here on, and from this share of the nearest one's relevance.
_LEAST, _SHARE = 0.35, 0.5
# What it takes from the relevance of a development to be told a year late or later, to be dated
# by nothing but publication, or to no nearer than this many days.
_LATE, _REPORTED, _COARSE, _DAYS = 0.1, 0.1, 0.1, 92
# What each doubling of the articles that tell it adds to the relevance of a development.
_TOLD_AGAIN = 0.05
_CITATIONS = 4
# Sentences that are read for dates, the nearest to the topic.
_SENTENCES = 400


def compose_timeline(
    topic: str, hits: Sequence[Hit], rarity: Rarity, load: LoadDocument, most: int = EVENTS
) -> Timeline:
    """Tell the developments on a topic that these passages hold, in order of their dates.

    Only what can be dated is told. Of more than ``most`` events, those nearest to the topic and
    told most often are kept. Every citation is checked against the document that ``load`` gives.
    """
    words = read_question(topic).words
    if not words:
        return Timeline(topic, (), ())
    weights = dict(zip(words, rarity(words), strict=True))
    groups = fold(tellings(hits, weights, load), frozenset(words))
    chosen = sorted(groups, key=_weight, reverse=True)[:most]
    cited = ((group, citations(group, load)) for group in together(chosen))
    events = tuple(_event(group[0], proofs) for group, proofs in cited if proofs)
    return Timeline(topic, events, tuple(gaps([one.period for one in events])))


def tellings(
    hits: Sequence[Hit], weights: Mapping[str, float], load: LoadDocument
) -> Iterator[Telling]:
    """Find the sentences on the topic that tell a development and can be dated, each once."""
    sentences = {
        (one.hit.chunk.document_id, one.span.start): one
        for one in sorted((one for hit in hits for one in near(hit, weights)), key=_relevance)
    }
    best = max((one.relevance for one in sentences.values()), default=0.0)
    least = max(_LEAST, _SHARE * best)
    on_topic = [one for one in sentences.values() if one.relevance >= least]
    wanted = sorted(on_topic, key=_relevance, reverse=True)[:_SENTENCES]
    by_document: dict[str, list[Near]] = {}
    for one in wanted:
        by_document.setdefault(one.hit.chunk.document_id, []).append(one)
    for document_id, some in by_document.items():
        document = load(document_id)
        if document is not None and speaks_of(document, weights):
            yield from _told(document, some)


def _told(document: Document, some: Sequence[Near]) -> Iterator[Telling]:
    quoted = quotations(document.text)
    for one in some:
        if one.hit.chunk.version != document.version:
            continue
        dating = dated(document.text, one.span, quoted, document.published_at)
        if dating is not None:
            text = document.text[one.span.start : one.span.end]
            yield Telling(one.hit, document, one.span, text, dating, one.relevance)


def citations(group: Sequence[Telling], load: LoadDocument) -> tuple[Citation, ...]:
    """Cite what tells one development, the best first; none where the best does not hold."""
    found: list[Citation] = []
    for one in group[:_CITATIONS]:
        citation = _cited(one, load)
        if citation is not None:
            found.append(citation)
        elif one is group[0]:
            return ()
    return tuple(replace(one, number=place + 1) for place, one in enumerate(found))


def _cited(one: Telling, load: LoadDocument) -> Citation | None:
    document = load(one.document.id)
    if document is None or document.version != one.document.version:
        return None
    with suppress(BrokenQuote):
        citation = cite(1, document, one.span, one.dating.place or one.span, one.hit.score)
        if citation.passage.text == one.text and holds(citation.passage, document):
            copies = carried_by(one.text, one.hit.also_in, load)
            return replace(citation, passage=replace(citation.passage, also_in=copies))
    return None


def _event(first: Telling, proofs: tuple[Citation, ...]) -> Event:
    published = first.document.published_at
    dating = first.dating
    expected = published is not None and dating.period.start.isoformat() > published[:10]
    return Event(dating.period, dating.dated_by, expected, first.text, proofs)


def _weight(group: Sequence[Telling]) -> float:
    documents = {one.document.id for one in group}
    weight = max(one.relevance for one in group) + _TOLD_AGAIN * math.log2(len(documents))
    if group[0].dating.dated_by == "publication":
        weight -= _REPORTED
    if (group[0].period.end - group[0].period.start).days > _DAYS:
        weight -= _COARSE
    return weight - (_LATE if all(_is_late(one) for one in group) else 0.0)


def _is_late(one: Telling) -> bool:
    published = one.document.published_at
    return published is not None and int(published[:4]) - one.period.last.year > 1


def _relevance(one: Near) -> tuple[float, int]:
    return one.relevance, -one.span.start
