"""Where quotes come from, and whether citations hold."""

from typing import Any

from fastapi import APIRouter

from api.http.deps import Archived
from api.http.schemas.locating import (
    LocatedOut,
    LocateIn,
    VerifiedOut,
    VerifyIn,
    located_out,
    verified_out,
)

router = APIRouter(prefix="/v1", tags=["locating"])


@router.post("/locate", response_model=LocatedOut)
def locate(body: LocateIn, engine: Archived) -> dict[str, Any]:
    """Find the documents that carry a quote, exact or altered, and which words differ."""
    return located_out(engine.locate(body.quote))


@router.post("/verify", response_model=VerifiedOut)
def verify(body: VerifyIn, engine: Archived) -> dict[str, Any]:
    """Tell of each citation whether it still holds: verified, changed or gone."""
    return verified_out(engine.verify(body.records()))
