"""What a number counts: money, a share, a measure, or things by their name."""

import re
from dataclasses import dataclass

from api.answering.question import stems
from index.words import STOP_WORDS

_MEASURES: tuple[tuple[str, str, float], ...] = (
    ("share", r"%|per ?cent\b|percentage points?\b", 1),
    ("money $", r"(?:US )?dollars?\b|USD\b", 1),
    ("money €", r"euros?\b|EUR\b", 1),
    ("money £", r"pounds(?: sterling)?\b|GBP\b", 1),
    ("time", r"days?\b", 1),
    ("time", r"weeks?\b", 7),
    ("time", r"months?\b", 30.4375),
    ("time", r"years?\b", 365.25),
    ("clock", r"hours?\b|hrs?\b", 60),
    ("clock", r"minutes?\b|mins?\b", 1),
    ("length", r"kilomet(?:re|er)s?\b|km\b", 1000),
    ("length", r"met(?:re|er)s?\b|m\b", 1),
    ("length", r"miles?\b", 1609.344),
    ("length", r"feet\b|foot\b|ft\b", 0.3048),
    ("weight", r"kilograms?\b|kilos?\b|kg\b", 1),
    ("weight", r"tonnes?\b|tons?\b", 1000),
)
_AFTER = tuple(
    (name, re.compile(rf"(?:\s|-)?(?:{pattern})", re.IGNORECASE), factor)
    for name, pattern, factor in _MEASURES
)
_CURRENCY = re.compile(r"(?:\b(?:US|A|C|NZ|HK)|(?<!\w))([$€£¥₹])\s?$")
_SCALED = re.compile(r"\s?(?:hundred|thousand|million|billion|trillion|bn)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_ENDS = re.compile(r"[.,;:()\n\"“”]|(?<![\w-])(?:and|or|in|by|to)(?![\w-])")
_REACH = 60
# Words after a number among which the counted thing stands: "2,500 more US troops".
_COUNTED = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """``measure`` is a kind of measure, and ``factor`` its size in that kind's least; else ``""``.

    ``things`` are the stems of the words after a number that has no measure.
    """

    measure: str = ""
    factor: float = 1.0
    things: frozenset[str] = frozenset()

    def same(self, other: "Unit") -> bool:
        """Tell whether two numbers may count the same: a bare number may count anything."""
        if self.measure or other.measure:
            return self.measure == other.measure
        return not self.things or not other.things or bool(self.things & other.things)


def unit_before(text: str, start: int) -> Unit | None:
    """Read the sign of a currency before a number."""
    found = _CURRENCY.search(text[max(0, start - 6) : start])
    return Unit(f"money {found[1]}") if found else None


def unit_after(text: str, end: int) -> Unit:
    """Read a measure after a number, else the words that say what is counted."""
    for name, pattern, factor in _AFTER:
        if pattern.match(text, end):
            return Unit(name, factor)
    rest = _ENDS.split(text[end : end + _REACH], maxsplit=1)[0]
    counted = _WORD.findall(rest)[:_COUNTED]
    return Unit(things=frozenset(stems(" ".join(counted))) - STOP_WORDS)
