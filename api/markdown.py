"""An answer as a message in Markdown, and where in it each citation is."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from api.answering.records import Answer, Citation, Passage

Link = Callable[[str], str]
_MARKUP = re.compile(r"([\\`*_\[\]<>~|$&])")
_SAFE_IN_LINK = ":/?#@!$&'*+,;=%~"
_LONGEST_LEAD = 300
NOT_FOUND = "Not found: the archive does not hold an answer that can be proved."


@dataclass(frozen=True, slots=True)
class Noted:
    """Where a citation stands in a message: code points, end exclusive."""

    start: int
    end: int
    citation: Citation
    url: str


@dataclass(frozen=True, slots=True)
class Message:
    """An answer in Markdown; for each citation the sentence that it proves."""

    content: str
    notes: tuple[Noted, ...]


def message(answer: Answer, link: Link) -> Message:
    """Write an answer for a chat: what it says, the sentences that say so, numbered sources.

    Args:
        answer: what is told.
        link: the address of a document, given its id; taken where it has none of its own.
    """
    if not answer.citations:
        return Message("\n".join(_nothing(answer, link)), ())
    content, own = "", composed(answer)
    quoted = [one.text for one in answer.sentences]
    if not own and answer.answer is not None and [answer.answer] != quoted:
        first = answer.sentences[0].citations[:1] if answer.sentences else ()
        content = f"**{escaped(answer.answer)}**{_marks(first)}\n\n"
    places: dict[int, tuple[int, int]] = {}
    for place, sentence in enumerate(answer.sentences, 1):
        text = escaped(sentence.text)
        before, after = ("", "") if place <= own else ("“", "”")
        start = len(content) + len(before)
        for number in sentence.citations:
            places.setdefault(number, (start, start + len(text)))
        content += f"{before}{text}{after}{_marks(sentence.citations)}"
        content += " " if place < own else "\n\n"
    content += "\n".join(_sources(answer, link))
    notes = tuple(
        Noted(*places[one.number], one, address(one.passage, link))
        for one in answer.citations
        if one.number in places
    )
    return Message(content, notes)


def composed(answer: Answer) -> int:
    """Count the sentences, from the first, of which a language model made the answer."""
    if answer.generated is None or not answer.generated.composed:
        return 0
    texts = [one.text for one in answer.sentences]
    counts = range(1, len(texts) + 1)
    return next((count for count in counts if " ".join(texts[:count]) == answer.answer), 0)


def escaped(text: str) -> str:
    """Write text on one line so that nothing in it is taken for markup, or for HTML."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def spoken(content: str) -> str | None:
    """Give back the answer that a message told; None where it told none."""
    first = content.split("\n", 1)[0].strip()
    if first == NOT_FOUND:
        return None
    plain = re.sub(r" \[\d+\]", "", first)
    plain = re.sub(r"^(?:\*\*(.*)\*\*|“(.*)”)$", r"\1\2", plain)
    return re.sub(r"\\([\\`*_\[\]<>~|$&])", r"\1", plain) or None


def address(passage: Passage, link: Link) -> str:
    """Say where a quote can be read: at its publisher, or in the archive."""
    url = passage.url or ""
    if not url.lower().startswith(("http://", "https://")):
        url = link(passage.document_id)
    return quote(url, safe=_SAFE_IN_LINK)


def _marks(numbers: tuple[int, ...]) -> str:
    return "".join(f" [{number}]" for number in numbers)


def _sources(answer: Answer, link: Link) -> Iterator[str]:
    told = {sentence.text for sentence in answer.sentences}
    for citation in answer.citations:
        passage = citation.passage
        line = f"{citation.number}. {_source(passage, link)}"
        yield line if passage.text in told else f"{line}: “{escaped(passage.text)}”"


def _nothing(answer: Answer, link: Link) -> Iterator[str]:
    yield NOT_FOUND
    if answer.leads:
        yield "\nThe nearest passages, as places to look and no proof:\n"
    for lead in answer.leads:
        text = " ".join(lead.text.split())
        if len(text) > _LONGEST_LEAD:
            text = text[:_LONGEST_LEAD].rsplit(" ", 1)[0] + " …"
        yield f"- {_source(lead, link)}: “{escaped(text)}”"


def _source(passage: Passage, link: Link) -> str:
    parts = [f"[{escaped(passage.title)}]({address(passage, link)})"]
    parts += [escaped(one) for one in (passage.publisher, passage.published_at) if one]
    return ", ".join(parts)
