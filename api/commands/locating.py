"""Where quotes come from, and whether citations hold."""

import json
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from api.commands.common import AsJson, opened, print_json, say_if_empty, show
from api.endings import FAILED
from api.errors import AskError
from api.http.schemas.locating import VerifyIn, located_out, verified_out
from api.locating import wording

_MOST_BYTES = 20_000_000


def locate(quote: str, as_json: AsJson = False) -> None:
    """Find where a quote comes from, and which of its words differ there."""
    with opened() as engine:
        matches = engine.locate(quote)
        say_if_empty(engine)
    if as_json:
        print_json(located_out(matches))
    else:
        show(wording.located_lines(matches))


def verify(
    answer: Annotated[str, typer.Argument(help="What `dateline ask --json` wrote; - for stdin.")],
    as_json: AsJson = False,
) -> None:
    """Check whether the citations of an answer still hold against the archive.

    Ends with 1 where a citation has changed or is gone.
    """
    citations = _exported(answer).records()
    with opened() as engine:
        checked = engine.verify(citations)
    if as_json:
        print_json(verified_out(checked))
    else:
        show(wording.verified_lines(checked))
    if any(one.state != "verified" for one in checked):
        raise typer.Exit(FAILED)


def _exported(name: str) -> VerifyIn:
    """Read an answer that was exported.

    Raises:
        AskError: the file cannot be read, or it is no such answer.
    """
    try:
        with open(0 if name == "-" else Path(name), "rb", closefd=name != "-") as file:
            content = file.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise AskError(f"{name}: larger than {_MOST_BYTES:,} bytes, so no answer")
        return VerifyIn.model_validate(json.loads(content))
    except OSError as error:
        raise AskError(f"cannot read {name}: {error.strerror or error}") from error
    except ValidationError as error:
        raise AskError(f"{name}: no answer of dateline ask --json: {_first(error)}") from error
    except (ValueError, RecursionError) as error:
        raise AskError(f"{name}: not JSON: {' '.join(str(error).split())[:200]}") from error


def _first(error: ValidationError) -> str:
    mistake = error.errors()[0]
    where = ".".join(str(part) for part in mistake["loc"])
    return f"{where}: {mistake['msg']}" if where else str(mistake["msg"])
