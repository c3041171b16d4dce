import pytest

from api.answering.question import read_question
from api.answering.years import another_year

LAST_YEAR = "The museum drew 71,000 visitors last year."


@pytest.mark.parametrize(
    ("question", "sentence", "published", "another"),
    [
        ("How many visitors came in 2021?", LAST_YEAR, "2025-03-04", True),
        ("How many visitors came in 2024?", LAST_YEAR, "2025-03-04", False),
        ("How many visitors came in 2025?", LAST_YEAR, "2025-03-04", False),
        ("How many visitors came in 2021?", LAST_YEAR, None, False),
        ("How many visitors come?", LAST_YEAR, "2025-03-04", False),
        ("How many have come since 2021?", LAST_YEAR, "2025-03-04", False),
        ("How many came in 2021 or 2022?", LAST_YEAR, "2025-03-04", False),
        ("When in 2021 did it open?", LAST_YEAR, "2025-03-04", False),
        ("Who founded it in 1998?", "Ann Brem, who was born in 1975, did.", "2025-03-04", False),
        ("How many will live there in 2050?", "In 2024 it was 9.", "2025-03-04", False),
        ("How many died in 2021?", "900 died, she said on Monday.", "2025-03-04", False),
        ("How many visitors came in May 2021?", LAST_YEAR, "2025-03-04", True),
        ("Who drew visitors to the 2021 fair?", LAST_YEAR, "2025-03-04", False),
        ("How many came in 2021 World Cup days?", LAST_YEAR, "2025-03-04", False),
        ("How many came in 2021?", "In all 900 came.", "2025-03-04", False),
        ("How many came in 2021?", "In 2019 900 came.", "2025-03-04", True),
        ("How many came in 2021?", "From 2019 to 2023 900 came.", "2025-03-04", False),
    ],
)
def test_dates_of_a_sentence_are_held_against_the_year_asked_about(
    question: str, sentence: str, published: str | None, another: bool
) -> None:
    assert another_year(read_question(question))(sentence, published) is another
