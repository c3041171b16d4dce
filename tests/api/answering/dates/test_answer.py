import json
from pathlib import Path
from typing import Any

import pytest

from api.answering.dates.answer import date_of
from corpus.repair import repair
from index.sentences import sentences

ROOT = Path(__file__).parents[4]
SEED = ROOT / "corpus" / "articles" / "2025-02-09-coalition-withdrawal.txt"
QUESTIONS = ROOT / "tests" / "data" / "seed-questions.jsonl"
PUBLISHED = "2025-02-09"
ROWS = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
DATED = [row for row in ROWS if "date" in row]
LEAVES = "the coalition will leave Iraq no later than the end of September 2025, he said."


def _sentences_with(answers: list[str]) -> list[tuple[str, int, int]]:
    text = repair(SEED.read_text(encoding="utf-8"), "en").text
    found = []
    for one in sentences(text):
        sentence = text[one.start : one.end]
        flat = " ".join(sentence.split())
        answer = next((answer for answer in answers if answer in flat), None)
        if answer:
            found.append((flat, flat.index(answer), flat.index(answer) + len(answer)))
    return found


@pytest.mark.parametrize("row", DATED, ids=lambda row: row["question"])
def test_every_date_of_the_seed(row: dict[str, Any]) -> None:
    dates = [
        date_of(sentence, (start, end), PUBLISHED)
        for sentence, start, end in _sentences_with(row["answers"])
    ]
    assert row["date"] in [one and [one["start"], one["end"]] for one in dates]


def test_when_the_coalition_leaves() -> None:
    start = LEAVES.index("the end of")
    end = LEAVES.index(",")
    assert date_of(LEAVES, (start, end), PUBLISHED) == {
        "start": "2025-09-01",
        "end": "2025-09-30",
        "precision": "month",
        "modifier": "no later than",
    }


def test_the_answer_picks_its_date() -> None:
    text = "It opened in 1902, closed on Monday, and reopens in May."
    at = text.index("Monday")
    dated = date_of(text, (at, at + 6), "2025-02-09T10:00:00+03:00")
    assert dated is not None
    assert (dated["start"], dated["precision"]) == ("2025-02-03", "day")


def test_an_answer_of_two_dates_has_none() -> None:
    text = "It opened on 2 May 1902 and closed on 7 June 1931."
    assert date_of(text, (0, len(text)), PUBLISHED) is None
    twice = "It opened on 2 May 1902, and on 2 May 1902 it closed."
    dated = date_of(twice, (0, len(twice)), PUBLISHED)
    assert dated is not None
    assert dated["start"] == "1902-05-02"
    between = "It was shut between March 2019 and July 2020."
    dated = date_of(between, (0, len(between)), PUBLISHED)
    assert dated is not None
    assert (dated["start"], dated["end"]) == ("2019-03-01", "2020-07-31")


@pytest.mark.parametrize("published", [None, "", "soon"])
def test_an_article_without_a_day_dates_nothing_by_it(published: str | None) -> None:
    assert date_of("It closed on Monday.", (13, 19), published) is None
    assert date_of("It closed in 1990.", (13, 17), published) is not None


def test_an_answer_beside_the_dates_has_none() -> None:
    assert date_of("In 1990 the mill burned.", (8, 16), PUBLISHED) is None
