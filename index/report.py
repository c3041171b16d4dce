"""What an indexing run tells while it works, and what it did."""

from collections.abc import Callable
from dataclasses import dataclass, field

from corpus.document import Note


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is: bytes of input behind and in all, chunks embedded so far.

    ``skipped_bytes`` of those behind were in the archive already and took no time.
    """

    done_bytes: float
    total_bytes: int
    embedded: int
    skipped_bytes: float = 0

    def seconds_left(self, elapsed: float) -> float:
        """Estimate the time left from the time that the work so far took."""
        worked = self.done_bytes - self.skipped_bytes
        return elapsed * (self.total_bytes - self.done_bytes) / worked if worked > 0 else 0.0


@dataclass(slots=True)
class Report:
    """What one run did."""

    added: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    unchanged: int = 0
    chunks: int = 0
    embedded: int = 0
    files_unchanged: int = 0
    interrupted: bool = False
    notes: list[Note] = field(default_factory=list)
    missing: list[Note] = field(default_factory=list)

    @property
    def touched(self) -> int:
        """Count the documents that are not as they were before."""
        return self.added + self.changed + self.moved + self.removed

    @property
    def left_out(self) -> list[Note]:
        """Notes on input that is not in the archive."""
        return [note for note in self.notes if note.left_out]


Watcher = Callable[[Progress], None]
