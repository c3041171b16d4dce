"""A chat endpoint as OpenAI has it: asked once or twice, within a time, for a short text."""

import json
import time
from collections.abc import Sequence
from typing import Any

from urllib3 import PoolManager, Timeout
from urllib3.exceptions import HTTPError, LocationParseError, NewConnectionError
from urllib3.exceptions import TimeoutError as TimedOut
from urllib3.response import BaseHTTPResponse

from api.answering.generating.prompt import Message

_LARGEST = 1_000_000
_LONGEST = 20_000
_MOST_TOKENS = 400
_CONNECT_S = 5.0
_PIECE = 1 << 16
# Busy or starting: asked once more after a pause.
_AGAIN = (429, 502, 503, 504)
_PAUSE_S = 0.2


class Unusable(Exception):
    """The endpoint gives nothing to go on; the message says so to the user."""


class _Again(Exception):
    """Another try may help; ``last`` is what to say if not."""

    def __init__(self, last: Unusable) -> None:
        super().__init__(str(last))
        self.last = last


class Endpoint:
    """One model behind a URL. Safe for threads. Follows no redirects and takes no proxies."""

    def __init__(self, url: str, model: str, key: str, timeout_s: float) -> None:
        """Name the endpoint; nothing is sent before something is asked."""
        self._url = f"{url.rstrip('/')}/chat/completions"
        self._model, self._timeout_s = model, timeout_s
        self._headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        if key:
            self._headers["Authorization"] = f"Bearer {key}"
        self._pool = PoolManager(retries=False)

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.clear()

    def complete(self, messages: Sequence[Message]) -> str:
        """Give the text of a reply.

        Raises:
            Unusable: there is none in time, or none that can be read.
        """
        body = {
            "model": self._model,
            "messages": messages,
            "temperature": 0,
            "max_tokens": _MOST_TOKENS,
            "stream": False,
        }
        sent = json.dumps(body).encode()
        end = time.monotonic() + self._timeout_s
        try:
            return self._once(sent, end)
        except _Again:
            time.sleep(max(0.0, min(_PAUSE_S, end - time.monotonic())))
        try:
            return self._once(sent, end)
        except _Again as again:
            raise again.last from None

    def _once(self, sent: bytes, end: float) -> str:
        left = end - time.monotonic()
        if left <= 0:
            raise Unusable("the language model did not answer in time")
        timeout = Timeout(connect=min(_CONNECT_S, left), read=left)
        try:
            response = self._pool.request(
                "POST",
                self._url,
                body=sent,
                headers=self._headers,
                timeout=timeout,
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
            try:
                return _text(_read(response, end))
            finally:
                response.close()
        except NewConnectionError as error:
            raise _Again(Unusable("the language model cannot be reached")) from error
        except TimedOut as error:
            raise Unusable("the language model did not answer in time") from error
        except (HTTPError, LocationParseError, OSError, ValueError) as error:
            raise _Again(Unusable("the language model cannot be reached")) from error


def _read(response: BaseHTTPResponse, end: float) -> bytes:
    if response.status in _AGAIN:
        raise _Again(_refused(response.status))
    if response.status != 200:
        raise _refused(response.status)
    read = bytearray()
    while piece := response.read1(_PIECE):
        read += piece
        if len(read) > _LARGEST:
            raise Unusable("the language model answered at too great a length")
        if time.monotonic() > end:
            raise Unusable("the language model did not answer in time")
    return bytes(read)


def _refused(status: int) -> Unusable:
    return Unusable(f"the language model answered with an error (HTTP {status})")


def _text(body: bytes) -> str:
    """Take the text out of a reply of the shape that OpenAI has."""
    try:
        reply: Any = json.loads(body)
        text = reply["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise Unusable("the language model answered nonsense") from error
    if not isinstance(text, str) or not text.strip():
        raise Unusable("the language model answered nothing")
    if len(text) > _LONGEST:
        raise Unusable("the language model answered at too great a length")
    return text
