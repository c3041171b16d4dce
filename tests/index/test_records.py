from dataclasses import FrozenInstanceError, is_dataclass

import numpy as np
import pytest

from index import records
from index.records import DateWindow, Entry, Filter, Scored


@pytest.mark.parametrize(
    ("window", "excludes"),
    [
        (DateWindow(), False),
        (DateWindow(0), True),
        (DateWindow(None, 0), True),
        (DateWindow(5, 6), True),
    ],
)
def test_window_excludes_something(window: DateWindow, excludes: bool) -> None:
    assert bool(window) is excludes
    assert bool(Filter(window=window)) is excludes


@pytest.mark.parametrize(
    ("where", "excludes"),
    [
        (Filter(), False),
        (Filter(publisher=""), False),
        (Filter(publisher="Harbour Post"), True),
        (Filter(language="en"), True),
    ],
)
def test_filter_excludes_something(where: Filter, excludes: bool) -> None:
    assert bool(where) is excludes


def test_records_are_frozen_and_slotted() -> None:
    kinds = [
        kind for kind in vars(records).values() if isinstance(kind, type) and is_dataclass(kind)
    ]
    assert {"Chunk", "Entry", "Filter", "Hit"} <= {kind.__name__ for kind in kinds}
    for kind in kinds:
        assert hasattr(kind, "__slots__"), kind
        assert vars(kind)["__dataclass_params__"].frozen, kind


def test_a_record_cannot_be_changed() -> None:
    entry = Entry(1, 1, np.zeros(2, np.float32), "text", None, "", None, None, None)
    with pytest.raises(FrozenInstanceError):
        entry.text = "other"  # type: ignore[misc]
    assert Scored(1, 2, 0.5) == Scored(1, 2, 0.5)
