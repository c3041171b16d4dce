from datetime import date

import pytest

from api.errors import AskError
from api.filters import EVERYTHING, Filters
from api.scope import scope_of, within
from corpus.document import Document
from index.records import DateWindow

TODAY = date(2025, 6, 18)
MARCH = "What did articles published in March 2024 say of the ferry?"
DOCUMENTS = {
    "old": Document("old", "It rained.", published_at="2024-03-01"),
    "late": Document("late", "It rained.", published_at="2024-03-02T00:30:00+05:00"),
    "undated": Document("undated", "It rained."),
}


def test_days_of_publication_become_the_window_and_are_shown() -> None:
    scope = scope_of(MARCH, EVERYTHING, None, TODAY)
    assert (scope.filters.date_from, scope.filters.date_to) == ("2024-03-01", "2024-03-31")
    window = DateWindow(date(2024, 3, 1).toordinal(), date(2024, 3, 31).toordinal())
    assert scope.where.window == window
    (said,) = scope.dates
    assert (said.text, said.of, said.used_as) == ("in March 2024", "publication", "window")
    assert scope.plain == "What did articles published say of the ferry?"


def test_days_of_the_event_leave_no_article_out() -> None:
    scope = scope_of("Who won the election in 2019?", EVERYTHING, None, TODAY)
    assert not scope.where
    assert (scope.filters, scope.as_of, scope.plain) == (
        EVERYTHING,
        None,
        "Who won the election in 2019?",
    )
    (said,) = scope.dates
    assert (said.start, said.end, said.of) == ("2019-01-01", "2019-12-31", "event")
    assert said.used_as == "shown"


def test_no_article_from_before_tells_what_has_just_happened() -> None:
    question = "Which country was shaken by an earthquake this week?"
    scope = scope_of(question, EVERYTHING, "2022-07-28", TODAY)
    assert (scope.filters.date_from, scope.filters.date_to) == ("2022-07-25", None)
    assert scope.where.window == DateWindow(
        date(2022, 7, 25).toordinal(), date(2022, 7, 28).toordinal()
    )
    (said,) = scope.dates
    assert (said.text, said.start, said.end) == ("this week", "2022-07-25", None)
    assert (said.of, said.used_as) == ("event", "window")
    filters = Filters(date_from="2020-01-01")
    kept = scope_of(question, filters, "2022-07-28", TODAY)
    assert (kept.filters, kept.dates[0].used_as) == (filters, "overruled")


@pytest.mark.parametrize(
    ("question", "as_of"),
    [
        ("Which country was shaken by an earthquake this week?", None),
        ("Which team will win this week?", "2022-07-28"),
        ("Who won the election in 2019?", "2022-07-28"),
        ("Who leads the party today?", "2022-07-28"),
        ("What opens on Friday?", "2022-07-26"),
    ],
)
def test_what_is_to_come_or_long_past_leaves_no_article_out(
    question: str, as_of: str | None
) -> None:
    scope = scope_of(question, EVERYTHING, as_of, TODAY)
    assert scope.filters == EVERYTHING


def test_a_day_to_stand_on_is_the_last_that_may_answer() -> None:
    scope = scope_of("As of January 2023, who was mayor?", EVERYTHING, None, TODAY)
    assert scope.as_of == "2023-01-31"
    assert scope.where.window.end == date(2023, 1, 31).toordinal()
    assert scope.dates[0].used_as == "as_of"
    assert scope.plain == "who was mayor?"


def test_what_the_user_set_outranks_the_question() -> None:
    filters = Filters(date_from="2025-01-01")
    scope = scope_of(MARCH, filters, None, TODAY)
    assert scope.filters == filters
    assert scope.where.window == DateWindow(date(2025, 1, 1).toordinal())
    assert scope.dates[0].used_as == "overruled"
    scope = scope_of("As of January 2023, who was mayor?", EVERYTHING, "2024-05-01", TODAY)
    assert (scope.as_of, scope.dates[0].used_as) == ("2024-05-01", "overruled")


@pytest.mark.parametrize(
    ("question", "filters", "as_of"),
    [
        (MARCH, EVERYTHING, "2023-12-31"),
        ("As of January 2023, who was mayor?", Filters("2024-01-01"), None),
    ],
)
def test_what_would_leave_no_day_is_overruled(
    question: str, filters: Filters, as_of: str | None
) -> None:
    scope = scope_of(question, filters, as_of, TODAY)
    assert (scope.filters, scope.as_of) == (filters, as_of)
    assert scope.dates[0].used_as == "overruled"


def test_last_week_is_told_by_as_of_then_by_today() -> None:
    question = "What news from last week mentions the ferry?"
    days = [
        scope_of(question, EVERYTHING, as_of, today).filters.date_from
        for as_of, today in ((None, TODAY), ("2024-01-10", TODAY), ("2024-01-10", None))
    ]
    assert days == ["2025-06-09", "2024-01-01", "2024-01-01"]
    assert scope_of(question, EVERYTHING, None, None).dates == ()


def test_the_present_state_is_a_preference_alone() -> None:
    scope = scope_of("Who is the mayor now?", EVERYTHING, None, TODAY)
    assert scope.latest
    assert not scope.where
    assert (scope.dates[0].text, scope.dates[0].used_as) == ("now", "latest")
    assert not scope_of("Who was the mayor?", EVERYTHING, None, TODAY).latest


def test_what_hangs_on_an_event_is_shown() -> None:
    scope = scope_of("Who was mayor at the time of the flood?", EVERYTHING, None, TODAY)
    (said,) = scope.dates
    assert (said.text, said.start, said.end) == ("at the time of the flood", None, None)
    assert (said.of, said.used_as) == ("event", "shown")


def test_a_question_of_nothing_but_its_dates_is_looked_for_whole() -> None:
    assert scope_of("As of January 2023?", EVERYTHING, None, TODAY).plain == "As of January 2023?"


def test_what_the_user_set_must_be_right_by_itself() -> None:
    with pytest.raises(AskError, match="as_of"):
        scope_of(MARCH, EVERYTHING, "soon", TODAY)


def test_nothing_outside_of_a_window_is_loaded() -> None:
    day = date(2024, 3, 1).toordinal()

    def loaded(window: DateWindow) -> list[str]:
        load = within(window, DOCUMENTS.get)
        return [name for name in [*DOCUMENTS, "none"] if load(name)]

    assert loaded(DateWindow()) == ["old", "late", "undated"]
    assert loaded(DateWindow(end=day)) == ["old"]
    assert loaded(DateWindow(start=day)) == ["old", "late"]
    assert loaded(DateWindow(start=day + 1)) == ["late"]
