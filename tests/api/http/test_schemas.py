"""The names on the wire, exactly as the design gives them."""

import json

import pytest
from pydantic import ValidationError

from api.answering.records import Answer
from api.engine import Engine
from api.filters import Filters
from api.http.schemas.answers import answer_out
from api.http.schemas.requests import AskIn

ANSWER = set(
    "id status question understood answer confidence date sentences citations conflicts leads "
    "related timings_ms".split()
)
PASSAGE = set(
    "document_id version title publisher published_at url start end text score also_in".split()
)
CITATION = PASSAGE | set("number answer_start answer_end context_before context_after".split())
MAY_BE_ADDED = {"page", "said_by", "superseded_by"}


def wire(answer: Answer) -> dict[str, object]:
    """The answer object after a trip over the wire."""
    written: dict[str, object] = json.loads(json.dumps(answer_out(answer)))
    return written


def test_an_answer_has_all_its_names(town: Engine) -> None:
    asked = "How many vehicles a day did the Harbour Bridge swing bridge carry?"
    answer = town.ask(asked, Filters("2023-01-01", "2024-01-01"), "2023-12-31")
    written = wire(answer)
    assert written.keys() == ANSWER
    assert written["status"] == "answered"
    assert written["question"] == asked
    assert written["understood"] == {
        "question": asked,
        "type": "how_many",
        "date_from": "2023-01-01",
        "date_to": "2024-01-01",
        "publisher": None,
        "as_of": "2023-12-31",
        "carried_over": [],
        "dates": [],
        "undated_left_out": 0,
    }
    citations = answer_out(answer)["citations"]
    assert [one["number"] for one in citations] == [*range(1, len(citations) + 1)]
    for citation in citations:
        assert CITATION <= citation.keys() <= CITATION | MAY_BE_ADDED
        assert citation["end"] - citation["start"] == len(citation["text"])
    assert answer_out(answer)["sentences"][0]["citations"] == [1]


def test_what_is_not_found_has_all_its_names_too(town: Engine) -> None:
    written = wire(town.ask("Which tenor sang Rigoletto?", Filters(publisher="Nobody")))
    assert written.keys() == ANSWER
    assert written["status"] == "not_found"
    assert written["answer"] is None
    assert written["date"] is None
    assert written["citations"] == written["sentences"] == written["conflicts"] == []
    answer = town.ask("Which tenor sang Rigoletto?", strictness="strict")
    leads = answer_out(answer)["leads"]
    assert leads
    assert all(lead.keys() == PASSAGE for lead in leads)


def test_the_dates_of_a_question_are_shown(town: Engine) -> None:
    asked = "What did articles published in May 2024 say of the mayor?"
    understood = answer_out(town.ask(asked, strictness="open"))["understood"]
    assert (understood["date_from"], understood["date_to"]) == ("2024-05-01", "2024-05-31")
    assert understood["dates"] == [
        {
            "text": "in May 2024",
            "start": "2024-05-01",
            "end": "2024-05-31",
            "of": "publication",
            "used_as": "window",
        }
    ]


def test_only_names_of_the_contract_are_taken() -> None:
    with pytest.raises(ValidationError, match="colour"):
        AskIn.model_validate({"question": "?", "colour": "red"})
    assert AskIn.model_validate({"question": "?"}).filters is None
