"""What a conversation is, and what comes of completing a question from it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question with what was answered; None where nothing was found."""

    question: str
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Completed:
    """A question that stands by itself, and the pieces that it took from the conversation."""

    question: str
    carried_over: tuple[str, ...] = ()
