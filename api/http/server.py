"""Run the application on a socket until it is told to stop."""

import socket
from collections.abc import Iterable

import uvicorn

from api.engine import Engine
from api.errors import CannotListen
from api.http.app import create_app


class Server:
    """The application over one engine, which stays the caller's to close."""

    def __init__(self, engine: Engine, names: Iterable[str] = ()) -> None:
        """Build the application; nothing is answered yet. ``names``: see ``create_app``."""
        self._failure: Exception | None = None
        config = uvicorn.Config(
            create_app(engine, self._give_up, names), log_level="warning", access_log=False
        )
        self._server = uvicorn.Server(config)

    def run(self, listening: socket.socket) -> None:
        """Answer until a signal, or ``stop``, ends it; whoever is being answered is waited for.

        Raises:
            Exception: whatever kept the engine from being warmed.
        """
        self._server.run(sockets=[listening])
        if self._failure is not None:
            raise self._failure

    def stop(self) -> None:
        """End it from another thread."""
        self._server.should_exit = True

    def _give_up(self, error: Exception) -> None:
        self._failure = error
        self.stop()


def listen(host: str, port: int) -> socket.socket:
    """Take a port; 0 takes a free one.

    Raises:
        CannotListen: it is taken, or the address is not one of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, asyncio sends what it has at once; else the end of an answer waits 40 ms for the
    # client to acknowledge its beginning.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotListen(
            f"cannot listen on {host}:{port}: {reason}; choose another with DATELINE_PORT"
        ) from error
    return listening
