import pytest

from api.answering.records import Answer, Understood
from api.errors import UnknownAnswer
from api.recent import Recent


def answer(name: str) -> Answer:
    return Answer(name, "not_found", Understood("?", "what"), "?", None, 0.0)


def test_the_last_answers_are_remembered_and_no_more() -> None:
    recent = Recent(2)
    for name in "abc":
        recent.keep(answer(name))
    assert [recent.get(name).id for name in "bc"] == ["b", "c"]
    with pytest.raises(UnknownAnswer, match=r"'a'.*send it along"):
        recent.get("a")
