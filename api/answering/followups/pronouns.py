"""Words that point back: "he", "its", "them", "there", "that", "the other one"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from api.answering.followups import antecedents
from api.answering.followups.clause import Words, words_of
from api.answering.followups.inside import is_possessive, means_own
from api.answering.followups.nouns import Phrase, made_definite
from api.answering.followups.propositions import stated
from api.answering.followups.records import Turn
from api.answering.followups.verbs import base_of, is_participle
from api.answering.followups.vocabulary import (
    AUXILIARIES,
    BE,
    CLOSED,
    DETERMINERS,
    HE,
    IT,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    SHE,
    THEY,
)

_EXPLETIVE = re.compile(
    r"\bit (?:\w+ )?(?:true|possible|likely|safe|legal|illegal|worth|necessary|important|essential|"
    r"good|better|best|easy|easier|hard|difficult|common|normal|clear|dangerous|wise|fair|known|"
    r"said|expected|thought|believed|allowed|enough)(?: for .+)? (?:to|that|if|when)\b"
    r"|\bit (?:rain|snow|raining|snowing|cold|warm|late|too late)\b|\blet['’]s do it\b"
    r"|\b(?:does|did|do|will|would|has|is) it (?:take|taken|taking|mean|feel)(?: \w+){0,3} to\b"
    r"|\bit costs? (?:for .+ )?to\b|\bwhat (?:time|day|date) is it\b"
    r"|\bit (?:comes? to|mean (?:when|if|that|to)|never|\w+ed (?:that|how|whether))\b"
    r"|\bit (?:takes?|took|seems?|appears?|turns? out)\b|\blike to\b|\bit (?:that|who)\b"
    r"|\b(?:how|why|who|what|when|where) (?:is|was) it (?:that|to)\b",
    re.IGNORECASE,
)
_AGREEING = {"do": "does", "are": "is", "were": "was", "have": "has"}
_TIMES = frozenset("after before since until till by".split())
_CERTAIN = frozenset("certain true sure right correct confirmed official known".split())
_ENDS_IN_TIME = frozenset("now then today still".split())


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a question, and what takes its place."""

    start: int
    end: int
    text: str


def resolved(question: str, turns: Sequence[Turn]) -> str:
    """Put what is meant in place of the words that point out of a question."""
    edits = list(_once(question, _edits(question, words_of(question), turns)))
    for edit in reversed(edits):
        question = question[: edit.start] + edit.text + question[edit.end :]
    return question


def _edits(question: str, words: Words, turns: Sequence[Turn]) -> Iterator[Edit]:
    expletive = [(one.start(), one.end()) for one in _EXPLETIVE.finditer(question)]
    for place, word in enumerate(words):
        lower = word.lower
        if lower == "it" and any(a <= word.start < b for a, b in expletive):
            continue
        if word.text == "IT" or means_own(question, words, place):
            continue
        if lower in PRONOUNS:
            yield from _personal(words, place, turns)
        elif lower in {"there", "then"}:
            yield from _where_or_when(words, place, turns)
        elif lower in {"that", "this", "so"}:
            yield from _pointing(words, place, turns)
        elif lower in {"these", "those"} or (lower in {"that", "this"} and not _last(words, place)):
            yield from _demonstrative(words, place, turns)
        elif word.text in {"one", "ones"}:
            yield from _one(words, place, turns)


def _once(question: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    """Leave the second "they" of a question as it is: it means what the first does."""
    seen: set[frozenset[str]] = set()
    for edit in edits:
        word = question[edit.start : edit.end].lower()
        kind = next((some for some in (HE, SHE, IT, THEY) if word in some), None)
        if kind is None or kind not in seen:
            yield edit
        if kind is not None:
            seen.add(kind)


def _personal(words: Words, place: int, turns: Sequence[Turn]) -> Iterator[Edit]:
    word = words[place]
    meant = _meant(word.lower, turns)
    if meant is None:
        return
    text = made_definite(meant)
    if word.lower != "it" and is_possessive(words, place):
        text += "'" if meant.plural and text.endswith("s") else "'s"
    if word.lower == "they" and not meant.plural and place:
        before = words[place - 1]
        if before.lower in _AGREEING:
            yield Edit(before.start, before.end, _AGREEING[before.lower])
    yield Edit(word.start, word.end, text)


def _meant(pronoun: str, turns: Sequence[Turn]) -> Phrase | None:
    if pronoun in HE | SHE:
        return antecedents.person(turns)
    return antecedents.thing(turns) if pronoun in IT else antecedents.several(turns)


def _where_or_when(words: Words, place: int, turns: Sequence[Turn]) -> Iterator[Edit]:
    word = words[place]
    if not (_last(words, place) or (word.lower == "there" and _time_follows(words, place))):
        return
    before = words[place - 1].lower if place else ""
    if word.lower == "there":
        where = antecedents.place(turns)
        if where and before in PREPOSITIONS:
            yield Edit(word.start, word.end, where.split(" ", 1)[1])
        elif where:
            yield Edit(word.start, word.end, where)
        return
    when = antecedents.time(turns)
    if when:
        yield Edit(word.start, word.end, when if before in PREPOSITIONS else _at(when))


def _at(when: str) -> str:
    if when.lower().startswith("the "):
        return f"at {when}"
    return f"{'on' if when[0].isdigit() and not when.isdigit() else 'in'} {when}"


def _pointing(words: Words, place: int, turns: Sequence[Turn]) -> Iterator[Edit]:
    """Resolve "that" where it stands alone."""
    word = words[place]
    before = words[place - 1].lower if place else ""
    if not _last(words, place):
        said = stated(turns[-1]) if words[place + 1].lower in _CERTAIN else None
        if said and before in BE and said.startswith("that ") and _last(words, place + 1):
            yield Edit(word.start, words[place + 1].end, f"it {words[place + 1].text} {said}")
        elif before in AUXILIARIES and _predicate_follows(words, place) and word.lower != "so":
            yield from _replaced(word.start, word.end, antecedents.thing(turns))
        elif word.lower != "so":
            yield from _demonstrative(words, place, turns)
        return
    if before in PREPOSITIONS and word.lower != "so":
        when = antecedents.time(turns) if before in _TIMES else None
        if when:
            yield Edit(word.start, word.end, when)
        else:
            yield from _replaced(word.start, word.end, antecedents.thing(turns))
        return
    if base_of(before) is None or before in AUXILIARIES:
        return
    said = stated(turns[-1])
    about = antecedents.topic(turns)
    if said:
        yield Edit(word.start, word.end, said)
    elif about:
        yield Edit(word.end, word.end, f" about {made_definite(about)}")


def _predicate_follows(words: Words, place: int) -> bool:
    following = words[place + 1]
    verbal = base_of(following.lower) is not None or is_participle(following.lower)
    return following.lower in CLOSED or verbal


def _demonstrative(words: Words, place: int, turns: Sequence[Turn]) -> Iterator[Edit]:
    """Resolve "those troops" by the troops that were spoken of, and "those" alone."""
    word = words[place]
    if _last(words, place):
        yield from _replaced(word.start, word.end, antecedents.several(turns))
        return
    following = words[place + 1]
    if not following.word or following.lower in CLOSED:
        return
    meant = antecedents.chosen(turns, lambda one: one.head == following.lower)
    if meant:
        yield from _replaced(word.start, following.end, meant)


def _one(words: Words, place: int, turns: Sequence[Turn]) -> Iterator[Edit]:
    """Put the noun in place of "one" behind an adjective: "the new one"."""
    before = words[place - 1].lower if place else ""
    following = words[place + 1].lower if place + 1 < len(words) else "?"
    standing = following in CLOSED - {"of"} or not words[place + 1 :] or not following[0].isalnum()
    if (
        not place
        or not standing
        or base_of(before)
        or before in CLOSED - {"which"} | {"no", "every", "each", "some", "any"}
    ):
        return
    meant = antecedents.thing(turns) or antecedents.several(turns)
    if meant:
        noun = [one for one in meant.core if one.lower not in DETERMINERS | POSSESSIVES]
        last = noun[-1].text if before == "other" else " ".join(one.text for one in noun)
        yield Edit(words[place].start, words[place].end, last)


def _replaced(start: int, end: int, meant: Phrase | None) -> Iterator[Edit]:
    if meant:
        yield Edit(start, end, made_definite(meant))


def _last(words: Words, place: int) -> bool:
    return not any(one.word for one in words[place + 1 :])


def _time_follows(words: Words, place: int) -> bool:
    before = words[place - 1].lower if place else ""
    following = words[place + 1].lower
    return before not in BE and following in PREPOSITIONS | _ENDS_IN_TIME
