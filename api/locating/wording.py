"""Quotes and citations as lines for a terminal."""

from collections.abc import Iterator, Sequence

from api.locating.records import Change, Checked, Match, Place

_STATES = {"verified": "holds", "changed": "CHANGED", "gone": "GONE"}


def located_lines(matches: Sequence[Match]) -> Iterator[str]:
    """Show where a quote comes from, or that it is not here."""
    if not matches:
        yield "Not here: no document of this archive carries this quote, nor one much like it."
        return
    exact = sum(match.place.exact for match in matches)
    parts = [f"word for word in {_documents(exact)}"] if exact else []
    if altered := len(matches) - exact:
        parts.append(f"altered in {_documents(altered)}")
    yield f"Found {', '.join(parts)}."
    for number, match in enumerate(matches, 1):
        yield ""
        yield f"{number}. {_source(match)}"
        yield from _place_lines(match.place)


def verified_lines(checked: Sequence[Checked]) -> Iterator[str]:
    """Show of each citation whether it holds, and what stands in its place now."""
    if not checked:
        yield "The answer has no citations."
        return
    for one in checked:
        yield f"[{one.citation.number}] {_STATES[one.state]}: “{one.citation.text}”"
        if one.now is None:
            yield f"    {_unknown(one)}"
        else:
            yield f"    {_source(one.now)}"
            if one.state != "verified":
                yield from _place_lines(one.now.place)
        yield ""
    held = sum(one.state == "verified" for one in checked)
    yield f"{held} of {len(checked)} citations hold."


def _unknown(one: Checked) -> str:
    if one.state == "gone":
        return f"{one.citation.document_id} is not in this archive."
    return f"{one.citation.document_id} says nothing like it any more."


def _place_lines(place: Place) -> Iterator[str]:
    yield f"   “{place.stretch.text}”"
    agree = "word for word" if place.exact else f"{place.similarity:.0%} of the quote stands so"
    yield f"   {agree}, characters {place.stretch.start} to {place.stretch.end}"
    for change in place.changes:
        yield f"   - {_change(change)}"
    for passed in place.omitted:
        yield f"   - left out, as the ellipsis says: “{passed.text}”"


def _change(change: Change) -> str:
    if change.kind == "dropped":
        return f"the quote leaves out “{change.document.text}”"
    if change.kind == "added":
        return f"only the quote has “{change.quote.text}”"
    return f"quoted as “{change.quote.text}”, it says “{change.document.text}”"


def _documents(count: int) -> str:
    return "1 document" if count == 1 else f"{count} documents"


def _source(match: Match) -> str:
    parts = (match.publisher, match.published_at, match.title, match.document_id)
    return " · ".join(part for part in parts if part)
