import pytest

from api.answering.dates.answer import date_of

STATEMENT = (
    "The council announced in a statement released in September 2024 the end of the ferry, with a "
    "12-month deadline, and no later than the end of September 2025."
)
TWO = "Opened with a feast on 2 May 1902, the old mill was sold to a baker on 7 June 1931."


def start_of(question: str, sentence: str, published: str | None = "2025-02-09") -> str | None:
    found = date_of(sentence, (0, len(sentence)), published, question)
    return found and found["start"]


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("When does the ferry end?", STATEMENT, "2025-09-01"),
        ("When will the ferry end?", STATEMENT, "2025-09-01"),
        ("When did the council release its statement?", STATEMENT, "2024-09-01"),
        ("When did it open with a feast?", TWO, "1902-05-02"),
        ("When was the mill sold to a baker?", TWO, "1931-06-07"),
        ("When was the mill, opened on 2 May 1902, sold?", TWO, "1931-06-07"),
        ("When did the pier sink?", TWO, None),
    ],
)
def test_the_date_told_beside_the_words_of_the_question(
    question: str, sentence: str, expected: str | None
) -> None:
    assert start_of(question, sentence) == expected


def test_what_was_planned_may_lie_on_either_side() -> None:
    text = "Closed by the flood in May 2024, the old pier was expected to open in June 2026."
    assert start_of("When was the pier expected to open?", text) == "2026-06-01"
    assert start_of("When was the pier closed by the flood?", text) == "2024-05-01"


def test_without_a_day_of_publication_only_the_words_decide() -> None:
    assert start_of("When was the mill sold to a baker?", TWO, None) == "1931-06-07"


def test_the_tense_of_the_question_is_not_asked_where_one_date_is_told() -> None:
    assert start_of("When did it open?", "It opens in May 2026.") == "2026-05-01"
