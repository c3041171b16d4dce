"""The archive for assistants."""

from contextlib import suppress
from typing import Annotated

import typer

from api.commands.common import opened, settings
from api.endings import fail, say, terminated_as_interrupted


def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="Serve streamable HTTP instead of stdin and stdout.")
    ] = False,
    host: Annotated[str | None, typer.Option(help="With --http: address to listen on.")] = None,
    port: Annotated[int, typer.Option(help="With --http: port to listen on.")] = 8001,
) -> None:
    """Offer the archive to assistants as tools (Model Context Protocol)."""
    try:
        from api import mcp as module
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in ("mcp", "mcp_types"):
            raise
        fail("the package mcp is missing; install it with pip install 'dateline[mcp]'")
    if not http:
        with opened() as engine, suppress(KeyboardInterrupt), terminated_as_interrupted():
            module.run_stdio(engine)
        return
    from api.http.server import listen

    host = host or settings().host
    with listen(host, port) as listening, opened() as engine:
        where = f"[{host}]" if ":" in host else host
        say(f"Dateline speaks MCP at http://{where}:{listening.getsockname()[1]}/mcp")
        with suppress(KeyboardInterrupt), terminated_as_interrupted():
            module.http_server(engine, (host,)).run(sockets=[listening])
