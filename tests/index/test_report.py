import pytest

from corpus.document import Note
from index.report import Progress, Report


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
