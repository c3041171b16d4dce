import json
from dataclasses import replace
from pathlib import Path

import pytest

from api.answering.dates.asked import AskedDate
from api.answering.records import (
    Answer,
    Citation,
    Generated,
    Passage,
    Sentence,
    Understood,
)
from api.answering.speech.records import Speaker
from api.wording import answer_lines, hit_lines, printable, report_line, report_out
from corpus.document import Note
from index.report import Report
from tests.api.support import index, lines, opened

PASSAGE = Passage(
    "doc", "sha256:0", "A headline", "The Paper", "2025-02-09", None, 4, 18, "It rained 3 mm", 0.5
)
UNDERSTOOD = Understood("How much did it rain?", "how_many")


def found(confidence: float) -> Answer:
    citation = Citation(1, PASSAGE, 14, 18, "before", "after")
    return Answer("id", "answered", UNDERSTOOD, "?", "3 mm", confidence, citations=(citation,))


def test_an_answer_stands_above_its_proof() -> None:
    shown = list(answer_lines(found(0.876)))
    assert shown[0] == "3 mm"
    assert "[1] “It rained 3 mm”" in shown
    assert "    The Paper · 2025-02-09 · A headline · doc" in shown
    assert shown[-1] == "confidence 88%"


def test_what_a_model_composed_has_its_numbers_and_what_was_left_out() -> None:
    sentences = (Sentence("It rained 3 mm.", (1,)), Sentence("It was wet.", (2,)))
    generated = Generated("small", True, {"number": 2, "uncited": 1})
    answer = replace(
        found(0.9),
        answer="It rained 3 mm. It was wet.",
        sentences=sentences,
        generated=generated,
    )
    shown = list(answer_lines(answer))
    assert shown[0] == "It rained 3 mm. [1] It was wet. [2]"
    assert shown[-2:] == [
        "composed by small from the sentences cited",
        "3 of its sentences left out: number 2, uncited 1",
    ]
    note = Generated("small", False, note="the language model cannot be reached")
    shown = list(answer_lines(replace(found(0.9), generated=note)))
    assert (shown[0], shown[-1]) == (
        "3 mm",
        "in the archive's own words: the language model cannot be reached",
    )


def test_who_says_so_stands_with_the_source() -> None:
    said = Speaker("Ann\nLee", 20, 23)
    citation = Citation(1, PASSAGE, 14, 18, "before", "after", said)
    shown = list(answer_lines(replace(found(0.9), citations=(citation,))))
    assert "    said by Ann Lee · The Paper · 2025-02-09 · A headline · doc" in shown
    assert not any("said by" in line for line in answer_lines(found(0.9)))


@pytest.mark.parametrize(
    ("probability", "words"), [(0.0, "0%"), (0.994, "99%"), (0.9951, "over 99%"), (1.0, "100%")]
)
def test_no_more_certainty_is_shown_than_there_is(probability: float, words: str) -> None:
    assert list(answer_lines(found(probability)))[-1] == f"confidence {words}"


def test_what_was_made_of_the_dates_in_a_question_is_shown() -> None:
    def shown(said: AskedDate, undated: int = 0) -> list[str]:
        understood = replace(UNDERSTOOD, dates=(said,), undated_left_out=undated)
        return list(answer_lines(replace(found(0.5), understood=understood)))

    march = AskedDate("in March 2024", "2024-03-01", "2024-03-31", "publication", "window")
    assert "published 2024-03-01 to 2024-03-31, from “in March 2024”" in shown(march)
    assert "1 article without a date left out" in shown(march, 1)
    assert "2 articles without a date left out" in shown(march, 2)
    since = replace(march, text="since 2022", start="2022-01-01", end=None)
    assert "published from 2022-01-01, from “since 2022”" in shown(since)
    stand = AskedDate("as of May", None, "2024-05-31", "publication", "as_of")
    assert "as of 2024-05-31, from “as of May”" in shown(stand)
    event = AskedDate("on Monday", "2024-05-06", "2024-05-06", "event", "shown")
    assert any("“on Monday” read as when it happened, 2024-05-06" in one for one in shown(event))
    latest = AskedDate("now", None, None, None, "latest")
    assert "later reports preferred, from “now”" in shown(latest)
    assert "“in March 2024” gave way to the filters" in shown(replace(march, used_as="overruled"))


def test_leads_are_no_proof() -> None:
    answer = Answer("id", "not_found", UNDERSTOOD, "?", None, 0.1, leads=(PASSAGE,))
    shown = "\n".join(answer_lines(answer))
    assert shown.startswith("Not found")
    assert "no proof" in shown
    assert "“It rained 3 mm”" in shown
    assert "[1]" not in shown


def test_nothing_found_is_said() -> None:
    assert list(hit_lines([])) == ["Nothing found."]


def test_hits_show_where_they_stand(tmp_path: Path) -> None:
    text = "The fox ran. " * 60
    with opened(tmp_path / "home") as engine:
        record = {"id": "fox", "text": text, "title": "Foxes", "published_at": "2024-01-02"}
        index(engine, lines(tmp_path / "a.jsonl", record))
        hits = engine.search("fox")
    shown = list(hit_lines(hits))
    assert shown[0] == " 1. Foxes (2024-01-02)"
    assert shown[1].startswith("    The fox ran. The fox ran.")
    assert len(shown[1]) < 320
    assert shown[2] == f"    fox {hits[0].chunk.start}..{hits[0].chunk.end}"


def test_a_report_is_one_line_and_one_object() -> None:
    report = Report(
        added=2,
        changed=1,
        notes=[Note("a.txt", "binary, not text"), Note("b.txt", "guessed", left_out=False)],
        missing=[Note("nowhere", "no such file or folder")],
    )
    assert "2 added, 1 changed, 0 moved, 0 removed" in report_line(report)
    assert "1 left out" in report_line(report)
    written = json.loads(json.dumps(report_out(report)))
    assert written["added"] == 2
    assert [(note["where"], note["left_out"]) for note in written["notes"]] == [
        ("nowhere", True),
        ("a.txt", True),
        ("b.txt", False),
    ]


def test_no_article_steers_the_terminal() -> None:
    assert printable("a\x1b[2Jb\x07\udcff\tc\nd") == "a\ufffd[2Jb\ufffd\ufffd\tc\nd"
    assert printable("naïve\xa0café “𝔊” م‌ا 😀") == "naïve\xa0café “𝔊” م‌ا 😀"
