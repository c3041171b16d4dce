from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.answering.followups.completion import carried, complete
from api.answering.followups.records import Completed, Turn

LEAVE = ("when does the bus leave Rome?", "at noon on 3 May 2021")
BRIDGE = ("How much does the Old Mill Bridge cost?", "3 million euros")
SPEAKER = ("Who thinks that the dam is too low?", "Anna Berg, professor of hydrology")


def completed(question: str, *turns: tuple[str, str | None]) -> str:
    return complete(question, [Turn(*turn) for turn in turns]).question


@pytest.mark.parametrize(
    ("turn", "question", "whole"),
    [
        (LEAVE, "and Paris?", "when does the bus leave Paris?"),
        (LEAVE, "and in Paris?", "when does the bus leave Paris?"),
        (LEAVE, "what about the train?", "when does the train leave Rome?"),
        (LEAVE, "why?", "why does the bus leave Rome?"),
        (LEAVE, "and until when?", "until when does the bus leave Rome?"),
        (LEAVE, "why so late?", "why does the bus leave Rome so late?"),
        (LEAVE, "does the train?", "does the train leave Rome?"),
        (LEAVE, "how many seats does it have?", "how many seats does the bus have?"),
        (LEAVE, "who was mayor then?", "who was mayor on 3 May 2021?"),
        (LEAVE, "who said so?", "who said that the bus leaves Rome at noon on 3 May 2021?"),
        (BRIDGE, "who pays for it?", "who pays for the Old Mill Bridge?"),
        (BRIDGE, "when does the bridge open?", "when does the Old Mill Bridge open?"),
        (BRIDGE, "what was the cause?", "what was the cause of the Old Mill Bridge?"),
        (BRIDGE, "tell me more", "tell me more about the Old Mill Bridge"),
        (BRIDGE, "and in 2024?", "How much does the Old Mill Bridge cost in 2024?"),
        (SPEAKER, "why does she doubt it?", "why does Anna Berg doubt the dam?"),
        (SPEAKER, "what is her advice?", "what is Anna Berg's advice?"),
    ],
)
def test_what_is_left_out_is_taken_from_the_turn_before(
    turn: tuple[str, str], question: str, whole: str
) -> None:
    assert completed(question, turn) == whole


@pytest.mark.parametrize(
    ("turn", "question", "whole"),
    [
        (
            ("Who won the race?", "Ada Lind"),
            "when?",
            "when did Ada Lind win the race?",
        ),
        (
            ("How many boats sank in the storm?", "nine boats"),
            "where did they lie?",
            "where did the boats lie?",
        ),
        (
            ("How many boats sank in the storm?", "nine boats"),
            "was anybody hurt?",
            "was anybody hurt in the storm?",
        ),
        (
            ("Which towns have schools in Malta?", "Mdina and Sliema"),
            "how many teachers work there?",
            "how many teachers work in Malta?",
        ),
        (
            ("What did Mayor Okafor say about the levy?", "It is fair."),
            "and Duarte?",
            "What did Duarte say about the levy?",
        ),
        (
            ("How many visitors came to the fair in 2019?", "800"),
            "and in 2020?",
            "How many visitors came to the fair in 2020?",
        ),
        (
            ("What did the council buy?", "a small farm"),
            "how large is it?",
            "how large is the small farm?",
        ),
        (
            ("When did the council buy the farm?", None),
            "who said that?",
            "who said that about the farm?",
        ),
        (
            ("Was the pool shut?", "It was shut for a week after a pipe had burst, said Ada Lind."),
            "who said that?",
            'who said "It was shut for a week after a pipe had burst, said Ada Lind"?',
        ),
        (
            ("Which door is open?", "the red door"),
            "and the other one?",
            "the other door?",
        ),
    ],
)
def test_number_person_and_place_agree(turn: tuple[str, str], question: str, whole: str) -> None:
    assert completed(question, turn) == whole


@pytest.mark.parametrize(
    "question",
    [
        "How many pupils does the school have?",
        "When did Venn say that he would resign?",
        "What did the council demand for its members?",
        "Is it true that the mayor resigned?",
        "Is there a hospital on the island?",
        "What time is it?",
        "How long does it take to build a ship?",
        "Who said that the bus was late?",
        "If the bill grows, who pays for it?",
        "And who runs the shop on Sark?",
        "shop opening hours Sark",
        "Wer hat das gesagt?",
        "من قال ذلك؟",
        "彼は何と言いましたか",
    ],
)
def test_a_question_that_stands_by_itself_is_left_alone(question: str) -> None:
    for turn in (LEAVE, BRIDGE, SPEAKER):
        assert complete(question, [Turn(*turn)]) == Completed(question)


def test_turns_are_completed_one_from_the_other() -> None:
    turns = (LEAVE, ("and Paris?", "at six"), ("why?", None))
    assert completed("and the train?", *turns) == "why does the train leave Paris?"


def test_what_was_carried_over_is_told_in_pieces() -> None:
    found = complete("why does she doubt it?", [Turn(*SPEAKER)])
    assert found.carried_over == ("Anna Berg", "the dam")
    assert carried("and Paris?", "when does the bus leave Paris?") == ("when does the bus leave",)


def test_only_small_words_carried_over_are_told_too() -> None:
    found = complete("and the mill?", [Turn("Where is the dam?", "in Wick")])
    assert found == Completed("Where is the mill?", ("Where is",))


PIECES = st.sampled_from(
    "who what when and it she they that there then the of in Syria Venn bridge 2024 said why "
    "how many one ones their ? , . ’s “ ” n't did is cost leave Мост 桥 جسر".split()
)
TEXTS = st.lists(PIECES, max_size=12).map(" ".join) | st.text(max_size=60)
TURNS = st.lists(st.builds(Turn, TEXTS, st.none() | TEXTS), max_size=4)


@given(TEXTS)
def test_without_a_conversation_nothing_changes(question: str) -> None:
    assert complete(question, []) == Completed(question)


@given(TEXTS, TURNS)
def test_any_text_is_taken_and_the_same_comes_of_the_same(
    question: str, turns: Sequence[Turn]
) -> None:
    found = complete(question, turns)
    assert found == complete(question, list(turns))
    assert bool(found.carried_over) <= (found.question != question)


@given(TURNS)
def test_a_question_with_names_of_its_own_is_never_polluted(turns: Sequence[Turn]) -> None:
    for question in ("When did Ada Lind leave Malta?", "How many people live on Sark in 2024?"):
        assert complete(question, turns) == Completed(question)
