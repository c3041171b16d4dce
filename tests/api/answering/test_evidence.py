from pathlib import Path

import pytest

from api.answering.evidence import Candidate, Read, candidates, confidence
from api.answering.model import fitted
from api.answering.question import read_question
from api.engine import Engine
from index.retriever import Retriever
from tests.api.support import index, lines

TEXT = (
    "The ferry to Sorra was old 😀. It sank with 12 goats in Osterhithe harbour in 2019. "
    "Nobody was hurt.\n\nA diver found the bell of the ferry. The goats swam home."
)


PLAIN = fitted("plain")


def weighed(archive: Engine, asked: str, searched: str | None = None) -> list[Candidate]:
    """The candidates of an archive without a reader."""
    read = [Read(hit) for hit in archive.search(searched or asked)]
    return candidates(read_question(asked), read, Retriever(archive.archive).rarity, PLAIN)


@pytest.fixture
def archive(engine: Engine, tmp_path: Path) -> Engine:
    index(engine, lines(tmp_path / "a.jsonl", {"id": "ferry", "text": TEXT, "title": "The ferry"}))
    return engine


@pytest.mark.parametrize(
    ("asked", "best"),
    [
        ("When did the ferry sink in Osterhithe harbour?", "It sank with 12 goats"),
        ("How many goats sank in Osterhithe harbour?", "It sank with 12 goats"),
        ("Who found the bell of the ferry?", "A diver found the bell"),
    ],
)
def test_the_sentence_that_answers_comes_first(archive: Engine, asked: str, best: str) -> None:
    ordered = weighed(archive, asked)
    assert ordered[0].text.startswith(best)
    assert len({one.span for one in ordered}) == len(ordered) == 5
    for one in ordered:
        assert TEXT[one.span.start : one.span.end] == one.text
    assert 0 < confidence(ordered, PLAIN) < 1


def test_what_the_article_says_is_surer_than_what_it_does_not(archive: Engine) -> None:
    def sure(question: str) -> float:
        return archive.ask(question).confidence

    held = sure("Who found the bell of the ferry?")
    assert held > sure("Who wrote the opera about Rigoletto?")
    assert held > sure("Which bank paid for the railway to Sandrick?")


def test_no_words_weigh_nothing(archive: Engine) -> None:
    ordered = weighed(archive, "???", "ferry")
    assert 0 <= confidence(ordered, PLAIN) < PLAIN.thresholds["balanced"]


def test_the_stricter_the_higher() -> None:
    least = PLAIN.thresholds
    assert 0 < least["open"] < least["balanced"] < least["strict"] < 1
