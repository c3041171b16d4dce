"""Whether the server lives, is ready, and what it has done; and what its problems mean."""

from typing import cast

from fastapi import APIRouter, Request, Response
from typing_extensions import TypedDict

from api.errors import NotInArchive
from api.http.deps import Archived
from api.http.kinds import KINDS, PREFIX
from api.http.problems import problem
from api.http.schemas.holdings import HealthOut, ReadyOut
from api.http.telemetry import MEDIA_TYPE, Telemetry

router = APIRouter(tags=["health"])


class KindOut(TypedDict):
    """A type of problem, and what to do about it."""

    type: str
    title: str
    status: int
    meaning: str


@router.get("/healthz")
async def healthz() -> HealthOut:
    """Tell that the process is alive, even while every thread is busy answering."""
    return {"status": "ok"}


@router.get("/readyz", response_model=ReadyOut)
def readyz(request: Request, engine: Archived) -> Response | ReadyOut:
    """Tell that model and index are loaded and questions can be taken."""
    if not request.app.state.ready:
        return problem("not-ready", "the model and the index are still being loaded")
    return {"status": "ready", "documents": engine.archive.status()["documents"]}


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def metrics(request: Request) -> Response:
    """Tell what the server has done since it began, as Prometheus reads it."""
    telemetry = cast(Telemetry, request.app.state.telemetry)
    return Response(telemetry.text(), headers={"content-type": MEDIA_TYPE})


@router.get(PREFIX + "{kind}")
def get_problem(kind: str) -> KindOut:
    """Explain a type of problem."""
    if kind not in KINDS:
        raise NotInArchive(f"no problem {kind[:80]!r} is known here")
    known = KINDS[kind]
    return {
        "type": PREFIX + kind,
        "title": known.title,
        "status": known.status,
        "meaning": known.meaning,
    }
