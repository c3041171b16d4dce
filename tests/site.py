"""A real web server on this machine, whose pages a test sets as it goes."""

import gzip
import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from corpus.web.client import Manners

QUICK = Manners(
    "Dateline/test", pause_s=0, connect_s=2, read_s=0.5, whole_s=0.5, retries=2, backoff_s=0.01
)


@dataclass
class Reply:
    """What one path answers; ``drip_s`` is waited before each of its pieces."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    drip_s: float = 0.0


@dataclass
class Asked:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    status: int
    at: float


class Site:
    """One host, and all that was asked of it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.replies: dict[str, list[Reply]] = {}
        self.asked: list[Asked] = []

    def url(self, path: str) -> str:
        return self.address + path

    def put(self, path: str, body: str | bytes, kind: str = "text/html", **headers: str) -> str:
        """Let a path give these bytes, with a validator that changes as they do."""
        data = body.encode() if isinstance(body, str) else body
        etag = f'"{hashlib.sha256(data).hexdigest()[:8]}"'
        self.answer(path, Reply(200, data, {"Content-Type": kind, "ETag": etag} | headers))
        return self.url(path)

    def answer(self, path: str, *replies: Reply) -> str:
        """Let a path give these answers in turn, the last of them for ever."""
        self.replies[path] = list(replies)
        return self.url(path)

    def article(self, path: str, text: str, head: str = "") -> str:
        """Let a path give a page with an article."""
        page = f"<html><head>{head}</head><body><article><p>{text}</p></article></body></html>"
        return self.put(path, page)

    def sitemap(self, path: str, *urls: str, kind: str = "urlset", packed: bool = False) -> str:
        """Let a path give a sitemap, or with ``kind`` an index of them."""
        entry = "url" if kind == "urlset" else "sitemap"
        listed = "".join(f"<{entry}><loc>{url}</loc></{entry}>" for url in urls)
        xml = f'<{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</{kind}>'
        if packed:
            return self.put(path, gzip.compress(xml.encode(), mtime=0), "application/gzip")
        return self.put(path, xml, "application/xml")

    def feed(self, path: str, *items: str) -> str:
        """Let a path give an RSS feed."""
        space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        xml = f'<rss version="2.0" {space}><channel><title>The Courier</title>{"".join(items)}'
        return self.put(path, f"{xml}</channel></rss>", "application/rss+xml")

    def paths(self) -> list[str]:
        """What was asked for since the last look, robots.txt left out."""
        asked = [one.path for one in self.asked if one.path != "/robots.txt"]
        self.asked.clear()
        return asked

    def reply_to(self, path: str, headers: dict[str, str]) -> Reply:
        replies = self.replies.get(path, [Reply(404)])
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        etag = reply.headers.get("ETag")
        unchanged = etag and headers.get("If-None-Match") == etag
        return Reply(304, b"", {"ETag": etag}) if etag and unchanged else reply


def item(link: str, title: str = "", summary: str = "", content: str = "") -> str:
    """One entry of an RSS feed."""
    encoded = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    return (
        f"<item><title>{title}</title><link>{link}</link><description>{summary}</description>"
        f"<pubDate>Sun, 09 Feb 2025 10:00:00 +0000</pubDate>{encoded}</item>"
    )


@contextmanager
def site_on(host: str = "127.0.0.1") -> Iterator[Site]:
    """Serve a site until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = dict(self.headers.items())
            reply = site.reply_to(self.path, headers)
            site.asked.append(Asked(self.path, headers, reply.status, time.monotonic()))
            time.sleep(reply.drip_s)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in reply.headers and not reply.drip_s:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            try:
                for start in range(0, len(reply.body), 1 << 14):
                    self.wfile.write(reply.body[start : start + (1 << 14)])
                    time.sleep(reply.drip_s)
            except OSError:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer((host, 0), Handler)
    site = Site(f"http://{host}:{server.server_address[1]}")
    with running(server):
        yield site


@contextmanager
def running(server: ThreadingHTTPServer) -> Iterator[None]:
    """Let a server answer until the block ends."""
    thread = threading.Thread(target=server.serve_forever, args=[0.02], daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
