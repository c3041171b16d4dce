"""The day that an article printed without metadata gives on a line of its own, near its top."""

import re

from corpus.published import published

_LINES = 8
_LONGEST = 60
_LABEL = re.compile(r"^(?:published|posted|date|first published)(?:\s+on)?\s*:?\s+", re.I)


def day_in(text: str) -> str | None:
    """The date of the first of the top lines that is a date and nothing else.

    A file's own dates are not asked: they tell when it was made or copied, not when the article
    was published.
    """
    lines = [line.strip() for line in text[:4000].split("\n") if line.strip()]
    for line in lines[:_LINES]:
        if len(line) > _LONGEST or not any(map(str.isdigit, line)):
            continue
        try:
            return published(_LABEL.sub("", line))
        except ValueError:
            continue
    return None
