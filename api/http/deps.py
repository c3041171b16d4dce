"""What routes are given."""

from typing import Annotated, cast

from fastapi import Depends, Request

from api.engine import Engine


def _engine(request: Request) -> Engine:
    return cast(Engine, request.app.state.engine)


Archived = Annotated[Engine, Depends(_engine)]
