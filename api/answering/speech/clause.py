"""One clause of saying or holding, as token indexes of its sentence."""

from dataclasses import dataclass

from api.answering.speech.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Clause:
    """Who, the cue, and what; ends exclusive; ``contents`` empty where it stands outside.

    ``told`` where it is said or thought; else it is wanted, planned, felt or only supposed.
    """

    speaker: Phrase
    cue: Phrase
    contents: tuple[Phrase, ...]
    told: bool = True
