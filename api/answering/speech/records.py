"""What a statement is: who, how, and what, each with its place in the text."""

from dataclasses import dataclass

from index.sentences import Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker where the article names one; ``text[start:end]`` is how it does so there.

    ``name`` is the full name as first introduced, without title or role; None where a pronoun may
    mean more than one.
    """

    name: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """What a speaker is said to say: the verb or mark that tells so, and one piece of it.

    ``told`` where it is said or thought. Else it is wanted, planned, felt, allowed or only
    supposed: an attitude of the speaker's, but no word of theirs.
    """

    speaker: Speaker
    cue: Span
    content: Span
    told: bool = True
