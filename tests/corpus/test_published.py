from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.published import published

DAY = "2025-02-09"


@pytest.mark.parametrize("value", [None, "", "   ", "\n"], ids=repr)
def test_nothing_is_no_date(value: str | None) -> None:
    assert published(value) is None


@pytest.mark.parametrize(
    "value",
    [
        "2025-02-09",
        " 2025-02-09\n",
        "20250209",
        20250209,
        "2025-2-9",
        "2025/02/09",
        "2025.02.09",
        "2025-W06-7",
        "9 Feb 2025",
        "Feb. 9th, 2025",
        "Sunday, 9 February 2025",
        "2025 Feb 9",
        date(2025, 2, 9),
    ],
    ids=repr,
)
def test_a_day_is_written_in_iso(value: object) -> None:
    assert published(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        "2025-02-09T23:08:08",
        "2025-02-09 23:08",
        "20250209230808",
        "202502092308",
        "Sun, 09 Feb 2025 23:08:08",
        "Sun, 09 Feb 2025 23:08:08 EST",
        "9 Feb 2025, 11:08 pm CST",
        datetime(2025, 2, 9, 23, 8),
    ],
    ids=repr,
)
def test_a_time_without_a_zone_is_dropped(value: object) -> None:
    assert published(value) == DAY


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-02-09T12:08:08Z", "2025-02-09T12:08:08+00:00"),
        ("2025-02-09T12:08:08+03:00", "2025-02-09T12:08:08+03:00"),
        ("2025-02-09T12:08:08.5+03:00", "2025-02-09T12:08:08.500000+03:00"),
        ("20250209T120808Z", "2025-02-09T12:08:08+00:00"),
        ("2025-02-09 12:08 UTC", "2025-02-09T12:08:00+00:00"),
        ("2025-2-9 12:08 +03:00", "2025-02-09T12:08:00+03:00"),
        ("2025/02/09 00:00:00 +0300", "2025-02-09T00:00:00+03:00"),
        ("Sun, 09 Feb 2025 12:08:08 GMT", "2025-02-09T12:08:08+00:00"),
        ("Sun, 09 Feb 2025 12:08:08 -0500 (EST)", "2025-02-09T12:08:08-05:00"),
        ("9 Feb 2025 12:08 GMT+3", "2025-02-09T12:08:00+03:00"),
        ("9 Feb 2025 12:08 UTC-05:00", "2025-02-09T12:08:00-05:00"),
        (datetime(2025, 2, 9, 12, 8, tzinfo=UTC), "2025-02-09T12:08:00+00:00"),
    ],
    ids=repr,
)
def test_a_time_with_its_zone_is_kept(value: object, expected: str) -> None:
    assert published(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "Feb 2025",
        "2025-02",
        "02/2025",
        "9 Feb",
        "Sunday",
        "12:08",
        "2025-W06",
        "2025W06",
        "2025-W06T10:00",
        # Day or month first: the two give different days.
        "03/04/2025",
        "9.2.2025",
        # The century would be taken from the clock.
        "9 Feb 25",
        "25-02-28",
    ],
)
def test_what_names_more_than_one_day_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="names no single day: ") as caught:
        published(value)
    assert value in str(caught.value)


@pytest.mark.parametrize(
    ("value", "day"), [("13/04/2025", "2025-04-13"), ("9/9/2025", "2025-09-09")]
)
def test_an_order_that_changes_nothing_is_no_doubt(value: str, day: str) -> None:
    assert published(value) == day


@pytest.mark.parametrize(
    "value",
    [
        "yesterday",
        "2025-02-30",
        "20251340",
        "0000-00-00",
        "10000-01-01",
        "2025",
        2025,
        1739102888,
        "1739102888",
        "1739102888000",
        "1739102888.5",
        1739102888.5,
        True,
        [],
        {"day": 9},
        [2025, 2, 9],
        "2025-02-09 12:00 +99:00",
        "\ud800",
        "\x00",
        "1" * 5000,
        "9 Feb 2025" + " " * 200 + "x",
    ],
    ids=lambda value: repr(value)[:20],
)
def test_what_is_no_date_is_refused_in_one_short_line(value: object) -> None:
    with pytest.raises(ValueError, match="not a date: ") as caught:
        published(value)
    message = str(caught.value)
    assert message.isprintable()
    assert len(message) < 120


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Baghdad"], indirect=True)
@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Sun, 09 Feb 2025 23:30:00 EST", DAY),
        ("Sun, 09 Feb 2025 23:30:00 +03", "2025-02-09T23:30:00+03:00"),
        ("Sun, 09 Feb 2025 23:30:00 UTC", "2025-02-09T23:30:00+00:00"),
        ("2025-02-09T23:30:00", DAY),
        (datetime(2025, 2, 9, 23, 30), DAY),
    ],
    ids=repr,
)
def test_the_zone_of_this_machine_is_never_asked(value: object, expected: str) -> None:
    assert published(value) == expected


_PIECES = st.sampled_from(
    "2025|9|Feb|Sun|:|-|/|.|,|T|Z|+|GMT|EST|am|12|08|0|99999999999999999999|-03:00|1.5|5m|12h"
    "|'|(|)|W06|٩|inf|nan| |\x00".split("|")
)


@settings(max_examples=300)
@example("-03:009999999999999999999999999999999999999999'99999999999999999999ad")
@example("999999999999999999995m99999999999999999999999999999999999999995m")
@given(st.text() | st.lists(_PIECES, max_size=9).map("".join))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        result = published(text)
    except ValueError:
        return
    assert result is None or date.fromisoformat(result[:10])


@given(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.binary()
    | st.lists(st.integers())
    | st.dictionaries(st.text(), st.text())
)
def test_any_other_value_is_a_date_or_a_value_error(value: object) -> None:
    try:
        result = published(value)
    except ValueError:
        return
    assert result is None or date.fromisoformat(result[:10])


@given(st.dates())
def test_an_iso_date_comes_back_as_it_is(day: date) -> None:
    assert published(day.isoformat()) == published(day) == day.isoformat()


@given(
    st.datetimes(),
    st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
def test_an_iso_moment_keeps_its_instant_and_its_day(moment: datetime, zone: timezone) -> None:
    aware = moment.replace(tzinfo=zone)
    result = published(aware.isoformat())
    assert result is not None
    assert datetime.fromisoformat(result) == aware
    assert published(moment.isoformat()) == result[:10] == moment.date().isoformat()


@pytest.mark.parametrize("pattern", ["%d %B %Y", "%A, %d %b %Y", "%B %d, %Y", "%Y/%m/%d", "%Y%m%d"])
@given(day=st.dates(min_value=date(1000, 1, 1)))
def test_a_day_in_words_is_that_day(day: date, pattern: str) -> None:
    assert published(day.strftime(pattern)) == day.isoformat()
