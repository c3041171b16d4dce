import itertools
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalog import Catalog, put
from corpus.document import Document
from corpus.histogram import Bin, Width, binned, published_days

NOW = datetime(2026, 3, 1, tzinfo=UTC)
DAYS = st.lists(st.tuples(st.integers(1, 3_652_059), st.integers(1, 9)), max_size=20)


@given(DAYS, st.sampled_from(["day", "month", "year"]))
def test_bins_are_in_order_apart_and_hold_all(days: list[tuple[int, int]], width: Width) -> None:
    bins = binned(days, width)
    assert sum(one.documents for one in bins) == sum(count for _, count in days)
    assert all(one.start <= one.end for one in bins)
    assert all(one.end < after.start for one, after in itertools.pairwise(bins))
    for ordinal, _ in days:
        day = date.fromordinal(ordinal)
        assert len([one for one in bins if one.start <= day <= one.end]) == 1


@pytest.mark.parametrize(
    ("width", "start", "end"),
    [
        ("day", date(2024, 2, 5), date(2024, 2, 5)),
        ("month", date(2024, 2, 1), date(2024, 2, 29)),
        ("year", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_bin_is_a_whole_period(width: Width, start: date, end: date) -> None:
    day = date(2024, 2, 5).toordinal()
    assert binned([(day, 2), (day, 1)], width) == [Bin(start, end, 3)]


def test_days_of_those_that_are_wanted(catalog: Catalog) -> None:
    first, last = (date(2024, 2, day).toordinal() for day in (5, 6))
    with catalog.writing() as connection:
        for name, publisher, language, day in [
            ("a", "A", "en", "2024-02-05"),
            ("b", "A", "de", "2024-02-05T23:00:00+00:00"),
            ("c", "B", "en", "2024-02-06"),
            ("d", "B", "en", None),
        ]:
            document = Document(name, "x", publisher=publisher, language=language, published_at=day)
            put(connection, document, NOW)
        assert published_days(connection) == {first: 2, last: 1, None: 1}
        assert published_days(connection, publisher="B") == {last: 1, None: 1}
        assert published_days(connection, language="de") == {first: 1}
        assert published_days(connection, start=last) == {last: 1}
        assert published_days(connection, end=first) == {first: 2}
