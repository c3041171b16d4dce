"""Questions and searches."""

from typing import Any

from fastapi import APIRouter

from api.answering.followups.records import Turn
from api.filters import Filters
from api.http.deps import Archived
from api.http.schemas.answers import answer_out, hits_out
from api.http.schemas.requests import AskIn, FiltersIn, SearchIn

router = APIRouter(prefix="/v1", tags=["asking"])


@router.post("/ask")
def ask(body: AskIn, engine: Archived) -> dict[str, Any]:
    """Answer a question with the sentence that proves it, or say that it is not found."""
    turns = [Turn(turn.question, turn.answer) for turn in body.conversation]
    answer = engine.ask(
        body.question, _filters(body.filters), body.as_of, body.strictness, conversation=turns
    )
    return answer_out(answer)


@router.post("/search")
def search(body: SearchIn, engine: Archived) -> dict[str, Any]:
    """Find the passages nearest to some words, with scores and why."""
    return hits_out(engine.search(body.query, _filters(body.filters), body.k))


def _filters(given: FiltersIn | None) -> Filters:
    return Filters(**given.model_dump()) if given else Filters()
