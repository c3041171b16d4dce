"""Stretches between quotation marks."""

import re

from index.sentences import Span

_MARK = re.compile(r"[“”„\"]|''|\n\s*\n")
_WORD_BEFORE = re.compile(r"[\w.,!?…;:%)’'\]-]")


def quotations(text: str) -> list[Span]:
    """Give the quotations in order, with their marks.

    A quotation ends with its paragraph where it is not closed before. Where the next paragraph
    opens with a mark it goes on there as another quotation.
    """
    found = []
    opened: int | None = None
    for mark in _MARK.finditer(text):
        if mark.group()[0] == "\n":
            if opened is not None and mark.start() > opened + 1:
                found.append(Span(opened, mark.start()))
            opened = None
        elif opened is None:
            opened = mark.start() if _opens(text, mark) else None
        elif mark.group() not in "“„" or not _opens(text, mark):
            found.append(Span(opened, mark.end()))
            opened = None
    if opened is not None and opened + 1 < len(text):
        found.append(Span(opened, len(text)))
    return found


def closed(text: str, quotation: Span) -> bool:
    """Tell whether a quotation ends with a mark of its own."""
    return quotation.end - quotation.start > 1 and text[quotation.end - 1] in "“”\"'"


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Tell an opening mark: a word follows it, and none stands right before it.

    Lost spaces (``is"completely secure"``) leave no sign, so that a mark that can be nothing else
    opens too.
    """
    after = text[mark.end() : mark.end() + 1]
    return bool(after) and not (
        after.isspace() and mark.start() > 0 and _WORD_BEFORE.match(text, mark.start() - 1)
    )
