"""Documents over time."""

from collections.abc import Iterable

from typing_extensions import TypedDict

from corpus.histogram import Bin, Width


class BinOut(TypedDict):
    """A period, both days included, and the documents published in it."""

    start: str
    end: str
    documents: int


class HistogramOut(TypedDict):
    """Documents by when they were published."""

    by: Width
    bins: list[BinOut]
    undated: int


def histogram_out(by: Width, bins: Iterable[Bin], undated: int) -> HistogramOut:
    """Write documents over time."""
    return {
        "by": by,
        "bins": [
            {
                "start": one.start.isoformat(),
                "end": one.end.isoformat(),
                "documents": one.documents,
            }
            for one in bins
        ],
        "undated": undated,
    }
