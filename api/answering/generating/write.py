"""The answer as a language model composes it, as far as it can be proved; else as it was."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from api.answering.generating.check import Given, checked
from api.answering.generating.endpoint import Unusable
from api.answering.generating.given import Evidence, evidence_of, still_holds
from api.answering.generating.prompt import Message, messages
from api.answering.generating.reply import MOST, Claim, claims
from api.answering.quotes import LoadDocument
from api.answering.records import Answer, Citation, Generated, Sentence

UNPROVED = "the language model's answer could not be proved"
BESIDE = "the language model's answer left out what was asked"


class Completing(Protocol):
    """What answers a chat."""

    def complete(self, messages: Sequence[Message]) -> str:
        """Give the text of a reply; raises ``Unusable``."""
        ...


@dataclass(frozen=True, slots=True)
class Written:
    """What was kept of a reply, and for what reasons the rest was dropped."""

    kept: tuple[Sentence, ...]
    dropped: Mapping[str, int]


def written(
    answer: Answer,
    endpoint: Completing,
    model: str,
    load: LoadDocument,
    again: Callable[[], Answer],
) -> Answer:
    """Let a language model compose an answer anew, from its citations and what stands around them.

    The answer stands as it is, with a note, where the model gives nothing that can be used, or
    nothing that is proved and says what the answer says. While a model writes, the archive may
    change: then ``again`` answers without it.
    """
    if answer.status == "not_found":
        return answer
    evidence = evidence_of(answer, load)
    try:
        reply = endpoint.complete(messages(answer.understood.question, evidence))
    except Unusable as error:
        return _as_it_was(answer, Generated(model, False, note=str(error)), load, again)
    found = sifted(claims(reply), {one.number: one.given for one in evidence})
    dropped = dict(found.dropped)
    if not found.kept:
        note = Generated(model, False, dropped, UNPROVED)
        return _as_it_was(answer, note, load, again)
    if not any(_says(sentence, evidence) for sentence in found.kept):
        note = Generated(model, False, dropped, BESIDE)
        return _as_it_was(answer, note, load, again)
    composed = _composed(answer, found.kept, evidence)
    composed = replace(composed, generated=Generated(model, True, dropped))
    return composed if still_holds(composed.citations, load) else again()


def sifted(found: Sequence[Claim], given: Mapping[int, Given]) -> Written:
    """Check each claim of a reply; a sentence that says the same again is dropped, too."""
    kept: dict[str, Sentence] = {}
    dropped: Counter[str] = Counter()
    for claim in found[:MOST]:
        one = checked(claim, given)
        if not isinstance(one, Sentence):
            dropped[one] += 1
        elif one.text in kept:
            dropped["repeated"] += 1
        else:
            kept[one.text] = one
    if len(found) > MOST:
        dropped["too many"] += len(found) - MOST
    return Written(tuple(kept.values()), dropped)


def _as_it_was(
    answer: Answer, generated: Generated, load: LoadDocument, again: Callable[[], Answer]
) -> Answer:
    stands = answer if still_holds(answer.citations, load) else again()
    return stands if stands.status == "not_found" else replace(stands, generated=generated)


def _says(sentence: Sentence, evidence: Sequence[Evidence]) -> bool:
    """Tell whether a sentence holds what the archive answers, out of a sentence that proves it."""
    cited = [one for one in evidence if one.number in sentence.citations and one.proves]
    return any(_answer_of(one.citation) in sentence.text for one in cited)


def _answer_of(citation: Citation) -> str:
    """The answer in a sentence; nothing where it is the whole sentence, which may be shortened."""
    passage = citation.passage
    first, last = citation.answer_start - passage.start, citation.answer_end - passage.start
    text = passage.text[first:last]
    return "" if text == passage.text else " ".join(text.split())


def _composed(answer: Answer, kept: Sequence[Sentence], evidence: Sequence[Evidence]) -> Answer:
    """Put the sentences together; what they cite besides comes after the answer's citations.

    The other values of a dispute stay among the sentences as they were.
    """
    citations = list(answer.citations)
    numbers: dict[int, int] = {}
    for one in evidence:
        if one.proves:
            numbers[one.number] = one.citation.number
        elif any(one.number in sentence.citations for sentence in kept):
            numbers[one.number] = len(citations) + 1
            citations.append(replace(one.citation, number=len(citations) + 1))
    sentences = tuple(
        Sentence(one.text, tuple(sorted(numbers[number] for number in one.citations)))
        for one in kept
    )
    text = " ".join(one.text for one in sentences)
    sentences += answer.sentences[1:] if answer.conflicts else ()
    return replace(answer, answer=text, sentences=sentences, citations=tuple(citations))
