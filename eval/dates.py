"""Dates against annotated news: resolved where the annotation says they stand, and found alone."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from api.answering.dates.find import Found, find_bare
from api.answering.dates.intervals import (
    DateRange,
    century,
    day,
    decade,
    half,
    holding,
    month,
    quarter,
    season,
    year,
)
from api.answering.dates.question import read_dates
from api.answering.dates.resolve import period_at, resolve
from eval.datasets import json_lines
from eval.repair import in_development

_SEASONS = {"SP": "spring", "SU": "summer", "FA": "fall", "AU": "autumn", "WI": "winter"}
_Reading = Callable[[re.Match[str]], DateRange]
# "XX" stands for what the annotators left open: the period is then the one that holds it.
_VALUES: tuple[tuple[str, _Reading], ...] = (
    (r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", lambda m: day(date(int(m[1]), int(m[2]), int(m[3])))),
    (r"(\d{4})-W(\d\d?)-WE", lambda m: holding("weekend", _monday(m))),
    (r"(\d{4})-W(\d\d?)", lambda m: holding("week", _monday(m))),
    (r"(\d{4})-Q([1-4])", lambda m: quarter(int(m[1]), int(m[2]))),
    (r"(\d{4})-H([12])", lambda m: half(int(m[1]), int(m[2]))),
    (rf"(\d{{4}})-({'|'.join(_SEASONS)})", lambda m: season(int(m[1]), _SEASONS[m[2]])),
    (r"(\d{4})-(\d\d)(?:-XX)?", lambda m: month(int(m[1]), int(m[2]))),
    (r"(\d{4})(?:-XX){0,2}", lambda m: year(int(m[1]))),
    (r"(\d{3})X?(?:-XX){0,2}", lambda m: decade(int(m[1]) * 10)),
    (r"(\d\d)(?:XX)?", lambda m: century(int(m[1]) + 1)),
)


@dataclass(frozen=True, slots=True)
class Expression:
    """An annotated expression; ``period`` is None where its value names none of the calendar."""

    start: int
    end: int
    text: str
    period: DateRange | None


@dataclass(frozen=True, slots=True)
class Article:
    """A text of a known day, with all its annotated time expressions."""

    id: str
    published: date
    text: str
    expressions: tuple[Expression, ...]


def articles(source: Path, development: bool | None = None) -> list[Article]:
    """Read articles of one half, which the hash of an article's id says; all of both for None."""
    rows = (
        row
        for row in json_lines(source)
        if development is None or in_development(row["id"]) is development
    )
    return [
        Article(
            row["id"],
            date.fromisoformat(row["published_at"][:10]),
            row["text"],
            tuple(_expression(one) for one in row["timexes"]),
        )
        for row in rows
    ]


def evaluate(chosen: Sequence[Article]) -> dict[str, Any]:
    """Measure resolving with extents given, and finding with resolving.

    With extents given, an expression is right if the days are those annotated. In ``found``, a
    date of ours is right if it shares a character with an annotated DATE or TIME and has its days,
    each annotated one being used once; everything else that we find counts against precision,
    durations and sets among it.
    """
    found = [(one, find_bare(one.text, one.published)) for one in chosen]
    wanted = [(gold.period, _given(one, gold, ours)) for one, ours in found for gold in _dated(one)]
    right = sum(_same(ours, gold) for gold, ours in wanted)
    unresolved = sum(ours is None for _, ours in wanted)
    hits = sum(_hits(article, dates) for article, dates in found)
    made = sum(len(dates) for _, dates in found)
    precision, recall = hits / max(1, made), hits / max(1, len(wanted))
    return {
        "articles": len(chosen),
        "expressions": len(wanted),
        "extent given": {"right": right / max(1, len(wanted)), "unresolved": unresolved},
        "found": {
            "dates": made,
            "precision": precision,
            "recall": recall,
            "value F1": 2 * precision * recall / max(1e-9, precision + recall),
        },
    }


def misses(chosen: Sequence[Article]) -> Iterator[str]:
    """Print what is wrong, for the half that is built upon."""
    for article in chosen:
        found = find_bare(article.text, article.published)
        for gold in article.expressions:
            ours = _given(article, gold, found)
            if gold.period and not _same(ours, gold.period):
                yield f"{article.published} {_around(article, gold)}: {gold.period} / {ours}"
        for one in found:
            if not any(_meets(one, gold) for gold in article.expressions if gold.period):
                yield f"{article.published} extra {_around(article, one)}"


def table(source: Path) -> tuple[dict[str, Any], list[str]]:
    """Check a table of sentences or questions, and list what is wrong in it."""
    rows = list(json_lines(source))
    wrong = [line for row in rows if (line := _wrong(row))]
    return {"cases": len(rows), "right": 1 - len(wrong) / max(1, len(rows))}, wrong


def _wrong(row: dict[str, Any]) -> str | None:
    if "question" in row:
        asked = read_dates(row["question"], date.fromisoformat(row["today"]))
        ours: object = asked.wire()
        text = row["question"]
    else:
        published = row["published"] and date.fromisoformat(row["published"])
        found = resolve(row["sentence"], published, row["tense"])
        ours, text = found and found.wire(), row["sentence"]
    return None if ours == row["expected"] else f"{text}: {row['expected']} / {ours}"


def value_period(value: str) -> DateRange | None:
    """The period of a TIMEX3 value; None where it names none ("P3M", "PRESENT_REF", "1998-WXX")."""
    for pattern, reading in _VALUES:
        if found := re.fullmatch(pattern, value):
            return reading(found)
    return None


def _expression(row: dict[str, Any]) -> Expression:
    dated = row["type"] in ("DATE", "TIME") and row["value"]
    period = value_period(row["value"]) if dated else None
    return Expression(row["start"], row["end"], row["text"], period)


def _monday(match: re.Match[str]) -> date:
    return date.fromisocalendar(int(match[1]), int(match[2]), 1)


def _dated(article: Article) -> list[Expression]:
    return [one for one in article.expressions if one.period]


def _given(article: Article, gold: Expression, found: Sequence[Found]) -> DateRange | None:
    return period_at(found, gold.start, gold.end) or resolve(gold.text, article.published)


def _same(ours: DateRange | None, gold: DateRange | None) -> bool:
    if ours is None or gold is None:
        return False
    return (ours.start, ours.end) == (gold.start, gold.end)


def _hits(article: Article, dates: Sequence[Found]) -> int:
    left = _dated(article)
    hits = 0
    for one in dates:
        match = next((g for g in left if _meets(one, g) and _same(one.period, g.period)), None)
        if match:
            left.remove(match)
            hits += 1
    return hits


def _meets(one: Found, gold: Expression) -> bool:
    return one.start < gold.end and gold.start < one.end


def _around(article: Article, one: Found | Expression) -> str:
    text = article.text.replace("\n", " ")
    before, after = text[max(0, one.start - 70) : one.start], text[one.end : one.end + 30]
    return f"{before}[{text[one.start : one.end]}]{after}"
