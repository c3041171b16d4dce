"""The server."""

from contextlib import suppress
from typing import Annotated

import typer

from api.commands.common import opened, settings
from api.endings import say, terminated_as_interrupted


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
) -> None:
    """Serve the HTTP API and the page."""
    from api.http.server import Server, listen

    known = settings()
    host, port = host or known.host, known.port if port is None else port
    # Before anything is loaded, so that a port that is taken is said at once.
    with listen(host, port) as listening, opened() as engine:
        where = f"[{host}]" if ":" in host else host
        say(f"Dateline is at http://{where}:{listening.getsockname()[1]} (Ctrl-C stops it)")
        # The server ends its work cleanly, and then raises the signal again.
        with suppress(KeyboardInterrupt), terminated_as_interrupted():
            Server(engine, [host]).run(listening)
