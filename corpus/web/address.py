"""What a user names: a file, a folder, or a URL in the one form in which it is remembered."""

import re
from pathlib import Path
from urllib.parse import urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

_SCHEME = re.compile(r"(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]*)://")
_PORTS = {"http": 80, "https": 443}
_LONGEST = 2000


class Url(str):
    """A URL with its host in small letters, without a fragment; made by ``url_of`` alone."""

    __slots__ = ()

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return "/".join(self.split("/", 3)[:3])

    @property
    def host(self) -> str:
        """Host and port."""
        return self.split("/", 3)[2]

    @property
    def path(self) -> str:
        """What stands after the host, without the query."""
        return "/" + self.split("/", 3)[3].split("?", 1)[0]


Place = Path | Url


def place_of(text: str) -> Place:
    """Read what the user named.

    Raises:
        ValueError: it is a URL that cannot be fetched; the message says why.
    """
    return url_of(text) if _SCHEME.match(text) else Path(text)


def url_of(text: str, base: str | None = None) -> Url:
    """Read a URL, relative to ``base`` where it is a link on a page.

    Raises:
        ValueError: it is no URL that can be fetched; the message says why.
    """
    whole = urljoin(base, text.strip()) if base else text.strip()
    shown = ascii(whole[:200])
    try:
        parts = parse_url(whole)
    except LocationParseError as error:
        raise ValueError(f"not a URL: {shown}") from error
    if parts.scheme not in _PORTS:
        raise ValueError(f"only http and https are fetched, not {shown}")
    if not parts.host or len(whole) > _LONGEST:
        raise ValueError(f"not a URL: {shown}")
    if parts.auth:
        raise ValueError("a URL with a name or password in it would be kept; name it without")
    port = None if parts.port == _PORTS[parts.scheme] else parts.port
    return Url(parts._replace(fragment=None, path=parts.path or "/", port=port).url)
