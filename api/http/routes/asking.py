"""Questions and searches."""

from collections.abc import Iterator, Sequence

from fastapi import APIRouter, Response
from starlette.concurrency import run_in_threadpool

from api.answering.followups.records import Turn
from api.answering.listening import SILENT, Listener
from api.answering.records import Answer
from api.clock import today
from api.engine import Engine
from api.http.deps import Archived
from api.http.schemas.answers import answer_out, citation_out, hits_out
from api.http.schemas.objects import AnswerOut, HitsOut
from api.http.schemas.requests import AskIn, SearchIn, filters_in
from api.http.streaming import Line, event, streamed
from index.records import Hit

router = APIRouter(prefix="/v1", tags=["asking"])


@router.post("/ask", response_model=AnswerOut)
async def ask(body: AskIn, engine: Archived) -> AnswerOut | Response:
    """Answer a question with the sentence that proves it, or say that it is not found."""
    if body.stream:
        return await streamed(
            lambda line: _tell(engine, body, line), lambda problem: event("error", problem)
        )
    return answer_out(await run_in_threadpool(answered, engine, body))


@router.post("/search")
def search(body: SearchIn, engine: Archived) -> HitsOut:
    """Find the passages nearest to some words, with scores and why."""
    return hits_out(engine.search(body.query, filters_in(body.filters), body.k))


def answered(engine: Engine, body: AskIn, listener: Listener = SILENT) -> Answer:
    """Answer what a body asks; see ``Engine.ask``."""
    turns = [Turn(turn.question, turn.answer) for turn in body.conversation]
    return engine.ask(
        body.question,
        filters_in(body.filters),
        body.as_of,
        body.strictness,
        today(),
        listener,
        turns,
    )


def _tell(engine: Engine, body: AskIn, line: Line) -> None:
    """Answer down a line: the passages at once, the answer when it is there."""

    def found(hits: Sequence[Hit]) -> None:
        line.send(event("passages", {"passages": hits_out(hits)["hits"]}))

    for one in _events(answered(engine, body, Listener(found, line.check))):
        line.send(one)


def _events(answer: Answer) -> Iterator[bytes]:
    if answer.answer is not None:
        yield event("delta", {"text": answer.answer})
    for citation in answer.citations:
        yield event("citation", citation_out(citation))
    yield event("done", answer_out(answer))
