"""Timelines."""

from fastapi import APIRouter

from api.http.deps import Archived
from api.http.schemas.requests import filters_in
from api.http.schemas.timeline import TimelineIn, TimelineOut, timeline_out

router = APIRouter(prefix="/v1", tags=["asking"])


@router.post("/timeline")
def timeline(body: TimelineIn, engine: Archived) -> TimelineOut:
    """Tell the dated developments on a topic, each cited, in order of their dates."""
    return timeline_out(engine.timeline(body.topic, filters_in(body.filters)))
