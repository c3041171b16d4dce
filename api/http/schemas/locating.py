"""Quotes and citations: what is asked of them, and what is said."""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from api.http.schemas.requests import Request
from api.locating.alignment import Kind
from api.locating.records import Change, Checked, Citation, Match, State, Stretch

Offset = Annotated[int, Field(ge=0, strict=True, description="in code points")]


class LocateIn(Request):
    """A quote; an ellipsis in it joins two stretches."""

    quote: str = Field(examples=["by the end of September 2025"])


class Exported(BaseModel):
    """What another program kept: names that are not known are passed over."""

    model_config = ConfigDict(extra="ignore")


class CitationIn(Exported):
    """A citation as an answer gave it."""

    number: int | None = None
    document_id: str
    version: str
    start: Offset
    end: Offset
    text: str = Field(min_length=1)


class VerifyIn(Exported):
    """Citations, or the whole answer object that holds them."""

    citations: list[CitationIn] = Field(max_length=1000)

    def records(self) -> list[Citation]:
        """The citations; those without a number are counted."""
        return [
            Citation(
                place if one.number is None else one.number,
                one.document_id,
                one.version,
                one.start,
                one.end,
                one.text,
            )
            for place, one in enumerate(self.citations, 1)
        ]


class StretchOut(BaseModel):
    """A stretch of a text: code points, end exclusive."""

    start: int
    end: int
    text: str


class ChangeOut(BaseModel):
    """Words of a quote, and what the document has in their place."""

    kind: Kind = Field(description="dropped: only in the document; added: only in the quote")
    quote: str
    text: str
    start: int = Field(description="where ``text`` stands in the document")
    end: int
    quote_start: int = Field(description="where ``quote`` stands in the quote")
    quote_end: int


class MatchOut(BaseModel):
    """A place in a document: ``document.text[start:end] == text``."""

    document_id: str
    version: str
    title: str
    publisher: str | None
    published_at: str | None
    start: int
    end: int
    text: str
    exact: bool
    similarity: float
    changes: list[ChangeOut]
    omitted: list[StretchOut] = Field(description="what an ellipsis in the quote stands for")


class LocatedOut(BaseModel):
    """The documents that carry a quote; none when it is not here."""

    found: bool
    matches: list[MatchOut]


class CheckedOut(BaseModel):
    """A citation, whether it holds, and what stands in its place now."""

    number: int
    document_id: str
    version: str
    start: int
    end: int
    text: str
    state: State
    now: MatchOut | None


class VerifiedOut(BaseModel):
    """The citations in the order in which they were given."""

    citations: list[CheckedOut]


def located_out(matches: Iterable[Match]) -> dict[str, Any]:
    """Write where a quote comes from."""
    written = [match_out(match) for match in matches]
    return {"found": bool(written), "matches": written}


def verified_out(checked: Iterable[Checked]) -> dict[str, Any]:
    """Write whether citations hold."""
    return {
        "citations": [
            {
                "number": one.citation.number,
                "document_id": one.citation.document_id,
                "version": one.citation.version,
                "start": one.citation.start,
                "end": one.citation.end,
                "text": one.citation.text,
                "state": one.state,
                "now": one.now and match_out(one.now),
            }
            for one in checked
        ]
    }


def match_out(match: Match) -> dict[str, Any]:
    """Write where in a document a quote stands."""
    place = match.place
    return {
        "document_id": match.document_id,
        "version": match.version,
        "title": match.title,
        "publisher": match.publisher,
        "published_at": match.published_at,
        **_stretch_out(place.stretch),
        "exact": place.exact,
        "similarity": round(place.similarity, 4),
        "changes": [_change_out(change) for change in place.changes],
        "omitted": [_stretch_out(stretch) for stretch in place.omitted],
    }


def _stretch_out(stretch: Stretch) -> dict[str, Any]:
    return {"start": stretch.start, "end": stretch.end, "text": stretch.text}


def _change_out(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "quote": change.quote.text,
        "text": change.document.text,
        "start": change.document.start,
        "end": change.document.end,
        "quote_start": change.quote.start,
        "quote_end": change.quote.end,
    }
