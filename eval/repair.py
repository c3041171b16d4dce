"""Damage clean news as scraping and PDF do, repair it, and count what came back."""

import random
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.repair import Repair, Repaired, repair
from eval.datasets import json_lines

SPACES = 0.02
HYPHENS = 0.005
# A space between two words, what closes the one and opens the other between them.
_BOUNDARY = re.compile(r"(?<=\S) (?=[\"\u201c\u2018(]?\w)")
_CLOSED = re.compile(r"(\w)([,.;:!?)\"\u201d\u2019]{0,3})$")
_WORD = re.compile(r"(?<![\w'\u2019/@.-])[^\W\d_]{3,}(-?)[^\W\d_]{3,}(?![\w'\u2019/@.-])")
_AROUND = 40


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its title."""

    id: str
    text: str
    title: str


@dataclass(frozen=True, slots=True)
class Damage:
    """A place of the damaged text, what it held before, and how it was damaged."""

    start: int
    end: int
    was: str
    form: str


def articles(
    source: Path, count: int | None, development: bool = False, skip: int = 0
) -> list[Article]:
    """Read articles of one half of a file: the hash of an article's id says which half.

    ``skip`` passes over the first ones, which were looked at before.
    """
    rows = (Article(row["id"], row["text"], row.get("title") or "") for row in json_lines(source))
    half = [row for row in rows if row.text.strip() and in_development(row.id) is development]
    return half[skip:][:count]


def in_development(article_id: str) -> bool:
    """Tell which half an article is in: the one looked at while building, or the other."""
    return sha256(article_id.encode()).digest()[0] % 2 == 0


def evaluate(chosen: Sequence[Article], seed: int) -> tuple[dict[str, Any], list[str], list[str]]:
    """Measure repairs of damaged text, and of untouched text.

    A repair is right where it puts back exactly what was there. All others are listed for a person
    to judge, in their lines, since some mend what the outlets got wrong: first those of untouched
    text, then those of damaged text that are not made in the untouched text too.
    """
    repair("", None)
    untouched, seconds = _repaired([one.text for one in chosen], chosen)
    _, again = _repaired([one.text for one in chosen], chosen)
    size = sum(len(one.text.encode()) for one in chosen)
    words = sum(len(one.text.split()) for one in chosen)
    total = sum(len(one.repairs) for one in untouched)
    spoilt = [damaged(one.text, random.Random(f"{seed} {one.id}")) for one in chosen]
    mended, _ = _repaired([text for text, _ in spoilt], chosen)
    scores, doubtful = _scores(chosen, [places for _, places in spoilt], mended, untouched)
    return (
        {
            "articles": len(chosen),
            "words": words,
            "MB a second": size / 1e6 / seconds,
            "MB a second of words met before": size / 1e6 / again,
            "untouched": {"repairs": total, "in 20,000 words": 20_000 * total / max(1, words)},
            "damaged": scores,
        },
        [
            line
            for one, text in zip(chosen, untouched, strict=True)
            for line in _lines(one.id, text, text.repairs)
        ],
        doubtful,
    )


def damaged(text: str, chance: random.Random) -> tuple[str, list[Damage]]:
    """Glue 2 % of the word boundaries and break 0.5 % of the words over lines."""
    cuts = [(*at, "", form) for at, form in _boundaries(text) if chance.random() < SPACES]
    for found in _WORD.finditer(text):
        if chance.random() < HYPHENS:
            at = found.start(1) if found[1] else chance.randint(found.start() + 2, found.end() - 2)
            form = "true hyphen" if found[1] else "broken word"
            cuts.append((at, at + len(found[1]), "-\n", form))
    return _cut(text, sorted(cuts))


def _boundaries(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    for found in _BOUNDARY.finditer(text):
        before = _CLOSED.search(text, max(0, found.start() - 4), found.start())
        after = text[found.end() : found.end() + 2]
        if not before or (before[1].isdigit() and after[0].isdigit()):
            continue
        yield found.span(), _form(before[1], before[2], after)


def _form(last: str, closing: str, after: str) -> str:
    if not after[0].isalnum() or closing.strip(",.;:!?"):
        return "quote or bracket"
    if closing:
        return "punctuation"
    if last.isdigit() or after[0].isdigit():
        return "number"
    return "word Word" if after[0].isupper() else "word word"


def _cut(text: str, cuts: Sequence[tuple[int, int, str, str]]) -> tuple[str, list[Damage]]:
    parts: list[str] = []
    places: list[Damage] = []
    at = length = 0
    for start, end, new, form in cuts:
        parts += text[at:start], new
        length += start - at
        places.append(Damage(length, length + len(new), text[start:end], form))
        length += len(new)
        at = end
    return "".join((*parts, text[at:])), places


def _repaired(texts: Sequence[str], chosen: Sequence[Article]) -> tuple[list[Repaired], float]:
    began = time.thread_time()
    done = [repair(text, None, one.title) for text, one in zip(texts, chosen, strict=True)]
    return done, time.thread_time() - began


def _scores(
    chosen: Sequence[Article],
    places: Sequence[Sequence[Damage]],
    mended: Sequence[Repaired],
    untouched: Sequence[Repaired],
) -> tuple[dict[str, Any], list[str]]:
    forms: Counter[str] = Counter()
    right: Counter[str] = Counter()
    made = 0
    doubtful: list[str] = []
    for one, truth, text, before in zip(chosen, places, mended, untouched, strict=True):
        wanted = {(place.start, place.end, place.was): place.form for place in truth}
        found = dict(zip(_as_damage(text), text.repairs, strict=True))
        forms.update(wanted.values())
        right.update(form for place, form in wanted.items() if place in found)
        made += len(found)
        also = {(_moved(start, truth), after) for start, _, after in _as_damage(before)}
        wrong = [
            repair
            for (start, end, after), repair in found.items()
            if (start, end, after) not in wanted and (start, after) not in also
        ]
        doubtful += _lines(one.id, text, wrong)
    return {
        "places": forms.total(),
        "repairs": made,
        "precision": right.total() / max(1, made),
        "precision without repairs made in untouched text too": 1 - len(doubtful) / max(1, made),
        "recall": right.total() / max(1, forms.total()),
        "recall by form": {form: [right[form], forms[form]] for form in sorted(forms)},
    }, doubtful


def _as_damage(repaired: Repaired) -> list[tuple[int, int, str]]:
    """Give each repair by its offsets in the original, with what it put there."""
    found = []
    shift = 0
    for one in repaired.repairs:
        start = one.start - shift
        found.append((start, start + len(one.before), one.after))
        shift += len(one.after) - len(one.before)
    return found


def _moved(offset: int, places: Sequence[Damage]) -> int:
    """Map an offset in the untouched text to the damaged text."""
    shift = 0
    for one in places:
        if one.start - shift >= offset:
            break
        shift += one.end - one.start - len(one.was)
    return offset + shift


def _lines(article_id: str, repaired: Repaired, repairs: Iterable[Repair]) -> Iterator[str]:
    for one in repairs:
        before, after = repaired.words(one)
        around = repaired.text[max(0, one.start - _AROUND) : one.end + _AROUND]
        yield f"{one.kind}: {before!r} -> {after!r} in {around!r} ({article_id})"
