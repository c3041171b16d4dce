"""Quantities of a text: a number with what it counts, and how far rounding lets it reach."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from api.answering.conflicts.units import Unit, unit_after, unit_before
from corpus.facts import NUMBER, tokens

_IN_WORDS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_SCALE = r"hundred|thousand|million|billion|trillion|bn|dozen"
_FIGURES = re.compile(
    rf"(?<![\w.,:/–-])(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:[\s-](?:{_SCALE})\b|(?:bn|m|k)\b)?"
    rf"(?!\w|[.,:/–-]\d)",
    re.IGNORECASE,
)
_WORDS = re.compile(
    rf"(?<![\w-])(?:(?:{_IN_WORDS})(?:-(?:{_IN_WORDS}))?(?:\s(?:and\s)?(?:{_SCALE}|{_IN_WORDS}))*|"
    rf"(?:a\s)?(?:{_SCALE})s?)\b(?![ -](?:half|halves|third|quarter|fifth|\w+th)s?\b)",
    re.IGNORECASE,
)
_ABBREVIATED = {"m": 10**6, "k": 1000, "bn": 10**9}
_ROUGHLY = r"about|around|roughly|approximately|some|circa|an estimated|in the region of|or so"
# What stands before a number, and how far from it the true one may lie as factors of it. Assumed:
# what an editor would let pass as the same figure.
_VAGUE: tuple[tuple[re.Pattern[str], float, float], ...] = tuple(
    (re.compile(rf"\b(?:{words})\s+(?:the\s+|a\s+|US|[$€£¥])*$", re.IGNORECASE), low, high)
    for words, low, high in (
        (r"more than|over|at least|above|upwards? of|no (?:fewer|less) than|exceed\w*", 1.0, 2.0),
        (r"less than|fewer than|under|up to|at most|below|no more than|as many as", 0.5, 1.0),
        (r"nearly|almost|close to|just under|just short of|approaching", 0.9, 1.0),
        (_ROUGHLY, 0.9, 1.1),
    )
)
_ROUND = 0.025
_LARGE = 100
_NEAR = 40
_RANGE = re.compile(r"\s?(?:to|and|or|-|–|—)\s?(?:[$€£¥])?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+[$€£¥]?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: code points, end exclusive, and the bounds of what it may mean."""

    start: int
    end: int
    low: float
    high: float
    unit: Unit

    def agrees(self, other: "Quantity") -> bool:
        """Tell whether both may be the same figure, rounded or roughly told."""
        return self.low <= other.high and other.low <= self.high

    def comparable(self, other: "Quantity") -> bool:
        """Tell whether both may count the same thing."""
        return self.unit.same(other.unit)


def quantities(text: str) -> list[Quantity]:
    """Find the quantities of a text, in order; ordinals and numbers inside names are none."""
    found = sorted(_numbers(text), key=lambda one: one.start)
    joined: list[Quantity] = []
    for one in found:
        before = joined[-1] if joined else None
        if before and one.start < before.end:
            continue
        if before and _makes_range(text, before, one):
            joined[-1] = Quantity(before.start, one.end, before.low, one.high, one.unit)
        else:
            joined.append(one)
    return joined


def _makes_range(text: str, first: Quantity, second: Quantity) -> bool:
    between = text[first.end : second.start]
    if not _RANGE.fullmatch(between) or first.low >= second.high:
        return False
    led = _BETWEEN.search(text[max(0, first.start - _NEAR) : first.start])
    return bool(led) or between.strip().lower() not in ("and", "")


def _numbers(text: str) -> Iterator[Quantity]:
    for match in (*_FIGURES.finditer(text), *_WORDS.finditer(text)):
        value = _value(match[0], unit_before(text, match.start()) is not None)
        if value is not None:
            yield _quantity(text, match, value)


def _quantity(text: str, match: re.Match[str], value: Decimal) -> Quantity:
    unit = unit_before(text, match.start()) or unit_after(text, match.end())
    before = text[max(0, match.start() - _NEAR) : match.start()]
    vague = ((low, high) for pattern, low, high in _VAGUE if pattern.search(before))
    slack = _slack(value, unit)
    low, high = (float(value) * factor for factor in next(vague, (1.0, 1.0)))
    low, high = low - slack, high + slack
    if match[0].lower() in ("dozens", "hundreds", "thousands", "millions", "billions"):
        low, high = float(value), float(value) * 10
    return Quantity(match.start(), match.end(), low * unit.factor, high * unit.factor, unit)


def _slack(value: Decimal, unit: Unit) -> float:
    """Allow half of the last digit that is told, up to a share; small counts are told exactly."""
    exact, counted = abs(float(value)), unit.measure in ("", "time", "clock")
    if counted and exact < _LARGE:
        return 0.0
    _, _, exponent = value.normalize().as_tuple()
    told = float(Decimal(1).scaleb(int(exponent))) / 2
    return min(told, exact * (_ROUND if exact >= _LARGE else 2 * _ROUND))


def _value(text: str, money: bool) -> Decimal | None:
    """Read a number with what multiplies it: "m" is million in money, and metres elsewhere."""
    found = re.fullmatch(r"([\d.,]+)(m|k|bn)", text, re.IGNORECASE)
    if found:
        letters = found[2].lower()
        known = money or letters != "m"
        return Decimal(found[1].replace(",", "")) * _ABBREVIATED[letters] if known else None
    words = re.sub(r"^a\s|(?<=d)s$|(?<=n)s$", "", text.replace("-", " "), flags=re.IGNORECASE)
    read = [one for one in tokens(words) if one.kind == NUMBER]
    try:
        return Decimal(read[0].key) if read else None
    except InvalidOperation:
        return None
