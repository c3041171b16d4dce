"""A URL to the bytes that stand there now, or to the reason why there are none."""

import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from http import HTTPStatus
from types import TracebackType
from typing import BinaryIO

from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from corpus.readers.source import too_large
from corpus.web.address import Url
from corpus.web.client import Check, Client, Manners, Refused, trouble
from corpus.web.robots import Robots

_PART = 1 << 16
_GONE = (404, 410)
_CLOSED = (401, 402, 403, 407, 451)


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to tell later whether a page has changed (RFC 9110, 8.8)."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """A request for the page only if it has changed."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave: ``url`` where it stood in the end, ``kind`` its media type.

    ``body`` is None where the page has not changed.
    """

    url: Url
    kind: str
    body: BinaryIO | None
    size: int
    validators: Validators

    def __enter__(self) -> "Answer":
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self.body:
            self.body.close()


class Fetcher:
    """Fetches what its robots.txt allows, whole and within the limits."""

    def __init__(self, manners: Manners, max_bytes: int) -> None:
        self._client = Client(manners)
        self._robots = Robots(self._client)
        self._max_bytes = max_bytes

    def close(self) -> None:
        """Let go of all connections."""
        self._client.close()

    def get(
        self, url: Url, validators: Validators = Validators(), check: Check = lambda _: None
    ) -> Answer:
        """Fetch a page, if it is not as it was when the server gave the validators.

        ``check`` may refuse it, and each place to which it leads, by raising Refused.

        Raises:
            Refused: there is nothing to be had; ``gone`` where the server says there is no such
                page (404, 410).
        """

        def both(place: Url) -> None:
            check(place)
            self._robots.check(place)

        final, response = self._client.follow(url, validators.headers, both)
        try:
            if response.status == HTTPStatus.NOT_MODIFIED and validators.headers:
                return Answer(final, "", None, 0, validators)
            if response.status != HTTPStatus.OK:
                raise _refusal(response, final)
            body = self._whole(response, final)
        finally:
            response.close()
        kind = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
        given = Validators(response.headers.get("ETag"), response.headers.get("Last-Modified"))
        size = body.tell()
        body.seek(0)
        return Answer(final, kind, body, size, given)

    def _whole(self, response: BaseHTTPResponse, url: Url) -> BinaryIO:
        """Read an answer to its end, into a file that has no name."""
        said = response.headers.get("Content-Length", "")
        if said.isdecimal() and int(said) > self._max_bytes:
            raise Refused(too_large(self._max_bytes))
        with ExitStack() as stack:
            body = stack.enter_context(tempfile.TemporaryFile())
            self._copy(response, body, url)
            # It is whole: who asked for it closes it.
            stack.pop_all()
        return body

    def _copy(self, response: BaseHTTPResponse, body: BinaryIO, url: Url) -> None:
        end = time.monotonic() + self._client.manners.whole_s
        try:
            for part in response.stream(_PART, decode_content=True):
                body.write(part)
                if body.tell() > self._max_bytes:
                    raise Refused(too_large(self._max_bytes))
                if time.monotonic() > end:
                    raise Refused(f"{url.host} took too long to send it; run again later")
        except HTTPError as error:
            raise Refused(trouble(error, url)) from error


def _refusal(response: BaseHTTPResponse, url: Url) -> Refused:
    status = response.status
    if status in _GONE:
        return Refused(f"there is no such page (answer {status}); check the address", gone=True)
    if status in _CLOSED:
        return Refused(
            f"{url.host} does not let it be read without a login, or by programs (answer "
            f"{status}); save the page as a file and index that, where you may"
        )
    when = response.headers.get("Retry-After", "")
    later = f"in {when} s" if when.isdecimal() else "later"
    return Refused(f"{url.host} gives no page (answer {status}); run again {later}")
