import pytest

from api.answering.yes_no.wording import alike, forms_held, takes_up
from index.words import stem


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("open", "It was opened."),
        ("open", "It is closed."),
        ("built", "They build it."),
        ("build", "It was built."),
        ("pay", "The insurer paid."),
        ("hurt", "Nobody was injured."),
        ("final", "The dates are fixed."),
        ("horses", "Mopeds and horses are not."),
    ],
)
def test_a_word_is_taken_up_by_its_forms_its_like_and_its_opposite(asked: str, text: str) -> None:
    assert alike(stem(asked)) & forms_held(text)


@pytest.mark.parametrize(("asked", "text"), [("open", "It is blue."), ("pay", "They played.")])
def test_other_words_take_up_nothing(asked: str, text: str) -> None:
    assert not alike(stem(asked)) & forms_held(text)


def test_idle_words_need_not_be_taken_up() -> None:
    assert takes_up([stem("anybody"), stem("hurt")], "Nobody was hurt.")
    assert not takes_up([stem("hurt"), stem("fire")], "Nobody was hurt.")
