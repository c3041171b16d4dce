"""Further questions that a cited article answers, made of its own sentences by rule."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.answering.evidence import Read, candidates
from api.answering.followups.clause import words_of
from api.answering.followups.phrases import phrases
from api.answering.followups.verbs import base_of, is_base, is_participle
from api.answering.followups.vocabulary import DETERMINERS, PRONOUNS
from api.answering.model import fitted
from api.answering.question import read_question, stems
from index.records import Hit
from index.sentences import sentences
from index.words import STOP_WORDS, Rarity

_MOST = 3
# Questions that are tried before it is given up.
_TRIED = 6
_NAME = r"[A-Z][\w’'-]+(?: (?:Al-)?[A-Z][\w’'-]+)+"
# One person at a time holds such an office, so that "the" is right.
_OFFICE = (
    r"(?:(?:managing|executive|general|operations|regional|chief|deputy|former|acting|new) ){0,2}"
    r"(?:head|director|manager|chair|chairman|chairwoman|president|secretary|spokesman|"
    r"spokeswoman|mayor|leader|commander|chief fire officer|project engineer|governor|headteacher)"
)
_HOLDS = re.compile(
    rf"\b{_NAME}, (?:the )?(?P<office>{_OFFICE} (?:of|at|for) "
    r"(?P<of>[^,.;:“”\"()]+))(?=[,.])"
)
_WHAT = r"(?P<what>(?:The [a-z]+|[A-Z][\w’'-]*[a-z])(?: (?:[\w’'-]+)){0,5}?)"
_DATED = r" (?:in|on|by|until|since|at the end of) [^.,;]{0,30}?\b(?:1[89]|20)\d\d\b"
_WAS = re.compile(rf"^{_WHAT} (?P<be>was|were) (?P<verb>\w+)(?={_DATED})")
_WILL = re.compile(rf"^{_WHAT} will (?P<verb>\w+)(?={_DATED})")
_COST = re.compile(
    rf"^{_WHAT} (?:(?P<will>will cost|is to cost)|cost) (?:about |around |almost |nearly )?"
    r"[€$£]?\d[\d.,]*(?: (?:million|billion|thousand))? ?(?:euros|dollars|pounds|francs|crowns)?\b"
)


@dataclass(frozen=True, slots=True)
class Asking:
    """A question, and the sentence of the passage that answers it."""

    question: str
    sentence: str


def related(
    asked: str, cited: str, document_id: str, hits: Sequence[Hit], rarity: Rarity
) -> tuple[str, ...]:
    """Make at most three questions that other sentences of the cited article answer.

    Args:
        asked: the question that was answered.
        cited: the sentence that answered it.
        document_id: the article it stands in.
        hits: the passages that were found; only those of the article are used.
        rarity: how rare words are.

    Returns:
        Questions whose sentence comes out first among all sentences of these passages.
    """
    here = [hit for hit in hits if hit.chunk.document_id == document_id]
    seen = {_key(asked)}
    found: list[str] = []
    for tried, asking in enumerate(_askings(here)):
        if tried == _TRIED or len(found) == _MOST:
            break
        new = _key(asking.question) not in seen and asking.sentence != cited
        if new and _answered(asking, here, rarity):
            found.append(asking.question)
        seen.add(_key(asking.question))
    return tuple(found)


def _askings(hits: Sequence[Hit]) -> Iterator[Asking]:
    spans = [(hit.text, span) for hit in hits for span in sentences(hit.text)]
    texts = dict.fromkeys(text[span.start : span.end] for text, span in spans)
    for make in (_dates, _costs, _offices):
        for text in texts:
            yield from (Asking(question, text) for question in make(" ".join(text.split())))


def _dates(sentence: str) -> Iterator[str]:
    was, will = _WAS.match(sentence), _WILL.match(sentence)
    if was and is_participle(was["verb"]) and base_of(was["verb"]) and _speakable(was["what"]):
        yield f"When {was['be']} {_within(was['what'])} {was['verb']}?"
    if will and is_base(will["verb"]) and _speakable(will["what"]):
        yield f"When will {_within(will['what'])} {will['verb']}?"


def _costs(sentence: str) -> Iterator[str]:
    found = _COST.match(sentence)
    if found and _speakable(found["what"]):
        yield f"How much {'will' if found['will'] else 'did'} {_within(found['what'])} cost?"


def _offices(sentence: str) -> Iterator[str]:
    for found in _HOLDS.finditer(sentence):
        if _telling(found["of"]):
            yield f"Who is the {found['office']}?"


def _speakable(what: str) -> bool:
    """Tell a noun phrase from a stretch with a verb or a pronoun in it."""
    found = phrases(what)
    bare = " " not in what and what.title() == what
    whole = not bare and len(found) == 1 and found[0].text == what
    return whole and _telling(what) and not any(one.lower in PRONOUNS for one in words_of(what))


def _telling(what: str) -> bool:
    """Tell "the harbour authority" and "Varley" from "the pool", which may be any."""
    words = [one for one in words_of(what) if one.lower not in DETERMINERS and one.word]
    return len(words) > 1 or any(one.capital for one in words)


def _within(what: str) -> str:
    return what[:1].lower() + what[1:] if what.startswith("The ") else what


def _answered(asking: Asking, hits: Sequence[Hit], rarity: Rarity) -> bool:
    read = [Read(hit) for hit in hits]
    ordered = candidates(read_question(asking.question), read, rarity, fitted("plain"))
    return bool(ordered) and ordered[0].text == asking.sentence


def _key(question: str) -> frozenset[str]:
    return frozenset(stems(question)) - STOP_WORDS
