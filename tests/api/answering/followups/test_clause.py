import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.answering.followups.clause import take_apart


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("when does the bus leave Rome?", "when|does|the bus|leave|Rome"),
        ("And why, was the old bridge closed to cars?", None),
        ("How many US troops remain in Iraq?", "How many US troops|||remain|in Iraq"),
        ("Which rats were found in the mill?", "Which rats|were||found|in the mill"),
        ("who will lead it?", "who|will||lead|it"),
        ("What share of the vote did he win?", "What share of the vote|did|he|win|"),
        ("Which countries have troops there?", "Which countries|||have|troops there"),
        ("Where is the base?", "Where|is|the base||"),
        ("since when has it been shut?", "since when|has|it|been|shut"),
        ("was anybody hurt?", "|was|anybody|hurt|"),
        ("When will work on the pier end?", "When|will|work on the pier|end|"),
        ("Who thinks that it is low?", "Who|||thinks|that it is low"),
        ("the bus to Rome", None),
        ("", None),
    ],
)
def test_parts(question: str, parts: str | None) -> None:
    found = take_apart(question)
    if parts is None:
        assert found is None
    else:
        assert found is not None
        told = [found.lead, found.auxiliary, found.subject, found.verb, found.rest]
        assert "|".join(told) == parts


@given(st.text(max_size=80))
def test_parts_stand_in_the_question(question: str) -> None:
    found = take_apart(question)
    if found is not None:
        assert all(
            part in question
            for part in (found.lead, found.auxiliary, found.subject, found.verb, found.rest)
        )
        assert found.verb_at < 0 or question.startswith(found.verb, found.verb_at)
