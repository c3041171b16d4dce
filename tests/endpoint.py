"""A chat endpoint on this machine that says what a test tells it to say."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.site import running


@dataclass
class Reply:
    """A text, wrapped as OpenAI does, or these bytes; pieces come ``drip_s`` apart."""

    text: str | None = None
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait_s: float = 0.0
    drip_s: float = 0.0

    @property
    def data(self) -> bytes:
        if self.text is None:
            return self.body
        message = {"role": "assistant", "content": self.text}
        return json.dumps({"choices": [{"index": 0, "message": message}]}).encode()


class Scripted:
    """Gives its replies in turn, the last of them for ever, and keeps what it was asked."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.replies: list[Reply] = [Reply("")]
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []

    def says(self, *replies: str | Reply) -> None:
        self.replies = [Reply(one) if isinstance(one, str) else one for one in replies]

    def next(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def scripted() -> Iterator[Scripted]:
    """Serve a scripted endpoint until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Or each reply waits for the acknowledgement of its headers.
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            endpoint.asked.append({"path": self.path, **json.loads(sent)})
            endpoint.headers.append(dict(self.headers.items()))
            reply = endpoint.next()
            time.sleep(reply.wait_s)
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.data)))
                self.end_headers()
                size = 16 if reply.drip_s else 1 << 16
                for start in range(0, len(reply.data), size):
                    self.wfile.write(reply.data[start : start + size])
                    time.sleep(reply.drip_s)
            except OSError:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    endpoint = Scripted(f"http://127.0.0.1:{server.server_address[1]}/v1")
    with running(server):
        yield endpoint
