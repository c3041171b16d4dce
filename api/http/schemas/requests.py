"""What requests hold."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.asked import MOST_TURNS
from api.filters import Filters

Day = Annotated[str, Field(examples=["2025-02-09"], max_length=40)]


class Request(BaseModel):
    """A body in which every name is known."""

    model_config = ConfigDict(extra="forbid")


class FiltersIn(Request):
    """Which documents may answer; days are those of publication, both included."""

    date_from: Day | None = None
    date_to: Day | None = None
    publisher: str | None = None
    language: str | None = None


def filters_in(given: FiltersIn | None) -> Filters:
    """Read the filters of a request; none given bound nothing."""
    return Filters(**given.model_dump()) if given else Filters()


class Turn(Request):
    """An earlier question with its answer."""

    question: str = Field(examples=["when does the coalition leave Iraq?"], max_length=4_000)
    answer: str | None = Field(default=None, max_length=40_000)


class AskIn(Request):
    """A question to the archive."""

    question: str = Field(examples=["when does the coalition leave Iraq?"])
    filters: FiltersIn | None = None
    as_of: Day | None = None
    strictness: Literal["strict", "balanced", "open"] | None = None
    conversation: list[Turn] = Field(default=[], max_length=MOST_TURNS)
    stream: bool = Field(
        default=False,
        description="Answer in server-sent events: passages, delta, citation, done.",
    )


class SearchIn(Request):
    """Words to search for."""

    query: str = Field(examples=["coalition withdrawal"])
    filters: FiltersIn | None = None
    k: int = 10
