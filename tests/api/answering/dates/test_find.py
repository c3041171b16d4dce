import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.answering.dates.find import find, find_bare
from api.answering.dates.question import read_dates
from api.answering.dates.resolve import resolve, resolve_at
from api.answering.dates.rules import Tense

PUBLISHED = date(2025, 3, 12)
WORDS = st.sampled_from(
    """on in the of next last this week month year Tuesday may March 12 31 30 29 2024 2023-02-30
    1990s '98 early mid- late end ago three weeks years within six days signing since until by
    before after no later than between and from to – Q3 quarter first half summer winter 20th
    century decade weekend 9999 1000 hundred 9000 a , . years' time that following day earlier
    February Feb. 13/13/2020 0 99 yesterday today's tomorrow Christmas""".split()
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=60)
DAYS = st.none() | st.dates() | st.sampled_from([date.min, date.max, date(2024, 2, 29)])
TENSES: st.SearchStrategy[Tense | None] = st.sampled_from(["past", "present", "future", None])


@given(TEXTS, DAYS, TENSES)
def test_any_text_gives_periods_with_days_at_places_in_it(
    text: str, published: date | None, tense: Tense | None
) -> None:
    for one in (*find(text, published, tense), *find_bare(text, published, tense)):
        assert 0 <= one.start < one.end <= len(text)
        assert one.period.start < one.period.end
        assert one.period.wire()["start"] <= one.period.wire()["end"]  # type: ignore[operator]
    resolve(text, published, tense)
    resolve_at(text, 0, len(text) // 2, published)


@given(TEXTS, st.dates())
def test_any_question_can_be_read(text: str, today: date) -> None:
    asked = read_dates(text, today)
    assert asked.start is None or asked.end is None or asked.start < asked.end
    assert asked.as_of is None or asked.as_of < today
    asked.wire()


@pytest.mark.parametrize(
    "text",
    ["since the 6th century BC", "from 1500 to 1200 BC", "in 1200 B.C.", "the 1300s BCE", "1200BC"],
)
def test_years_before_the_first_are_none_of_the_calendar(text: str) -> None:
    assert not find(text, PUBLISHED)


@pytest.mark.parametrize(
    "text",
    [
        "In 2010 BC Hydro paid.",
        "In 2010 because it rained.",
        "2010 B",
        "In 2010 BC voters chose.",
        "In May 2010 BC's premier left.",
    ],
)
def test_other_words_after_a_year_leave_it_be(text: str) -> None:
    assert [one.period.start.year for one in find(text, PUBLISHED)] == [2010]


@pytest.mark.parametrize("text", ["On Tuesday BC ferries stopped.", "Yesterday BC had 12 cases."])
def test_a_province_is_no_era(text: str) -> None:
    assert len(find(text, PUBLISHED)) == 1


def test_places_are_told_with_the_words_that_direct() -> None:
    text = (
        "It was built in 1902, closed since May 2020,\nand opens no later than the end of\nApril."
    )
    found = find(text, PUBLISHED)
    assert [text[one.start : one.end] for one in found] == [
        "1902",
        "since May 2020",
        "no later than the end of\nApril",
    ]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The mayor said on Tuesday that the pool is empty.", date(2025, 3, 11)),
        ("The mayor will speak on Tuesday.", date(2025, 3, 18)),
        ("The talks are expected to resume Tuesday.", date(2025, 3, 18)),
        ("The talks, due to resume Tuesday, are off.", date(2025, 3, 18)),
        ("On Tuesday, the ferry sank.", date(2025, 3, 11)),
        ("On Tuesday, the ferry will sail.", date(2025, 3, 18)),
        ("The ferry sank on Tuesday, but it will sail again.", date(2025, 3, 11)),
    ],
)
def test_the_tense_decides_which_tuesday(sentence: str, day: date) -> None:
    (found,) = find(sentence, PUBLISHED)
    assert found.period.start == day


def test_a_guessed_tense_gives_way_to_a_date_much_nearer_and_a_told_one_does_not() -> None:
    text = "The offer of the buyers remained open to Mar. 20."
    assert resolve(text, PUBLISHED) != resolve(text, PUBLISHED, "past")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "It began in March 2019. The following month it ended.",
            (2019, 3),
        ),
        ("It began in March 2019. A month later it ended.", (2019, 3)),
    ],
)
def test_what_follows_is_counted_from_what_was_named(text: str, days: tuple[int, int]) -> None:
    first, second = find(text, PUBLISHED)
    assert (first.period.start.year, first.period.start.month) == days
    assert second.period == first.period.__class__(date(2019, 4, 1), date(2019, 5, 1), "month")


def test_a_stretch_of_a_text_is_read_in_its_sentence() -> None:
    text = "They will meet in April next year."
    start = text.index("April")
    found = resolve_at(text, start, start + 5, PUBLISHED)
    assert found is not None
    assert found.start == date(2026, 4, 1)


def test_neither_clock_nor_locale_nor_zone_matter(tmp_path: Path) -> None:
    """A child process whose clock cannot be read says the same in every zone and locale."""
    script = tmp_path / "child.py"
    script.write_text(
        "import datetime, time\n"
        "class Day(datetime.date):\n"
        "    def today(*_): raise SystemExit('today was asked')\n"
        "class Moment(datetime.datetime):\n"
        "    def now(*_, **__): raise SystemExit('now was asked')\n"
        "    utcnow = today = now\n"
        "datetime.date, datetime.datetime = Day, Moment\n"
        "for name in ('time', 'localtime', 'gmtime', 'tzset', 'strftime', 'strptime'):\n"
        "    setattr(time, name, lambda *_: exit('the clock was asked'))\n"
        "from api.answering.dates.find import find\n"
        "text = 'On Tuesday, 4 March, in May, last week, two years ago and in 3 days\\' time.'\n"
        "for one in find(text, Day(2025, 3, 12)): print(one.start, one.end, one.period.wire())\n",
        encoding="utf-8",
    )
    outputs = {
        subprocess.run(
            [sys.executable, str(script)],
            env={**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": os.getcwd()},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for zone, locale in (("UTC", "C"), ("Pacific/Kiritimati", "de_DE.UTF-8"))
    }
    assert len(outputs) == 1
    assert "2025-03-04" in outputs.pop()
