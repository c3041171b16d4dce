"""What the robots.txt of a host allows (RFC 9309)."""

from protego import Protego
from urllib3.exceptions import HTTPError

from corpus.web.address import Url, url_of
from corpus.web.client import Client, Refused, trouble

# More of a robots.txt need not be read (RFC 9309, 2.5).
_MOST_BYTES = 500 * 1024


class Robots:
    """The rules of each host, asked for once."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._agent = client.manners.agent.split("/")[0]
        self._rules: dict[str, Protego | Refused] = {}

    def check(self, url: Url) -> None:
        """Let a URL pass, at the pace that its host asks for.

        Raises:
            Refused: its host forbids it, or its rules cannot be known.
        """
        if url.origin not in self._rules:
            self._rules[url.origin] = self._asked(url)
        rules = self._rules[url.origin]
        if isinstance(rules, Refused):
            raise Refused(rules.reason)
        if not rules.can_fetch(url, self._agent):
            raise Refused(
                f"the robots.txt of {url.host} forbids it to programs such as Dateline; "
                "save the page as a file and index that, where you may"
            )

    def _asked(self, url: Url) -> Protego | Refused:
        try:
            rules = Protego.parse(self._text(url_of("/robots.txt", url.origin)))
        except Refused as refusal:
            return refusal
        pause = float(rules.crawl_delay(self._agent) or 0.0)
        if rate := rules.request_rate(self._agent):
            pause = max(pause, rate.seconds / max(rate.requests, 1))
        longest = self._client.manners.longest_pause_s
        if pause > longest:
            return Refused(
                f"the robots.txt of {url.host} asks for {pause:.0f} s between two requests, "
                f"and Dateline waits {longest:.0f} s at most; save the pages as files"
            )
        self._client.slow_down(url, pause)
        return rules

    def _text(self, address: Url) -> str:
        """Where there is no robots.txt all is allowed; where it cannot be had, nothing is."""
        _, response = self._client.follow(address, {}, lambda _: None)
        try:
            if response.status >= 500 or response.status == 429:
                raise Refused(
                    f"the robots.txt of {address.host} cannot be had (answer {response.status}), "
                    "and without it nothing is fetched; run again later"
                )
            if response.status >= 400:
                return ""
            return response.read(_MOST_BYTES, decode_content=True).decode("utf-8", "replace")
        except HTTPError as error:
            raise Refused(trouble(error, address)) from error
        finally:
            response.close()
