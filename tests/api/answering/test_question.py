import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.answering.question import read_question, stems, words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("when does the coalition leave Iraq?", "when"),
        ("In which year was the bridge opened?", "when"),
        ("Where is the pool?", "where"),
        ("In what town did it happen?", "where"),
        ("Who chairs the committee?", "who"),
        ("To whom was it sold?", "who"),
        ("How many boats burned?", "how_many"),
        ("What share of the vote did he win?", "how_many"),
        ("How old is he?", "how_many"),
        ("Why was it late?", "why"),
        ("For what reason was it late?", "why"),
        ("Was anybody hurt?", "yes_no"),
        ("  “Will it rain?”", "yes_no"),
        ("What did she say?", "what"),
        ("Tell me of the flood", "what"),
        ("", "what"),
    ],
)
def test_the_kind_of_question(text: str, kind: str) -> None:
    assert read_question(text).kind == kind
    assert read_question(text.upper()).kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Who was mayor when the bridge was closed?", "who"),
        ("Where did he live when the war began?", "where"),
        ("Why did they leave where they were born?", "why"),
        ("How many people died when the ferry sank?", "how_many"),
        ("When did the man who sold the mill die?", "when"),
        ("Is it known when the bridge opens?", "when"),
    ],
)
def test_the_first_question_word_decides(text: str, kind: str) -> None:
    assert read_question(text).kind == kind


def test_words_are_stems_once_each_without_those_that_say_nothing() -> None:
    question = read_question("When were the bridges closed, and who closed the bridge?")
    assert question.words == ("bridg", "close")


def test_names_are_words_with_a_capital_or_a_digit() -> None:
    question = read_question("When did Al-Numan meet the SDF in Évian and Öskjuvatn in 2024?")
    assert question.names == {"al", "numan", "sdf", "évian", "öskjuvatn", "2024"}


def test_the_first_word_is_no_name_for_its_capital_alone() -> None:
    assert read_question("Bridges were closed?").names == frozenset()
    assert read_question("NATO left?").names == {"nato"}


def test_hyphens_and_apostrophes_part_words() -> None:
    assert words("Fuller's 12-month well-known O’Brien_x") == [
        *("Fuller", "s", "12", "month", "well", "known", "O", "Brien", "x")
    ]


@given(st.text())
def test_any_text_can_be_taken_apart(text: str) -> None:
    question = read_question(text)
    assert question.text == text
    assert set(question.words) <= set(stems(text))
    assert question.names <= set(stems(text))
    assert all(word and not word.isspace() for word in question.words)
