"""What routes are given."""

from typing import Annotated, cast

from fastapi import Depends, Request

from api.engine import Engine
from api.uploads import Uploads


def _engine(request: Request) -> Engine:
    return cast(Engine, request.app.state.engine)


def _uploads(request: Request) -> Uploads:
    return cast(Uploads, request.app.state.uploads)


Archived = Annotated[Engine, Depends(_engine)]
Taking = Annotated[Uploads, Depends(_uploads)]
