"""Words and marks of one sentence."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from index.sentences import Span

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|St|Jr|Sr|Prof|Rev|Del|Maj|Capt|Adm|Supt)\."
    r"|\w+n[’']t\b|[A-Z][’'][A-Z]\w+|[A-Z]\.(?=\s+[A-Z])|\d{1,3}(?:,\d{3})+|\w+(?:[-.&/]\w+)*|[’']\w+|--|''|\S"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, with its place in the text; ``quoted`` between quotation marks."""

    text: str
    lower: str
    start: int
    end: int
    quoted: bool

    @property
    def capital(self) -> bool:
        """Tell whether it is a word with a capital, or the mark of a possessive."""
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        """Tell whether it is a word and no mark."""
        return self.text[0].isalnum()


def tokens(text: str, sentence: Span, quotations: Sequence[Span]) -> list[Token]:
    """Split a sentence; quotation marks count as quoted.

    ``quotations`` are in order, as ``quotations.quotations`` gives them.
    """
    starts = [one.start for one in quotations]
    found = []
    for match in _TOKEN.finditer(text, sentence.start, sentence.end):
        place = bisect_right(starts, match.start()) - 1
        quoted = place >= 0 and match.start() < quotations[place].end
        found.append(
            Token(match.group(), match.group().lower(), match.start(), match.end(), quoted)
        )
    return found
