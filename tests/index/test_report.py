from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.document import Note
from index.report import Orders, Progress, Report

PLAIN = Orders([Path("/in")])


@pytest.mark.parametrize(
    "said", [{"publisher": "Post"}, {"fields": {"title": "headline"}}, {"max_bytes": 5}], ids=str
)
def test_what_changes_a_document_changes_the_settings(said: dict[str, Any]) -> None:
    assert replace(PLAIN, **said).settings != PLAIN.settings


@pytest.mark.parametrize("said", [{"include_removed": True}, {"roots": [Path("/else")]}], ids=str)
def test_the_settings_leave_the_rest_out(said: dict[str, Any]) -> None:
    assert replace(PLAIN, **said).settings == PLAIN.settings


def test_a_reader_is_told_what_was_said() -> None:
    said = replace(PLAIN, publisher="Post", fields={"title": "headline"}, max_bytes=5)
    source = said.source(Path("/in/a.txt"))
    assert (source.path, source.publisher) == (Path("/in/a.txt"), "Post")
    assert (source.fields, source.max_bytes) == ({"title": "headline"}, 5)


def test_only_some_notes_are_on_what_was_left_out() -> None:
    out, kept = Note("a", "no text"), Note("b", "guessed", left_out=False)
    assert Report(notes=[out, kept]).left_out == [out]


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (Progress(50, 100, 7), 10.0),
        (Progress(75, 100, 7, skipped_bytes=50), 10.0),
        (Progress(50, 100, 0, skipped_bytes=50), 0.0),
        (Progress(100, 100, 7), 0.0),
        (Progress(0, 0, 0), 0.0),
    ],
    ids=["half", "half of the rest", "nothing done yet", "done", "nothing to do"],
)
def test_the_time_left_is_that_of_the_work_so_far(now: Progress, left: float) -> None:
    assert now.seconds_left(10.0) == left
