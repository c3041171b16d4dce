"""What a chat asks, and errors as OpenAI's clients read them."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from typing_extensions import TypedDict

from api.asked import MOST_TURNS
from api.errors import AskError, NotInArchive
from api.http.kinds import Problem, described
from api.http.problems import MEDIA_TYPE, invalid, problem_of
from api.http.schemas.chat import MODEL, ChatIn, MessageIn
from api.http.schemas.requests import AskIn, Turn
from api.markdown import spoken
from index.build import ArchiveError
from index.embedder import ModelError

_KNOWN = (AskError, NotInArchive, ArchiveError, ModelError)
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class OpenAIError(TypedDict):
    """An error, as OpenAI writes it."""

    message: str
    type: str
    param: str | None
    code: str | None


class ChatProblem(Problem):
    """A problem that is an error of OpenAI's, too."""

    error: OpenAIError


class ChatRoute(APIRoute):
    """A route whose errors clients of OpenAI understand."""

    def get_route_handler(self) -> Handler:
        """Wrap the handler of the route."""
        handler = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handler(request)
            except RequestValidationError as error:
                body = chat_problem(invalid(request, error))
            except _KNOWN as error:
                body = chat_problem(problem_of(error))
            return JSONResponse(body, body["status"], media_type=MEDIA_TYPE)

        return handled


def chat_problem(problem: Problem) -> ChatProblem:
    """Write a problem as OpenAI's clients expect it: what is asked wrongly has the status 400."""
    errors = problem.get("errors", [])
    if problem["status"] == 422:
        problem = described("bad-chat", problem["detail"])
    fault = problem["status"] >= 500
    error: OpenAIError = {
        "message": problem["detail"],
        "type": "server_error" if fault else "invalid_request_error",
        "param": errors[0]["where"].removeprefix("body.") if errors else None,
        "code": "model_not_found" if problem["status"] == 404 else None,
    }
    return {**problem, "error": error}


def check_model(name: str) -> None:
    """Refuse any model but the archive.

    Raises:
        NotInArchive: it is another.
    """
    if name != MODEL:
        raise NotInArchive(f"no model {name[:80]!r} here; the one there is is called {MODEL!r}")


def ask_of(body: ChatIn) -> AskIn:
    """Turn a chat into a question.

    Raises:
        NotInArchive: another model is asked for.
        AskError: there is no question, or something is asked for that no archive can do.
    """
    check_model(body.model)
    if body.response_format and body.response_format.type != "text":
        raise AskError("only text can be answered: response_format must be of the type 'text'")
    earlier, question = turns(body.messages)
    options = body.dateline.model_dump() if body.dateline else {}
    return AskIn(question=question, conversation=earlier[-MOST_TURNS:], **options)


def turns(messages: Sequence[MessageIn]) -> tuple[list[Turn], str]:
    """Give the turns before the last question, and the last question.

    What a system or a tool says is passed over: an archive takes no orders.

    Raises:
        AskError: the user asks nothing, or with something that is no text.
    """
    found: list[Turn] = []
    for one in messages:
        if one.role == "user":
            if isinstance(one.content, list) and any(part.type != "text" for part in one.content):
                raise AskError("only text can be asked: a part of a message has another type")
            found.append(Turn(question=one.said()))
        elif one.role == "assistant" and found:
            found[-1].answer = spoken(one.said())
    if not found:
        raise AskError("no message is of the role 'user': there is nothing to answer")
    return found[:-1], found[-1].question
