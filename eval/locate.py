"""Quotes from a large archive: found where they come from, and not found where they do not."""

import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import track

from api.engine import Engine
from corpus.document import Document
from eval.archives import archive_of
from eval.blind import Blind
from eval.datasets import json_lines
from eval.edits import ordinary_words
from eval.misquotes import Edited, one_word, some_words

SHORTEST, LONGEST = 10, 40
# Of the articles, these are left out at first, to quote what is not there.
_HELD_OUT = 0.06
# Told here by plain words, not by the code that is measured.
_WORD = re.compile(r"\w+")
# A quote of which another article has this share of the sequences of six words stands there, too.
_RUN, _ELSEWHERE = 6, 0.4
_KINDS = ("unchanged", "one word changed", "15 % of the words changed")


@dataclass(frozen=True, slots=True)
class Case:
    """A quote as it is asked for, as it was written, and the article that it was drawn from."""

    quote: str
    original: str
    source: str


def evaluate(sources: Sequence[Path], cache: Path, count: int, seed: int) -> dict[str, Any]:
    """Index all sources but for the articles held out, then these too; ask for quotes each time.

    Quotes are drawn from the last source.
    """
    files = [read(source) for source in sources]
    every = {one.id: one for file in files for one in file}
    held = {name: one for name, one in every.items() if held_out(name)}
    kept = {name: one for name, one in every.items() if name not in held}
    engine = archive_of("locate", kept.values(), cache, Blind())
    missing = absent([one for one in files[-1] if one.id in held], kept.values(), count, seed)
    found = {"not in the archive": measure_absent(engine, missing)}
    engine.close()
    engine = archive_of("locate", every.values(), cache, Blind())
    found |= measure_present(engine, present(files[-1], count, seed), every)
    held_now = engine.status()
    engine.close()
    about = {name: held_now[name] for name in ("documents", "chunks")}
    return about | {"quoted": sources[-1].name, "seed": seed, "quotes": found}


def read(source: Path) -> list[Document]:
    """Read the articles of a file that hold text, under their ids."""
    return [
        Document(row["id"], row["text"], row.get("title") or "", None, row.get("published_at"))
        for row in json_lines(source)
        if row["text"].strip()
    ]


def held_out(article_id: str) -> bool:
    """Tell whether an article is left out at first: the hash of its id says so."""
    return sha256(article_id.encode()).digest()[1] < _HELD_OUT * 256


def present(articles: Sequence[Document], count: int, seed: int) -> dict[str, list[Case]]:
    """Draw quotes, and make of each three: as it was, with one word changed, and with many."""
    random = Random(seed)
    chosen = random.sample(articles, min(count, len(articles)))
    words = ordinary_words(one.text for one in chosen)
    edits: Sequence[Callable[[list[str]], Edited]] = (
        list,
        lambda quoted: one_word(quoted, words, random),
        lambda quoted: some_words(quoted, words, random),
    )
    cases: dict[str, list[Case]] = {kind: [] for kind in _KINDS}
    for article in chosen:
        quoted = drawn(article.text, random)
        for kind, edit in zip(_KINDS, edits, strict=True):
            case = Case(" ".join(edit(quoted)), " ".join(quoted), article.id)
            cases[kind].append(case)
    return cases


def absent(
    articles: Sequence[Document], kept: Iterable[Document], count: int, seed: int
) -> list[Case]:
    """Draw quotes from articles that are left out, but for those that stand elsewhere too."""
    random = Random(seed)
    cases = []
    for number in range(count):
        article = articles[number % len(articles)]
        text = " ".join(drawn(article.text, random))
        cases.append(Case(text, text, article.id))
    shares = shared([_WORD.findall(one.quote.lower()) for one in cases], kept)
    return [case for case, share in zip(cases, shares, strict=True) if share < _ELSEWHERE]


def drawn(text: str, random: Random) -> list[str]:
    """Draw 10 to 40 words that follow each other; fewer where the text has fewer."""
    every = text.split()
    length = min(random.randint(SHORTEST, LONGEST), len(every))
    first = random.randint(0, len(every) - length)
    return every[first : first + length]


def shared(quotes: Sequence[Sequence[str]], articles: Iterable[Document]) -> list[float]:
    """Tell for each quote the most of its sequences of six words that one article holds."""
    numbers = {
        word: number
        for number, word in enumerate(dict.fromkeys(w for quote in quotes for w in quote), 1)
    }
    wanted = [set(_runs([numbers[word] for word in quote]).tolist()) for quote in quotes]
    of: dict[int, list[int]] = {}
    for place, runs in enumerate(wanted):
        for run in runs:
            of.setdefault(run, []).append(place)
    known = np.array(sorted(of), np.int64)
    most = [0] * len(quotes)
    for article in articles:
        there = [numbers.get(word, 0) for word in _WORD.findall(article.text.lower())]
        held = np.intersect1d(_runs(there), known)
        counts = Counter(place for run in held.tolist() for place in of[run])
        for place, count in counts.items():
            most[place] = max(most[place], count)
    return [count / max(1, len(runs)) for count, runs in zip(most, wanted, strict=True)]


def _runs(numbers: Sequence[int]) -> Any:
    """Hash each sequence of six numbers, as a polynomial modulo 2 ** 64."""
    row = np.array(numbers, np.int64)
    if len(row) < _RUN:
        return np.zeros(0, np.int64)
    with np.errstate(over="ignore"):
        return sum(
            row[place : len(row) - _RUN + 1 + place] * np.int64(1_000_003) ** place
            for place in range(_RUN)
        )


def measure_absent(engine: Engine, cases: Sequence[Case]) -> dict[str, Any]:
    """Count the quotes that are said to be not here."""
    rows = [_located(engine, case, {}) for case in _tracked(cases)]
    return _summary(rows, "said to be not here", [not row["matches"] for row in rows])


def measure_present(
    engine: Engine, cases: Mapping[str, Sequence[Case]], articles: Mapping[str, Document]
) -> dict[str, Any]:
    """Count the quotes whose first match is their article, or another that carries them too."""
    found = {}
    for kind, some in cases.items():
        rows = [_located(engine, case, articles) for case in _tracked(some)]
        found[kind] = _summary(rows, "right article", [row["right"] for row in rows])
    return found


def _tracked(cases: Sequence[Case]) -> Iterable[Case]:
    return track(cases, "locating", console=Console(stderr=True))


def _located(engine: Engine, case: Case, articles: Mapping[str, Document]) -> dict[str, Any]:
    started, cpu = time.perf_counter(), time.process_time()
    matches = engine.locate(case.quote)
    spent, worked = time.perf_counter() - started, time.process_time() - cpu
    first = matches[0] if matches else None
    carried = first is not None and (
        first.document_id == case.source
        or (first.document_id in articles and _carries(articles[first.document_id], case))
    )
    return {
        "matches": len(matches),
        "right": carried,
        "listed": any(match.document_id == case.source for match in matches),
        "exact": first is not None and first.place.exact,
        "similarity": round(first.place.similarity, 3) if first else None,
        "ms": spent * 1e3,
        "cpu": worked * 1e3,
        "source": case.source,
        "first": first and first.document_id,
    }


def _carries(article: Document, case: Case) -> bool:
    """Tell whether an article carries a quote as it was written, word for word."""
    there, quoted = (" ".join(_WORD.findall(x.lower())) for x in (article.text, case.original))
    return f" {quoted} " in f" {there} "


def _summary(rows: Sequence[dict[str, Any]], name: str, good: Sequence[bool]) -> dict[str, Any]:
    return {
        "asked": len(rows),
        name: round(sum(good) / len(rows), 4),
        "source among the matches": round(sum(row["listed"] for row in rows) / len(rows), 4),
        "first match exact": round(sum(row["exact"] for row in rows) / len(rows), 4),
        "median_ms": round(statistics.median(row["ms"] for row in rows), 1),
        "p95_ms": round(statistics.quantiles([row["ms"] for row in rows], n=20)[-1], 1),
        "median_cpu_ms": round(statistics.median(row["cpu"] for row in rows), 1),
        "wrong": [
            {key: row[key] for key in ("source", "first", "similarity")}
            for row, right in zip(rows, good, strict=True)
            if not right
        ],
    }
