"""Memory that the C library holds on to after it was freed."""

import ctypes
from collections.abc import Callable
from contextlib import suppress
from functools import cache


def give_memory_back() -> None:
    """Hand what is free back to the system, where the C library can (glibc; elsewhere: nothing).

    Embedding allocates and frees buffers of ever other sizes from several threads. glibc keeps a
    pool for each thread, and a long run grows to a multiple of what it holds.
    """
    _trim()(0)


@cache
def _trim() -> Callable[[int], object]:
    with suppress(OSError, AttributeError):
        trim: Callable[[int], object] = ctypes.CDLL(None).malloc_trim
        return trim
    return lambda _: None
