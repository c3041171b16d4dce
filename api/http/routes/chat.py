"""The archive as a model of OpenAI's API: for clients that speak it already."""

import json
import time
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.sse import format_sse_event
from starlette.concurrency import run_in_threadpool

from api.answering.listening import SILENT, Listener
from api.engine import Engine
from api.http.chats import ChatRoute, ask_of, chat_problem, check_model
from api.http.deps import Archived
from api.http.kinds import Problem
from api.http.routes.asking import answered
from api.http.schemas.chat import (
    MODEL,
    ChatIn,
    ChatOut,
    ModelOut,
    ModelsOut,
    UsageOut,
    chat_out,
    chunks_out,
)
from api.http.schemas.requests import AskIn
from api.http.streaming import Line, streamed
from api.markdown import message

router = APIRouter(prefix="/v1", tags=["chat"], route_class=ChatRoute)
# When the model called "dateline" came to be, as a Unix time: 2025-01-01.
_CREATED = 1_735_689_600


@router.get("/models")
def list_models() -> ModelsOut:
    """List the one model: the archive."""
    return {"object": "list", "data": [_model()]}


@router.get("/models/{model}")
def get_model(model: str) -> ModelOut:
    """Tell of the model."""
    check_model(model)
    return _model()


@router.post("/chat/completions", response_model=ChatOut)
async def complete_chat(body: ChatIn, request: Request, engine: Archived) -> ChatOut | Response:
    """Answer the last question of a chat, in Markdown with numbered sources."""
    asked, base = ask_of(body), str(request.base_url)
    if not body.stream:
        return await run_in_threadpool(_completed, engine, asked, base)
    usage = bool(body.stream_options and body.stream_options.include_usage)
    return await streamed(lambda line: _tell(engine, asked, base, usage, line), _failed)


def _tell(engine: Engine, asked: AskIn, base: str, usage: bool, line: Line) -> None:
    whole = _completed(engine, asked, base, Listener(lambda _: line.check(), line.check))
    for chunk in chunks_out(whole, usage):
        line.send(_data(json.dumps(chunk, ensure_ascii=False)))
    line.send(_data("[DONE]"))


def _completed(engine: Engine, asked: AskIn, base: str, listener: Listener = SILENT) -> ChatOut:
    answer = answered(engine, asked, listener)
    said = message(answer, lambda name: f"{base}v1/documents/{quote(name, safe='')}")
    prompt, reply = engine.archive.embedder.count_tokens([asked.question, said.content])
    usage: UsageOut = {
        "prompt_tokens": prompt,
        "completion_tokens": reply,
        "total_tokens": prompt + reply,
    }
    return chat_out(answer, said, int(time.time()), usage)


def _failed(problem: Problem) -> bytes:
    return _data(json.dumps(chat_problem(problem), ensure_ascii=False))


def _data(text: str) -> bytes:
    return format_sse_event(data_str=text)


def _model() -> ModelOut:
    return {"id": MODEL, "object": "model", "created": _CREATED, "owned_by": "dateline"}
