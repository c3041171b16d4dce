from pathlib import Path

import pytest

from api.answering.records import Answer
from tests.api.support import index, lines, opened

PADDING = "The weather in the valley was mild for the time of the year. "


def ask(folder: Path, question: str, text: str, strictness: str = "open") -> Answer:
    record = {
        "id": "a",
        "text": PADDING + text,
        "publisher": "Outlet",
        "published_at": "2025-03-01",
    }
    with opened(folder / "home", strictness=strictness) as engine:
        index(engine, lines(folder / "articles.jsonl", record))
        return engine.ask(question)


@pytest.mark.parametrize(
    ("question", "settles"),
    [
        ("Is the road to Pellby open?", "The road to Pellby is open again."),
        ("Is the road to Pellby open?", "The road to Pellby is not open."),
        ("Is the road to Pellby open?", "The road to Pellby has been closed since Monday."),
        ("Was anybody hurt in the Pellby fire?", "Nobody was hurt in the Pellby fire."),
        ("Was anybody injured in the Pellby fire?", "Two people were hurt in the Pellby fire."),
        ("Did the insurer pay for the Pellby fire?", "The insurer has paid for the Pellby fire."),
        ("Will Halloran build a wall at Pellby?", "Halloran has built a wall at Pellby."),
    ],
)
def test_what_affirms_or_denies_settles_it(tmp_path: Path, question: str, settles: str) -> None:
    answer = ask(tmp_path, question, settles)
    assert (answer.status, answer.answer) == ("answered", settles)
    assert answer.citations[0].passage.text == settles


@pytest.mark.parametrize(
    ("question", "near"),
    [
        ("Is the road to Sandrick open?", "The road to Pellby is open again."),
        ("Was the road to Pellby open in 1998?", "The road to Pellby is open again."),
        ("Did Ingrid Halloran resign?", "Ingrid Halloran opened the road to Pellby."),
        ("Is the road to Pellby open?", "Is the road to Pellby open?"),
        ("Is the road to Pellby icy?", "The road to Pellby is open again."),
    ],
)
def test_another_name_or_another_predicate_settles_nothing(
    tmp_path: Path, question: str, near: str
) -> None:
    answer = ask(tmp_path, question, near, strictness="balanced")
    assert (answer.status, answer.citations) == ("not_found", ())


def test_a_name_may_stand_in_the_sentence_before(tmp_path: Path) -> None:
    answer = ask(tmp_path, "Is the Pellby road open?", "Cars may use the Pellby road. It is open.")
    assert answer.status == "answered"


def test_what_an_article_tells_of_something_else_is_no_second_voice(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        "Is the road to Pellby open?",
        "The road to Pellby is open, said the engineer Adil Venn. "
        "Elsewhere winter has set in.\n\n"
        "School swimming is closed, said the teacher Rana Holt.",
    )
    assert answer.status == "answered"
