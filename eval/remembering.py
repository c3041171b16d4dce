"""A reader that reads nothing twice, for evaluations that ask one question in several ways."""

from collections.abc import Sequence

from index.records import Reader, Reading


class Remembering:
    """Reads as another reader does, and keeps what it said until the next question."""

    def __init__(self, reader: Reader) -> None:
        """Take the reader that reads."""
        self._reader = reader
        self._question = ""
        self._known: dict[tuple[str, str], Reading] = {}

    @property
    def name(self) -> str:
        """The model, as users name it."""
        return self._reader.name

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Read those passages that were not read for this question before."""
        if question != self._question:
            self._question, self._known = question, {}
        fresh = [one for one in dict.fromkeys(passages) if one not in self._known]
        if fresh:
            said = self._reader.read(question, fresh)
            self._known.update(zip(fresh, said, strict=True))
        return [self._known[one] for one in passages]

    def close(self) -> None:
        """Let go of the reader."""
        self._reader.close()
