"""One polite HTTP client: names itself, waits between requests, tries again, gives up in time."""

import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from urllib3 import PoolManager, ProxyManager, Timeout
from urllib3.connectionpool import ConnectionPool
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    InvalidHeader,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    ProxyError,
    ResponseError,
    SSLError,
)
from urllib3.exceptions import TimeoutError as TimedOut
from urllib3.response import BaseHTTPResponse
from urllib3.util import Retry

from corpus.web.address import Url, url_of

Check = Callable[[Url], None]
_AGAIN = (429, 500, 502, 503, 504)
# A host that failed so often in one run is not asked again in it.
_MOST_FAILURES = 3


@dataclass(frozen=True, slots=True)
class Manners:
    """How Dateline behaves towards other people's servers; times in seconds.

    ``agent`` is the User-Agent; its part before the slash is what a robots.txt may name.
    ``pause_s`` lies between two requests to one host, or more where its robots.txt asks for more,
    up to ``longest_pause_s``. ``proxies`` maps schemes to proxies, and ``no`` to the hosts that are
    reached without one.
    """

    agent: str = "Dateline"
    pause_s: float = 1.0
    longest_pause_s: float = 60.0
    connect_s: float = 10.0
    read_s: float = 30.0
    whole_s: float = 180.0
    retries: int = 3
    backoff_s: float = 1.0
    redirects: int = 5
    proxies: Mapping[str, str] = field(default_factory=dict)


class Refused(Exception):
    """A URL gives nothing; the message says why and what to do. ``gone`` if it will not again."""

    def __init__(self, reason: str, gone: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.gone = reason, gone


class Client:
    """Sends GET requests, one after another."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self._next: dict[str, float] = {}
        self._pauses: dict[str, float] = {}
        self._failures: Counter[str] = Counter()
        self._said: dict[str, str] = {}
        self._headers = {"User-Agent": manners.agent, "Accept-Encoding": "gzip, deflate"}
        self._options: dict[str, Any] = {
            "timeout": Timeout(connect=manners.connect_s, read=manners.read_s),
            "retries": _Patience.of(manners),
        }
        self._pools: dict[str | None, PoolManager] = {}

    def close(self) -> None:
        """Let go of all connections."""
        for pool in self._pools.values():
            pool.clear()

    def slow_down(self, url: Url, pause_s: float) -> None:
        """Wait longer between requests to this host."""
        self._pauses[url.host] = max(pause_s, self.manners.pause_s)

    def follow(
        self, url: Url, headers: Mapping[str, str], check: Check
    ) -> tuple[Url, BaseHTTPResponse]:
        """Send a request, and follow where it leads; each address is given to ``check`` before.

        Returns:
            The last address, and its answer of any status, to be read and closed.

        Raises:
            Refused: there is no answer, or one that leads nowhere; or ``check`` raised it.
        """
        for _ in range(self.manners.redirects + 1):
            check(url)
            response = self._get(url, headers)
            location = response.get_redirect_location()
            if not location:
                return url, response
            response.close()
            try:
                url = url_of(location, url)
            except ValueError as error:
                raise Refused(f"leads to another place that is left out: {error}") from error
        raise Refused(f"leads on to other places more than {self.manners.redirects} times")

    def _get(self, url: Url, headers: Mapping[str, str]) -> BaseHTTPResponse:
        if self._failures[url.host] >= _MOST_FAILURES:
            raise Refused(f"not asked, since {url.host} failed before: {self._said[url.host]}")
        self._wait(url.host)
        sent = self._headers | dict(headers)
        try:
            response = self._pool(url).request(
                "GET", url, headers=sent, redirect=False, preload_content=False
            )
        except HTTPError as error:
            self._failures[url.host] += 1
            self._said[url.host] = trouble(error, url)
            raise Refused(self._said[url.host]) from error
        finally:
            self._next[url.host] = time.monotonic() + self._pause(url.host)
        self._failures[url.host] = 0
        return response

    def _pause(self, host: str) -> float:
        return self._pauses.get(host, self.manners.pause_s)

    def _wait(self, host: str) -> None:
        time.sleep(max(0.0, self._next.get(host, 0.0) - time.monotonic()))

    def _pool(self, url: Url) -> PoolManager:
        """The pool of connections for a URL: direct, or by a proxy that the user has set."""
        proxies = self.manners.proxies
        scheme = url.split(":", 1)[0]
        proxy = proxies.get(scheme, proxies.get("all"))
        if _is_direct(url.host, proxies.get("no", "")):
            proxy = None
        if proxy not in self._pools:
            made = ProxyManager(proxy, **self._options) if proxy else PoolManager(**self._options)
            self._pools[proxy] = made
        return self._pools[proxy]


class _Patience(Retry):
    """Tries again as asked by Retry-After, and not at all where that is too long to wait."""

    LONGEST = 120.0

    @classmethod
    def of(cls, manners: Manners) -> "_Patience":
        return cls(
            manners.retries,
            # What cannot be reached at all is seldom reached a moment later.
            connect=min(1, manners.retries),
            redirect=False,
            status_forcelist=_AGAIN,
            backoff_factor=manners.backoff_s,
            raise_on_status=False,
        )

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        """As asked; what cannot be understood asks for nothing."""
        with suppress(InvalidHeader):
            return super().get_retry_after(response)
        return None

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: ConnectionPool | None = None,
        _stacktrace: TracebackType | None = None,
    ) -> Self:
        """Count one more failure."""
        if response and _pool and (self.get_retry_after(response) or 0) > self.LONGEST:
            raise MaxRetryError(_pool, url or "", ResponseError("asks to come back later"))
        return super().increment(method, url, response, error, _pool, _stacktrace)


def _is_direct(host: str, without_proxy: str) -> bool:
    """Whether a host, or a domain that it is in, is listed as NO_PROXY lists them."""
    name = host.rsplit(":", 1)[0].strip("[]")
    listed = [one.strip().lstrip(".") for one in without_proxy.lower().split(",") if one.strip()]
    return "*" in listed or any(one in (host, name) or name.endswith(f".{one}") for one in listed)


def trouble(error: HTTPError, url: Url) -> str:
    """Say what went wrong on the way to a server, and what to do."""
    cause: BaseException = error
    while isinstance(cause, MaxRetryError | ProxyError):
        inner = cause.reason if isinstance(cause, MaxRetryError) else cause.original_error
        if inner is None:
            break
        cause = inner
    if isinstance(error, MaxRetryError) and isinstance(error.reason, ProxyError):
        return f"the proxy that HTTP_PROXY or HTTPS_PROXY names does not work: {_short(cause)}"
    if isinstance(cause, NameResolutionError):
        return f"no host {url.host} is found; check the address and the network connection"
    if isinstance(cause, ConnectTimeoutError | TimedOut) and not isinstance(
        cause, NewConnectionError
    ):
        return f"{url.host} took too long to answer; run again later"
    if isinstance(cause, SSLError):
        return (
            f"{url.host} has no certificate that is trusted here ({_short(cause)}); check the "
            "clock of this machine, and name a private authority's certificate by SSL_CERT_FILE"
        )
    if isinstance(cause, NewConnectionError):
        return f"no connection to {url.host} ({_short(cause)}); check the address and the network"
    return f"the connection to {url.host} broke off ({_short(cause)}); run again later"


def _short(error: BaseException) -> str:
    """What the system said, without the object that it was said of."""
    said = " ".join(str(error).split())
    return re.sub(r"^.*?(?:\[Errno -?\d+\]|connection:|SSL: \w+\]) ?", "", said)[:120]
