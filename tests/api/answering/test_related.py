import pytest

from api.answering.related import related
from api.engine import Engine
from index.records import Chunk, Hit

TEXT = (
    "The old lighthouse was built in 1871 by a local mason. "
    "Its keeper sold it. "
    "A new harbour light will cost 3 million euros, the town said. "
    "Sark Tower will open on 3 May 2031. "
    "“It is late,” said Ada Lind, head of the harbour office. "
    "Bo Ek, manager of the pool, was away. "
    "It was shut in 1990."
)


def hit(text: str, document_id: str = "a") -> Hit:
    chunk = Chunk(1, document_id, "v", 0, len(text))
    return Hit(1, chunk, text, "The light", None, None, 1.0, {"dense": 0.5})


def asked(question: str, cited: str, *hits: Hit) -> tuple[str, ...]:
    return related(question, cited, "a", hits, lambda words: [1.0] * len(words))


def test_sentences_give_the_questions_that_they_answer() -> None:
    assert asked("Who sold it?", "Its keeper sold it.", hit(TEXT)) == (
        "When was the old lighthouse built?",
        "When will Sark Tower open?",
        "Who is the head of the harbour office?",
    )


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("when will the Sark Tower open", "It was shut in 1990."),
        ("Is it known?", "Sark Tower will open on 3 May 2031."),
    ],
)
def test_what_was_just_asked_or_shown_is_not_offered(question: str, cited: str) -> None:
    assert "When will Sark Tower open?" not in asked(question, cited, hit(TEXT))


def test_only_the_cited_article_is_used() -> None:
    assert asked("Who sold it?", "Its keeper sold it.", hit(TEXT, "b")) == ()


def test_a_question_that_another_sentence_answers_better_is_not_offered() -> None:
    text = "“Much remains to be done,” said Ada Lind, head of the harbour office, last Monday. "
    rival = "Bo Ek is the head of the harbour office."
    assert asked("Who sold it?", "", hit(text)) == ("Who is the head of the harbour office?",)
    assert asked("Who sold it?", "", hit(text + rival)) == ()


def test_related_questions_are_answered_by_the_archive(town: Engine) -> None:
    answer = town.ask("When was the footbridge at Pellby weir opened?")
    assert answer.related
    for question in answer.related:
        again = town.ask(question, strictness="open")
        document = town.document(answer.citations[0].passage.document_id).document
        assert again.citations[0].passage.text in document.text
