"""Server-sent events from a thread that works, until it is done or nobody listens any more."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from threading import Event
from typing import Any

from fastapi.sse import format_sse_event
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from api.answering.listening import CalledOff
from api.http.kinds import Problem
from api.http.problems import problem_of

_LOG = logging.getLogger("dateline")
MEDIA_TYPE = "text/event-stream"


class Line:
    """The way from a thread that works to the client that listens."""

    def __init__(self) -> None:
        """Open a line on the running event loop."""
        self.done = False
        self._loop = asyncio.get_running_loop()
        self._sent: asyncio.Queue[bytes | Exception | None] = asyncio.Queue()
        self._closed = Event()

    def send(self, data: bytes) -> None:
        """Send what is to be written.

        Raises:
            CalledOff: the client is gone.
        """
        self.check()
        self._put(data)

    def check(self) -> None:
        """Go on only while there is a client.

        Raises:
            CalledOff: the client is gone.
        """
        if self._closed.is_set():
            raise CalledOff

    def close(self) -> None:
        """Let the work end at its next check."""
        self._closed.set()

    def work(self, work: "Callable[[Line], None]") -> None:
        """Do the work, in its thread; how it ended is sent as the last."""
        try:
            work(self)
        except CalledOff:
            return
        except Exception as error:
            self._put(error)
        else:
            self._put(None)

    async def next(self) -> bytes | Exception | None:
        """Wait for what is sent next; None when the work is done, or what ended it."""
        sent = await self._sent.get()
        self.done = not isinstance(sent, bytes)
        return sent

    def _put(self, sent: bytes | Exception | None) -> None:
        self._loop.call_soon_threadsafe(self._sent.put_nowait, sent)


class Streamed(StreamingResponse):
    """What comes over a line, as it comes; the line is closed when the client goes away."""

    def __init__(self, line: Line, first: bytes | None, failed: Callable[[Problem], bytes]) -> None:
        """Begin with what was sent first; ``failed`` writes the problem that ends the stream."""
        # nginx would keep the events back until there are many.
        headers = {"X-Accel-Buffering": "no"}
        super().__init__(_rest(line, first, failed), headers=headers, media_type=MEDIA_TYPE)
        self._line = line

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Write until the work is done or the client has gone."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            if not self._line.done:
                _LOG.info("the client of a stream is gone")
            self._line.close()


async def streamed(
    work: Callable[[Line], None], failed: Callable[[Problem], bytes]
) -> StreamingResponse:
    """Work in a thread and stream what it sends.

    Raises:
        Exception: what ended the work before it sent anything; later it goes down the stream.
    """
    line = Line()
    working = asyncio.create_task(run_in_threadpool(line.work, work))
    first = await line.next()
    if isinstance(first, Exception):
        await working
        raise first
    return Streamed(line, first, failed)


def event(name: str, data: Mapping[str, Any] | Problem) -> bytes:
    """Write one named event with an object of JSON."""
    return format_sse_event(event=name, data_str=json.dumps(data, ensure_ascii=False))


async def _rest(
    line: Line, first: bytes | None, failed: Callable[[Problem], bytes]
) -> AsyncIterator[bytes]:
    sent: bytes | Exception | None = first
    while sent is not None:
        if isinstance(sent, Exception):
            _LOG.error("an answer broke off: %s", sent, exc_info=sent)
            yield failed(problem_of(sent))
            return
        yield sent
        sent = await line.next()
