"""The words of one sentence, with the dates in it."""

from collections.abc import Iterable, Sequence

from api.answering.dates.find import Found
from api.answering.speech.tokens import Token
from api.answering.timeline.grammar import is_finite


class Line:
    """Words and marks in order; a place counts them, and outside of them are none."""

    def __init__(self, tokens: Sequence[Token], dates: Sequence[Found]) -> None:
        """Take words and dates, both in order and in the same code points."""
        self.tokens = tokens
        self.dated = [_holder(token, dates) for token in tokens]
        self.verbs = [
            place
            for place, one in enumerate(tokens)
            if is_finite(one.lower) and self.dated[place] is None
        ]

    def __len__(self) -> int:
        """Count words and marks."""
        return len(self.tokens)

    def word(self, place: int) -> str:
        """Give the word at a place, small; empty outside the sentence."""
        return self.tokens[place].lower if 0 <= place < len(self.tokens) else ""

    def words(self, first: int, end: int) -> list[str]:
        """Give the words from one place up to another, small."""
        return [one.lower for one in self.tokens[max(0, first) : end]]

    def is_comma(self, place: int) -> bool:
        """Tell a comma between words from one inside a number or a date."""
        if self.word(place) != "," or self.dated[place] is not None:
            return False
        after = self.tokens[place + 1 : place + 2]
        return not (after and after[0].start == self.tokens[place].end and after[0].text.isdigit())


def _holder(token: Token, dates: Iterable[Found]) -> Found | None:
    return next((one for one in dates if one.start <= token.start < one.end), None)
