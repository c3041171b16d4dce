from pathlib import Path
from typing import Any

import pytest

from api.answering.quotes import holds
from api.answering.records import Answer
from tests.api.support import index, lines, opened

HOW_MANY = "How many people were hurt in the fire at the Lunnet mill?"
WHEN = "When will the Lunnet mill reopen?"


def ask(folder: Path, question: str, *texts: str, **changes: Any) -> Answer:
    """Ask about articles of an outlet and a day each, the earliest first."""
    records = [
        {
            "id": f"a{place}",
            "text": text,
            "publisher": f"Outlet {place}",
            "published_at": f"2025-03-0{place}",
        }
        for place, text in enumerate(texts, 1)
    ]
    with opened(folder / "home", strictness="open", **changes) as engine:
        index(engine, lines(folder / "articles.jsonl", *records))
        answer = engine.ask(question)
        for one in answer.citations:
            assert holds(one.passage, engine.document(one.passage.document_id).document)
        return answer


def values(answer: Answer) -> list[str]:
    return [value.value for conflict in answer.conflicts for value in conflict.values]


def test_different_numbers_are_shown_side_by_side_the_newest_first(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        HOW_MANY,
        "In the fire at the Lunnet mill 12 people were hurt, the town said.",
        "In the fire at the Lunnet mill 19 people were hurt, the clinic said.",
    )
    assert answer.status == "conflicting"
    assert values(answer) == ["19", "12"]
    (conflict,) = answer.conflicts
    assert [one.published_at for one in conflict.values] == ["2025-03-02", "2025-03-01"]
    assert [one.outlets for one in conflict.values] == [1, 1]
    cited = {one.number: one.passage for one in answer.citations}
    for value in conflict.values:
        assert all(value.value in cited[number].text for number in value.citations)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("12 people were hurt", "about a dozen people were hurt"),
        ("2,487 people were hurt", "about 2,500 people were hurt"),
        ("12 people were hurt", "twelve people were hurt"),
        ("12 people were hurt", "more than 10 people were hurt"),
    ],
)
def test_what_agrees_is_no_conflict(tmp_path: Path, first: str, second: str) -> None:
    answer = ask(
        tmp_path,
        HOW_MANY,
        f"In the fire at the Lunnet mill {first}, the town said.",
        f"In the fire at the Lunnet mill {second}, the clinic said.",
    )
    assert (answer.status, answer.conflicts) == ("answered", ())


def test_different_days_contradict_and_a_coarser_one_does_not(tmp_path: Path) -> None:
    told = "The Lunnet mill will reopen {}, its owner said."
    for name, days, conflicting in [
        ("apart", ("on 3 May 2025", "on 9 May 2025"), True),
        ("coarser", ("on 3 May 2025", "in May 2025"), False),
        ("same", ("on 3 May 2025", "on May 3, 2025"), False),
    ]:
        (tmp_path / name).mkdir()
        answer = ask(tmp_path / name, WHEN, *map(told.format, days))
        assert (answer.status == "conflicting") is conflicting, name


def test_numbers_of_different_events_are_no_conflict(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        HOW_MANY,
        "In the fire at the Lunnet mill 12 people were hurt, the town said.",
        "In the fire at the Pellby school 19 people were hurt, the clinic said.",
    )
    assert answer.status == "answered"
    assert answer.citations[0].passage.document_id == "a1"


def test_two_voices_of_one_article_contradict_each_other(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        "Is the timeline of the withdrawal final?",
        "The timeline of the withdrawal is final, said the spokesman Adil Venn. "
        "The mission began ten years ago.\n\n"
        "The timeline of the withdrawal is not final, said the analyst Rana Holt.",
    )
    assert answer.status == "conflicting"
    said = {one.said_by.name for one in answer.citations if one.said_by}
    assert said == {"Adil Venn", "Rana Holt"}


def test_one_article_that_says_a_number_twice_does_not_contradict_itself(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        HOW_MANY,
        "In the fire at the Lunnet mill 12 people were hurt. "
        "Among the people who were hurt in the fire at the Lunnet mill were 3 children.",
    )
    assert answer.conflicts == ()
