"""Chats, as OpenAI's clients write and read them."""

from typing import Annotated, Any, Literal, NotRequired

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from api.answering.records import Answer
from api.http.schemas.answers import answer_out
from api.http.schemas.objects import AnswerOut
from api.http.schemas.requests import Day, FiltersIn, Request
from api.markdown import Message, Noted

MODEL = "dateline"
Role = Literal["system", "developer", "user", "assistant", "tool", "function"]


class Lenient(BaseModel):
    """A body that may hold more than is looked at."""

    model_config = ConfigDict(extra="ignore")


class PartIn(Lenient):
    """A part of a message; only text is read."""

    type: str
    text: str | None = None


class MessageIn(Lenient):
    """One message of a chat."""

    role: Role
    content: str | list[PartIn] | None = None

    def said(self) -> str:
        """Give its text."""
        if isinstance(self.content, list):
            return "\n".join(part.text or "" for part in self.content)
        return self.content or ""


class StreamOptionsIn(Lenient):
    """What a stream tells besides."""

    include_usage: bool | None = None


class FormatIn(Lenient):
    """The form of what is answered."""

    type: str = "text"


class OptionsIn(Request):
    """What only Dateline takes."""

    filters: FiltersIn | None = None
    as_of: Day | None = None
    strictness: Literal["strict", "balanced", "open"] | None = None


class ChatIn(Lenient):
    """A chat; the last message of the user is the question.

    What steers how a language model writes (``temperature``, ``max_tokens``, ``tools`` and the
    like) is taken and has no effect.
    """

    model: str = Field(examples=[MODEL])
    messages: Annotated[list[MessageIn], Field(min_length=1)]
    stream: bool | None = None
    stream_options: StreamOptionsIn | None = None
    n: Annotated[int, Field(ge=1, le=1)] | None = None
    response_format: FormatIn | None = None
    dateline: OptionsIn | None = None


class UrlCitationOut(TypedDict):
    """Where in the message the sentence stands that a source proves; code points."""

    start_index: int
    end_index: int
    title: str
    url: str


class AnnotationOut(TypedDict):
    """One source of a message, in order of its number."""

    type: Literal["url_citation"]
    url_citation: UrlCitationOut


class ChatMessageOut(TypedDict):
    """The answer as a message in Markdown."""

    role: Literal["assistant"]
    content: str
    refusal: None
    annotations: list[AnnotationOut]


class ChoiceOut(TypedDict):
    """The one answer."""

    index: int
    message: ChatMessageOut
    logprobs: None
    finish_reason: Literal["stop"]


class UsageOut(TypedDict):
    """Lengths, in tokens of the embedding model."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class ChatOut(TypedDict):
    """A completed chat, with the whole answer object under ``dateline``."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[ChoiceOut]
    usage: UsageOut
    dateline: AnswerOut


class ModelOut(TypedDict):
    """A model that can be chatted with."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class ModelsOut(TypedDict):
    """All models."""

    object: Literal["list"]
    data: list[ModelOut]


class ChunkOut(TypedDict):
    """A piece of a chat that is streamed."""

    id: str
    object: Literal["chat.completion.chunk"]
    created: int
    model: str
    choices: list[dict[str, Any]]
    usage: NotRequired[UsageOut | None]
    dateline: NotRequired[AnswerOut]


def chat_out(answer: Answer, message: Message, created: int, usage: UsageOut) -> ChatOut:
    """Write an answer as a completed chat."""
    said: ChatMessageOut = {
        "role": "assistant",
        "content": message.content,
        "refusal": None,
        "annotations": [_annotation(one) for one in message.notes],
    }
    return {
        "id": f"chatcmpl-{answer.id}",
        "object": "chat.completion",
        "created": created,
        "model": MODEL,
        "choices": [{"index": 0, "message": said, "logprobs": None, "finish_reason": "stop"}],
        "usage": usage,
        "dateline": answer_out(answer),
    }


def chunks_out(whole: ChatOut, with_usage: bool) -> list[ChunkOut]:
    """Cut a completed chat into the pieces of a stream."""
    message = whole["choices"][0]["message"]
    deltas: list[tuple[dict[str, Any], str | None]] = [
        ({"role": "assistant", "content": ""}, None),
        *(({"content": part}, None) for part in message["content"].splitlines(keepends=True)),
        ({"annotations": message["annotations"]}, "stop"),
    ]
    pieces = [_chunk(whole, [_choice(*one)], with_usage) for one in deltas]
    pieces[-1]["dateline"] = whole["dateline"]
    if with_usage:
        pieces.append(_chunk(whole, [], True) | {"usage": whole["usage"]})
    return pieces


def _chunk(whole: ChatOut, choices: list[dict[str, Any]], with_usage: bool) -> ChunkOut:
    chunk: ChunkOut = {
        "id": whole["id"],
        "object": "chat.completion.chunk",
        "created": whole["created"],
        "model": whole["model"],
        "choices": choices,
    }
    return chunk | {"usage": None} if with_usage else chunk


def _choice(delta: dict[str, Any], finish: str | None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}


def _annotation(noted: Noted) -> AnnotationOut:
    return {
        "type": "url_citation",
        "url_citation": {
            "start_index": noted.start,
            "end_index": noted.end,
            "title": noted.citation.passage.title,
            "url": noted.url,
        },
    }
