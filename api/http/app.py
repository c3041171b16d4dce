"""The HTTP application: routes, errors, headers, and the page."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp

from api.engine import Engine
from api.http.described import PROBLEMS, exemplified
from api.http.origins import Guarded
from api.http.problems import add_problems
from api.http.routes import (
    asking,
    chat,
    documents,
    feedback,
    health,
    locating,
    overview,
    timeline,
    uploads,
)
from api.http.security import Headed, Secured
from api.http.telemetry import Measured, Telemetry
from api.uploads import Uploads

# How soon a server sees what another process indexed, even while nobody asks.
_LOOK_EVERY = 0.5
_LOG = logging.getLogger("dateline")


class _App(FastAPI):
    """FastAPI puts middleware inside of what answers for faults; these go around it."""

    names: Iterable[str] = ()

    def build_middleware_stack(self) -> ASGIApp:
        """Build the stack with headers and HEAD outermost."""
        measured = Measured(super().build_middleware_stack(), self.state.telemetry)
        return Headed(Secured(Guarded(measured, self.names)))

    def openapi(self) -> dict[str, Any]:
        """Describe the API, with examples."""
        if self.openapi_schema is None:
            self.openapi_schema = exemplified(super().openapi())
        return self.openapi_schema


def create_app(
    engine: Engine, give_up: Callable[[Exception], None], names: Iterable[str] = ()
) -> FastAPI:
    """Build the application over an engine, which stays the caller's to close.

    Args:
        engine: the archive to answer from.
        give_up: told why, when the engine cannot be warmed and so no question can be taken.
        names: of the server, besides localhost, its addresses and those of the settings.
    """

    @contextlib.asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        looking = asyncio.create_task(_keep_looking(app, engine, give_up))
        yield
        await asyncio.to_thread(app.state.uploads.stop)
        looking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await looking

    app = _App(
        title="Dateline",
        version=version("dateline"),
        lifespan=life,
        docs_url=None,
        redoc_url=None,
    )
    app.names = [*engine.settings.hosts.split(","), *names]
    app.state.engine = engine
    app.state.uploads = Uploads(engine, lambda: datetime.now(UTC))
    app.state.telemetry = Telemetry(engine)
    app.state.ready = False
    add_problems(app)
    every = (asking, timeline, chat, feedback, locating, overview, uploads, documents, health)
    for routes in every:
        app.include_router(routes.router, responses=PROBLEMS)
    _add_page(app)
    return app


async def _keep_looking(app: FastAPI, engine: Engine, give_up: Callable[[Exception], None]) -> None:
    """Warm the engine, then keep it level with what other processes do to the archive."""
    try:
        await asyncio.to_thread(engine.warm)
    except Exception as error:
        give_up(error)
        return
    app.state.ready = True
    app.state.uploads.start()
    trouble = ""
    while True:
        await asyncio.sleep(_LOOK_EVERY)
        trouble = await _look(engine, trouble)


async def _look(engine: Engine, told: str) -> str:
    """Refresh once; what goes wrong is logged when it is new, and costs only this look."""
    try:
        await asyncio.to_thread(engine.refresh)
    except Exception as error:
        trouble = f"{type(error).__name__}: {error}"
        if trouble != told:
            _LOG.warning("cannot see what changed in the archive, trying again: %s", trouble)
        return trouble
    return ""


def _add_page(app: FastAPI) -> None:
    folder = Path(str(files("api") / "page"))

    @app.get("/", include_in_schema=False)
    def page() -> FileResponse:
        return FileResponse(folder / "index.html", media_type="text/html")

    app.mount("/page", StaticFiles(directory=folder), name="page")
