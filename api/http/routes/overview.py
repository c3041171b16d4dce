"""The archive from afar: documents over time."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.filters import Filters, filter_of
from api.http.deps import Archived
from api.http.schemas.overview import HistogramOut, histogram_out
from corpus.histogram import Width, binned, published_days

router = APIRouter(prefix="/v1", tags=["documents"])
Name = Annotated[str | None, Query(max_length=500)]
Day = Annotated[str | None, Query(max_length=40, examples=["2025-02-09"])]


@router.get("/histogram")
def get_histogram(
    engine: Archived,
    by: Width = "month",
    date_from: Day = None,
    date_to: Day = None,
    publisher: Name = None,
    language: Name = None,
) -> HistogramOut:
    """Count documents by when they were published, without the periods that have none.

    ``undated`` are those without a day of publication; a window leaves them out.
    """
    where = filter_of(Filters(date_from, date_to, publisher, language))
    with engine.archive.catalog.reading() as connection:
        days = published_days(
            connection, where.publisher, where.language, where.window.start, where.window.end
        )
    undated = days.get(None, 0)
    dated = [(day, count) for day, count in days.items() if day is not None]
    return histogram_out(by, binned(dated, by), undated)
