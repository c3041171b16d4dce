"""Who may ask: a host that is this server's, and for what is sent, a page of this server.

A page anywhere can make its visitor's browser call a server on the visitor's own machine. By
a name of its own that it lets point here (DNS rebinding) it would even read the replies. Such a
request always says the page's name as its Host or its Origin.
"""

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.problems import problem

_SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
_PORTS = {"http": 80, "https": 443}


class Guarded:
    """An application that answers 403 where a foreign host or page asks."""

    def __init__(self, app: ASGIApp, names: Iterable[str] = ()) -> None:
        """Wrap an application that answers to these names, to localhost and to any address."""
        self._app = app
        self._names = {"localhost", *(name.strip().lower() for name in names)} - {""}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, or with a problem."""
        refused = self._refused(scope) if scope["type"] == "http" else None
        if refused is None:
            await self._app(scope, receive, send)
        else:
            kind, detail = refused
            await problem(kind, detail)(scope, receive, send)

    def _refused(self, scope: Scope) -> tuple[str, str] | None:
        """Say what is wrong with a request: the kind of problem and its detail."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        for host in hosts:
            if not self._ours(host):
                return "foreign-host", (
                    f"this server does not go by the name {host[:80]!r}; if it should, add the "
                    "name to DATELINE_HOSTS"
                )
        if scope["method"] not in _SAFE:
            for origin in headers.getlist("origin"):
                if not self._own_page(origin, hosts):
                    return "foreign-origin", (
                        f"a page of {origin[:80]!r} may not send anything here; if it is a page "
                        "of this server, add its name to DATELINE_HOSTS"
                    )
        return None

    def _ours(self, host: str) -> bool:
        """Tell whether a Host is ours: an address cannot be made to point elsewhere, a name can."""
        name = _name(host)
        return name is not None and (
            name in self._names or name.endswith(".localhost") or _is_address(name)
        )

    def _own_page(self, origin: str, hosts: list[str]) -> bool:
        """Tell whether a page comes from here: the very host that is asked, or a name of ours.

        A proxy that speaks TLS changes the scheme, and may change the host on its way here.
        """
        scheme, _, place = origin.partition("://")
        if scheme not in _PORTS:
            return False
        standard = f":{_PORTS[scheme]}"
        same = {place.lower(), place.lower() + standard}
        if any(host.lower() in same for host in hosts):
            return True
        return _name(place) in self._names - {"localhost"}


def _name(host: str) -> str | None:
    """Give the host of ``host[:port]`` without the brackets of an address; None if it is none."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return None
    return parts.hostname if parts.netloc == host and "@" not in host else None


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
