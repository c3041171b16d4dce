"""Who says so by what frames a sentence: "according to X", "in her view", "under X's plan"."""

from api.answering.speech.clause import Clause
from api.answering.speech.contents import after_mark, last_word, pieces, word_at
from api.answering.speech.cues import NO_ONE, OURS, POSSESSIVES
from api.answering.speech.phrases import Phrase, Tokens, phrase_after
from api.answering.speech.stances import DOCUMENTS, HELD

_FRAMES = frozenset("in under per by from on".split())
_MINDS = frozenset("view views eyes opinion mind judgment judgement words book telling".split())


def framed(tokens: Tokens, place: int) -> Clause | None:
    """Read what stands around or after a frame."""
    word = tokens[place].lower
    if word == "according" and word_at(tokens, place + 1) == "to":
        speaker = phrase_after(tokens, place + 2)
        return _around(tokens, (place, place + 2), speaker)
    if word == "per" and place and tokens[place - 1].text == ",":
        return _around(tokens, (place, place + 1), phrase_after(tokens, place + 1))
    if word == "in" and (minds := _minds(tokens, place)):
        return _around(tokens, *minds)
    return _under(tokens, place) if word in _FRAMES and place <= 1 else None


def _around(tokens: Tokens, cue: Phrase, speaker: Phrase | None) -> Clause | None:
    if speaker is None or tokens[speaker[1] - 1].lower in NO_ONE:
        return None
    place, last = cue[0], last_word(tokens)
    end = max(cue[1], speaker[1])
    if place <= 1:
        start = after_mark(tokens, end)
        return Clause(speaker, cue, pieces((start, last)))
    resumed = next(
        (at for at in range(end, last) if tokens[at].text == "," and at + 3 < last), last
    )
    return Clause(speaker, cue, pieces((0, place), (resumed + 1, last)))


def _minds(tokens: Tokens, place: int) -> tuple[Phrase, Phrase] | None:
    """Read "in his eyes" and "in the council's view"."""
    owner = owned(tokens, place + 1)
    if owner is None or word_at(tokens, owner[1]) not in _MINDS:
        return None
    speaker = owner[0]
    return (place, owner[1] + 1), speaker


def _under(tokens: Tokens, place: int) -> Clause | None:
    """Read "Under X's plan, ..." and "In a letter to Y, ..." that no verb of saying follows."""
    comma = next((at for at in range(place, len(tokens)) if tokens[at].text == ","), 0)
    owner = owned(tokens, place + 1)
    if not comma or owner is None:
        return None
    noun = next((at for at in range(owner[1], comma) if tokens[at].lower in HELD), None)
    if noun is None or noun > owner[1] + 3:
        return None
    return Clause(owner[0], (noun, noun + 1), pieces((comma + 1, last_word(tokens))), False)


def owned(tokens: Tokens, place: int) -> tuple[Phrase, int] | None:
    """Find whose it is, and where the thing begins: "his | plan", "the mayor's | plan"."""
    if word_at(tokens, place) in POSSESSIVES or word_at(tokens, place) in OURS:
        return (place, place + 1), place + 1
    for at in range(place, min(place + 8, len(tokens))):
        one = tokens[at]
        if one.text in {"'s", "’s"} or (one.text in {"'", "’"} and at > place):
            return ((place, at), at + 1) if at > place else None
        if one.quoted or not (one.word or one.text == "."):
            return None
    return None


def is_document(tokens: Tokens, phrase: Phrase) -> bool:
    """Tell whether a phrase names something written, or a poll."""
    return any(one.lower in DOCUMENTS for one in tokens[slice(*phrase)])
