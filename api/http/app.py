"""The HTTP application: routes, errors, headers, and the page."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Response
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp

from api.engine import Engine
from api.http.deps import Archived
from api.http.problems import add_problems, problem
from api.http.routes import asking, documents, timeline, uploads
from api.http.security import Headed, Secured
from api.uploads import Uploads

# How soon a server sees what another process indexed, even while nobody asks.
_LOOK_EVERY = 0.5
_LOG = logging.getLogger("dateline")


class _App(FastAPI):
    """FastAPI puts middleware inside of what answers for faults; these go around it."""

    def build_middleware_stack(self) -> ASGIApp:
        """Build the stack with headers and HEAD outermost."""
        return Headed(Secured(super().build_middleware_stack()))


def create_app(engine: Engine, give_up: Callable[[Exception], None]) -> FastAPI:
    """Build the application over an engine, which stays the caller's to close.

    Args:
        engine: the archive to answer from.
        give_up: told why, when the engine cannot be warmed and so no question can be taken.
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
    app.state.engine = engine
    app.state.uploads = Uploads(engine, lambda: datetime.now(UTC))
    app.state.ready = False
    add_problems(app)
    app.include_router(asking.router)
    app.include_router(timeline.router)
    app.include_router(uploads.router)
    app.include_router(documents.router)
    _add_health(app)
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


def _add_health(app: FastAPI) -> None:
    @app.get("/healthz", tags=["health"])
    async def healthz() -> dict[str, str]:
        """Tell that the process is alive, even while every thread is busy answering."""
        return {"status": "ok"}

    @app.get("/readyz", tags=["health"], response_model=None)
    def readyz(engine: Archived) -> Response | dict[str, object]:
        """Tell that model and index are loaded and questions can be taken."""
        if not app.state.ready:
            return problem(503, "the model and the index are still being loaded")
        return {"status": "ready", "documents": engine.archive.status()["documents"]}


def _add_page(app: FastAPI) -> None:
    folder = Path(str(files("api") / "page"))

    @app.get("/", include_in_schema=False)
    def page() -> FileResponse:
        return FileResponse(folder / "index.html", media_type="text/html")

    app.mount("/page", StaticFiles(directory=folder), name="page")
