from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.answering.speech.quotations import quotations
from api.answering.timeline.dating import LEAD, dated
from api.answering.timeline.records import Dating
from index.sentences import Span, sentences

# A Friday.
PUBLISHED = "2024-03-15"
BEFORE = "The harbour board of Osterhithe has its office in the old custom house on the quay. " * 2


def date_of(sentence: str, before: str = "", published: str | None = PUBLISHED) -> Dating | None:
    text = before + sentence
    return dated(text, Span(len(before), len(text)), quotations(text), published)


def day_of(sentence: str, before: str = BEFORE) -> str | None:
    found = date_of(sentence, before)
    assert found is None or found.dated_by == "event"
    return f"{found.period.start}..{found.period.last}" if found else None


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("The council approved the contract on Tuesday.", "2024-03-12", "2024-03-12"),
        ("Divers will search the wreck on Tuesday.", "2024-03-19", "2024-03-19"),
        ("The mole was closed between October and January.", "2023-10-01", "2024-01-31"),
        ("The pilot boat sank three weeks ago, the coast guard said.", "2024-02-23", "2024-02-23"),
        # The verb of the sentence, not that of a clause in it.
        (
            "The mayor, who took office in May 2020, resigned on Monday.",
            "2024-03-11",
            "2024-03-11",
        ),
        (
            "The council voted on Wednesday to replace the pier that burned in 2019.",
            "2024-03-13",
            "2024-03-13",
        ),
        ("The pier, opened in 1962, was closed on Tuesday.", "2024-03-12", "2024-03-12"),
        (
            "Ruth Calloway, head of the treasury since 2019, left on Thursday.",
            "2024-03-14",
            "2024-03-14",
        ),
        (
            "Rain on Sunday reached the cellars, as in the flood of 11 November 2022.",
            "2024-03-10",
            "2024-03-10",
        ),
        # Of what is merely said what is said counts, of what is decided the decision.
        (
            "The ferry will stop on 28 April, the company said on Monday.",
            "2024-04-28",
            "2024-04-28",
        ),
        (
            "The bill now stands at 44 million, the mayor said on Monday.",
            "2024-03-11",
            "2024-03-11",
        ),
        ("The board announced on Monday that it had met in May.", "2024-03-11", "2024-03-11"),
        # A future that lies in the past of the sentence.
        ("She said a shuttle bus would run from Monday.", "2024-03-18", "2024-03-18"),
        ("Cars are to cross in March 2026 instead of May 2025.", "2026-03-01", "2026-03-31"),
        (
            "A report on whether the pier can be repaired is to be ready next month.",
            "2024-04-01",
            "2024-04-30",
        ),
    ],
)
def test_the_date_of_the_main_verb(sentence: str, first: str, last: str) -> None:
    assert day_of(sentence) == f"{first}..{last}"


@pytest.mark.parametrize(
    "sentence",
    [
        # Background alone.
        "The swing bridge, opened in 1962, carries 9,400 vehicles a day.",
        "The company is fighting the war that began in 2003.",
        "The board acted because the cracks had been growing since January.",
        "The school lost pupils, from 395 in 2015 to 230.",
        "The turnout was 61 per cent, seven points more than in 2020.",
        "The flames came through the roof of the winter store.",
        # What belongs to a noun, and is yet to come or only compared with.
        "The mayor denounced it as an attempt to derail his 2025 candidacy.",
        "It was the second-largest wreck in history after the 2008 loss of the Brem.",
        # No date, and no lead.
        "The council approved the contract.",
        # Captions and states: nothing happens in them that is over.
        "The queen rides a horse in Windsor in May 2020.",
        "Most infections today still occur there.",
        # The name of a paper.
        "The mayor talked to USA TODAY about the old pier.",
        # No sentences of the article.
        "When did the council meet on Tuesday?",
        "Council met on Tuesday",
        "“We found the charger on Monday, and we found the cable,” he said.",
        "Reaction to the fire of Tuesday in Osterhithe and Pellby.",
    ],
)
def test_what_nothing_dates_is_left_out(sentence: str) -> None:
    assert day_of(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Divers have found the bell of the old ferry.",
        "The council has approved the contract for the new pier.",
        "A fire destroyed the cold store of the cannery.",
    ],
)
def test_news_of_the_lead_has_the_day_of_publication(sentence: str) -> None:
    found = date_of(sentence)
    assert found is not None
    assert (found.dated_by, found.place) == ("publication", None)
    assert found.period.start == found.period.last == date(2024, 3, 15)
    assert date_of(sentence, before=BEFORE) is None
    assert date_of(sentence, published=None) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry has often been late.",
        "The cannery closed years ago.",
        "The old pier is a bad pier.",
        "The mayor will resign.",
        "The pier has been closed because of a storm that came in 2019 and since then.",
    ],
)
def test_a_lead_that_tells_no_news_of_the_day_has_none(sentence: str) -> None:
    assert date_of(sentence) is None


def test_a_day_after_another_year_was_named_is_not_guessed() -> None:
    told = "King Edward came to the throne in January 1936. "
    assert day_of("He gave it up on 10 December.", told) is None
    assert day_of("He gave it up on 10 December 1936.", told) == "1936-12-10..1936-12-10"


def test_without_a_day_of_publication_only_whole_dates_count() -> None:
    assert date_of("The pier burned on 3 May 2019.", published=None) is not None
    assert date_of("The pier burned on Tuesday.", published=None) is None


WORDS = st.sampled_from(
    """the council bridge which that who had been will said on in of , . ( ) “ ” - May 2003 14 March
    2024 Tuesday yesterday last year week ago three after before because since opened closed and
    's Osterhithe Mayor is to would cost 9,400 by until within instead 5 and 6""".split()
)


@given(st.lists(WORDS, max_size=30), st.booleans())
def test_any_words_have_a_date_within_them_or_that_of_publication(
    words: list[str], published: bool
) -> None:
    text = " ".join(words) + "."
    day = PUBLISHED if published else None
    for span in sentences(text):
        found = dated(text, span, quotations(text), day)
        if found is None:
            continue
        assert found.period.start <= found.period.last
        if found.dated_by == "event":
            assert found.place is not None
            assert span.start <= found.place.start < found.place.end <= span.end
        else:
            assert found.period.start.isoformat() == day
            assert span.start < LEAD
