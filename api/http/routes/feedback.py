"""Ratings of answers."""

from datetime import UTC, datetime

from fastapi import APIRouter

from api.errors import AskError
from api.feedback import rate
from api.http.deps import Archived
from api.http.schemas.answers import answer_out
from api.http.schemas.feedback import FeedbackIn, FeedbackOut, feedback_out

router = APIRouter(prefix="/v1", tags=["asking"])


@router.post("/feedback")
def give_feedback(body: FeedbackIn, engine: Archived) -> FeedbackOut:
    """Keep what a reader thinks of an answer; an earlier rating of it is replaced."""
    answer = body.answer or answer_out(engine.recent.get(body.answer_id))
    if answer["id"] != body.answer_id:
        raise AskError("answer_id is not the id of the answer that was sent along")
    catalog, now = engine.archive.catalog, datetime.now(UTC)
    return feedback_out(rate(catalog, answer, body.rating, body.comment, now))
