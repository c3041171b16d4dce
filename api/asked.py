"""What users send as text: one line of it, neither empty nor endless."""

from collections.abc import Sequence
from dataclasses import replace

from api.answering.followups.completion import complete
from api.answering.followups.records import Completed, Turn
from api.errors import AskError

MOST_TURNS = 20
# Of an earlier answer more is not looked at.
_LONGEST_ANSWER = 1_000


def checked(text: str, what: str, most: int) -> str:
    """Give a text as one line.

    Raises:
        AskError: it is empty, or longer than ``most`` characters.
    """
    flat = one_line(text)
    if not flat:
        raise AskError(f"the {what} is empty")
    if len(flat) > most:
        raise AskError(
            f"the {what} has {len(flat)} characters; at most "
            f"{most} are read (DATELINE_MAX_QUESTION)"
        )
    return flat


def completed(question: str, conversation: Sequence[Turn], most: int) -> Completed:
    """Complete a question from a conversation; what would be longer than ``most`` is left alone.

    Raises:
        AskError: the conversation is none.
    """
    whole = complete(question, checked_turns(conversation, most))
    return whole if len(whole.question) <= most else Completed(question)


def checked_turns(conversation: Sequence[Turn], most: int) -> list[Turn]:
    """Give the turns of a conversation in one line each, long answers cut.

    Raises:
        AskError: there are more than ``MOST_TURNS``, or a question is empty or too long.
    """
    if len(conversation) > MOST_TURNS:
        raise AskError(f"the conversation has {len(conversation)} turns; at most {MOST_TURNS}")
    return [
        replace(
            turn,
            question=checked(turn.question, f"question of turn {place} of the conversation", most),
            answer=one_line(turn.answer)[:_LONGEST_ANSWER] if turn.answer else None,
        )
        for place, turn in enumerate(conversation, 1)
    ]


def one_line(text: str) -> str:
    """Leave out line breaks, and what is no printable character."""
    flat = " ".join(text.split())
    return "".join(mark for mark in flat if mark.isprintable()).strip()
