"""Ratings of answers."""

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from api.http.schemas.objects import AnswerOut
from api.http.schemas.requests import Request
from corpus.feedback import Feedback, Rating


class FeedbackIn(Request):
    """What a reader thinks of an answer.

    ``answer``, the whole answer object, is needed only where the server does not remember the
    answer any more: after a restart, or a thousand answers later.
    """

    answer_id: str
    rating: Rating
    comment: Annotated[str, Field(max_length=4000)] | None = None
    answer: AnswerOut | None = None


class FeedbackOut(TypedDict):
    """A rating, as it was kept."""

    answer_id: str
    rated_at: str
    rating: Rating
    comment: str | None


def feedback_out(kept: Feedback) -> FeedbackOut:
    """Write a rating."""
    return {
        "answer_id": kept.answer_id,
        "rated_at": kept.rated_at,
        "rating": kept.rating,
        "comment": kept.comment,
    }
