import sys
from pathlib import Path

import numpy as np
import pytest

from index.memory import give_memory_back

PIECE = 50_000


def resident() -> int:
    """Bytes of this process in memory."""
    fields = Path("/proc/self/statm").read_text().split()
    return int(fields[1]) * 4096


@pytest.mark.skipif(sys.platform != "linux", reason="glibc is Linux's")
def test_what_was_freed_is_given_back() -> None:
    pieces = [np.ones(PIECE, np.uint8) for _ in range(2000)]
    # The last one holds the end of the heap, so that the library does not shrink it by itself.
    last = pieces.pop()
    pieces.clear()
    before = resident()
    give_memory_back()
    assert before - resident() > 1000 * PIECE
    assert last.sum() == PIECE
