from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.answering.dates.intervals import DateRange, day, month, year
from api.answering.timeline.folding import fold, is_same, together
from api.answering.timeline.records import DatedBy, Dating, Telling
from corpus.document import Document
from index.records import Chunk, Hit
from index.sentences import Span

TOPIC = frozenset({"harbour", "bridg"})
TUESDAY = day(date(2024, 3, 12))


def telling(
    text: str,
    period: DateRange = TUESDAY,
    by: DatedBy = "event",
    verb: str = "",
    about: float = 0.5,
) -> Telling:
    document = Document("a", text)
    chunk = Chunk(1, document.id, document.version, 0, len(text))
    hit = Hit(1, chunk, text, "", None, None, 1.0, {})
    dating = Dating(period, by, None, verb)
    return Telling(hit, document, Span(0, len(text)), text, dating, about)


CLOSED = "Inspectors closed the harbour bridge to all lorries after cracks were found."
ALIKE = "The harbour bridge was closed to lorries by inspectors from Pellby itself."


@pytest.mark.parametrize(
    ("period", "by", "same"),
    [
        (TUESDAY, "event", True),
        (day(date(2024, 3, 13)), "event", False),
        (month(2024, 3), "event", True),
        (month(2024, 4), "event", False),
        # What is only reported may be a few days old.
        (day(date(2024, 3, 14)), "publication", True),
        (day(date(2024, 3, 18)), "publication", False),
        # A year holds too much.
        (year(2024), "event", False),
    ],
)
def test_dates_must_fit(period: DateRange, by: DatedBy, same: bool) -> None:
    assert is_same(telling(CLOSED), telling(ALIKE, period, by), TOPIC) is same


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (CLOSED, "Painters of the harbour bridge went on strike.", False),
        # All that they share is the topic.
        ("The harbour bridge burned.", "The harbour bridge was sold.", False),
        (CLOSED, CLOSED, True),
        (
            "The firm cut 40 jobs at its yard in town.",
            "The firm cut 90 jobs at its dock in Pellby.",
            False,
        ),
        (
            "The firm will cut 212 jobs at its old yard in town.",
            "The firm will cut 221 jobs at its old yard in town.",
            True,
        ),
    ],
)
def test_what_is_told_must_be_alike(first: str, second: str, same: bool) -> None:
    assert is_same(telling(first), telling(second), TOPIC) is same


def test_one_verb_of_one_name_on_one_day_is_one_development() -> None:
    first = telling("After seventy years Queen Maud died at her castle.", verb="died")
    second = telling("The world of sport lost a friend when Maud died.", verb="died")
    assert is_same(first, second, TOPIC)
    other = telling("After seventy years Queen Maud was buried.", verb="buried")
    assert not is_same(other, second, TOPIC)


def test_the_surest_and_finest_date_comes_first() -> None:
    rough = telling(ALIKE, month(2024, 3), about=0.9)
    reported = telling(ALIKE, day(date(2024, 3, 14)), "publication", about=0.9)
    exact = telling(CLOSED, about=0.1)
    assert fold([rough, reported, exact], TOPIC) == [(exact, rough, reported)]


def test_months_stand_where_they_begin() -> None:
    order = [
        day(date(2024, 2, 29)),
        day(date(2024, 3, 1)),
        month(2024, 3),
        day(date(2024, 3, 2)),
        year(2025),
    ]
    groups = [(telling(f"Number {place} came.", one),) for place, one in enumerate(order)]
    assert [group[0].period for group in together(groups[::-1])] == order


TEXTS = st.lists(st.sampled_from("fire ferry mole 12 14 sank burned Venn".split()), max_size=6)


@given(
    st.lists(
        st.tuples(
            TEXTS,
            st.integers(0, 5),
            st.sampled_from([1, 1, 7, 31, 366]),
            st.sampled_from(["event", "publication"]),
            st.sampled_from(["", "sank", "burned"]),
        ),
        max_size=12,
    )
)
def test_folding_again_changes_nothing_and_loses_nothing(
    made: list[tuple[list[str], int, int, DatedBy, str]],
) -> None:
    start = date(2024, 3, 12)
    told = [
        telling(
            " ".join(words) + f" x{place}",
            DateRange(start + timedelta(days=at), start + timedelta(days=at + size), "day"),
            by,
            verb,
        )
        for place, (words, at, size, by, verb) in enumerate(made)
    ]
    groups = fold(told, TOPIC)
    assert sorted(one.text for group in groups for one in group) == sorted(one.text for one in told)
    firsts = [group[0] for group in groups]
    assert fold(firsts, TOPIC) == [(one,) for one in firsts]
    starts = [group[0].period.start for group in together(groups)]
    assert starts == sorted(starts)
