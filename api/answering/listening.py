"""Who waits for an answer hears what was found before it is read, and may call the work off."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.records import Hit


class CalledOff(Exception):
    """Nobody waits for this answer any more."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Called from the thread that works on an answer; what either raises ends the work.

    ``found`` is given the passages as soon as the search is done, ``check`` is called between
    the steps of the work after it.
    """

    found: Callable[[Sequence[Hit]], None]
    check: Callable[[], None]


SILENT = Listener(lambda _: None, lambda: None)
