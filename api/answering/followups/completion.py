"""Complete a question from the conversation before it."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from api.answering.followups.clause import body, stretch, words_of
from api.answering.followups.ellipsis import filled
from api.answering.followups.pronouns import resolved
from api.answering.followups.records import Completed, Turn
from api.answering.followups.topics import expanded, with_topic
from api.answering.followups.vocabulary import QUESTION_WORDS
from index.words import STOP_WORDS

# Turns before the last ones are not looked at.
_LATEST = 6


def complete(question: str, conversation: Sequence[Turn]) -> Completed:
    """Complete a question from earlier ones and their answers, the earliest first.

    A question that stands by itself comes back as it is. Rules of English; what they cannot read
    is left alone. The same conversation always gives the same question.
    """
    turns: list[Turn] = []
    for turn in conversation[-_LATEST:]:
        turns.append(Turn(_completed(turn.question, turns), turn.answer))
    whole = _completed(question, turns)
    return Completed(whole, carried(question, whole))


def carried(question: str, whole: str) -> tuple[str, ...]:
    """Give the pieces of a completed question that the question does not say, in order."""
    asked = [one.lower for one in words_of(question)]
    words = words_of(whole)
    matcher = SequenceMatcher(None, asked, [one.lower for one in words], autojunk=False)
    pieces = [
        stretch(whole, words[start:end]).strip(' ,.?!"“”')
        for tag, _, _, start, end in matcher.get_opcodes()
        if tag in {"insert", "replace"}
    ]
    telling = [piece for piece in pieces if _says_something(piece)]
    return tuple(dict.fromkeys(telling or filter(None, pieces)))


def _completed(question: str, turns: Sequence[Turn]) -> str:
    if not turns:
        return question
    whole = filled(question, turns) or _pointed(question, turns)
    return whole if whole != question else question


def _pointed(question: str, turns: Sequence[Turn]) -> str:
    """Resolve what points back; without it, add what is left unsaid."""
    words = body(question)
    if not words:
        return question
    opened = question[words[0].start :]
    named = expanded(opened, turns)
    whole = resolved(named, turns)
    if whole == named:
        whole = with_topic(named, turns)
    return question if whole == opened else whole


def _says_something(piece: str) -> bool:
    words = [one.lower for one in words_of(piece) if one.word]
    return any(word not in STOP_WORDS or word in QUESTION_WORDS for word in words)
