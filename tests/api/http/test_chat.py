from collections.abc import Iterator
from typing import Any

import httpx
import openai
import pytest
from openai import OpenAI
from openai.types.chat import ChatCompletionMessageParam

from api.engine import Engine
from api.http.chats import turns
from api.http.schemas.chat import MessageIn
from api.markdown import NOT_FOUND
from tests.api.http.test_streaming import lasting
from tests.api.support import serving

QUESTION = "How many vehicles a day did the Harbour Bridge swing bridge carry?"
ASKED: list[ChatCompletionMessageParam] = [{"role": "user", "content": QUESTION}]


@pytest.fixture(scope="module")
def address(town: Engine) -> Iterator[str]:
    with serving(town) as address:
        yield address


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[OpenAI]:
    """The unmodified client of OpenAI."""
    with OpenAI(base_url=f"{address}/v1", api_key="any", max_retries=0) as client:
        yield client


@pytest.fixture(scope="module")
def plain(address: str) -> dict[str, Any]:
    answer: dict[str, Any] = httpx.post(f"{address}/v1/ask", json={"question": QUESTION}).json()
    assert answer["status"] == "answered"
    return answer


def test_the_archive_is_a_model(client: OpenAI) -> None:
    (model,) = client.models.list().data
    assert (model.id, model.object) == ("dateline", "model")
    assert client.models.retrieve(model.id) == model
    with pytest.raises(openai.NotFoundError, match="gpt-4o") as error:
        client.models.retrieve("gpt-4o")
    assert error.value.code == "model_not_found"


def test_a_chat_gives_the_answer_with_its_sources(client: OpenAI, plain: dict[str, Any]) -> None:
    done = client.chat.completions.create(model="dateline", messages=ASKED)
    (choice,) = done.choices
    assert (choice.finish_reason, choice.message.role) == ("stop", "assistant")
    content = choice.message.content or ""
    assert plain["answer"] in content
    annotations = choice.message.annotations or []
    assert len(annotations) == len(plain["citations"])
    for annotation, citation in zip(annotations, plain["citations"], strict=True):
        noted = annotation.url_citation
        assert content[noted.start_index : noted.end_index] == plain["sentences"][0]["text"]
        assert noted.title == citation["title"]
        assert noted.url == citation["url"]
        assert f"{citation['number']}. [{citation['title']}]({noted.url})" in content
    assert lasting(done.model_dump()["dateline"]) == lasting(plain)
    assert done.usage
    assert done.usage.total_tokens == done.usage.prompt_tokens + done.usage.completion_tokens > 0


def test_a_streamed_chat_says_the_same(client: OpenAI) -> None:
    whole = client.chat.completions.create(model="dateline", messages=ASKED)
    chunks = list(
        client.chat.completions.create(
            model="dateline",
            messages=ASKED,
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    assert {chunk.object for chunk in chunks} == {"chat.completion.chunk"}
    deltas = [chunk.choices[0] for chunk in chunks if chunk.choices]
    said = "".join(one.delta.content or "" for one in deltas)
    assert said == whole.choices[0].message.content
    assert deltas[0].delta.role == "assistant"
    assert [one.finish_reason for one in deltas] == [None] * (len(deltas) - 1) + ["stop"]
    last = deltas[-1].delta.model_dump()["annotations"]
    assert last == [one.model_dump() for one in whole.choices[0].message.annotations or []]
    assert chunks[-1].usage == whole.usage
    told = [chunk.model_dump().get("dateline") for chunk in chunks]
    (answer,) = [one for one in told if one]
    assert lasting(answer) == lasting(whole.model_dump()["dateline"])


def test_the_streaming_helper_puts_the_message_together(client: OpenAI) -> None:
    with client.chat.completions.stream(model="dateline", messages=ASKED) as stream:
        done = stream.get_final_completion()
    whole = client.chat.completions.create(model="dateline", messages=ASKED)
    assert done.choices[0].message.content == whole.choices[0].message.content


def test_what_is_not_found_is_said(client: OpenAI) -> None:
    done = client.chat.completions.create(
        model="dateline",
        messages=[{"role": "user", "content": "Which tenor sang Rigoletto?"}],
        extra_body={"dateline": {"strictness": "strict"}},
    )
    message = done.choices[0].message
    assert (message.content or "").startswith(NOT_FOUND)
    assert message.annotations == []
    answer = done.model_dump()["dateline"]
    assert (answer["status"], answer["citations"]) == ("not_found", [])
    for lead in answer["leads"]:
        assert lead["title"] in (message.content or "")


def test_what_has_no_address_is_linked_to_the_archive(client: OpenAI) -> None:
    done = client.chat.completions.create(
        model="dateline",
        messages=[{"role": "user", "content": "when does the coalition leave Iraq?"}],
        extra_body={"dateline": {"strictness": "open"}},
    )
    answer = done.model_dump()["dateline"]
    citation, noted = answer["citations"][0], (done.choices[0].message.annotations or [])[0]
    assert citation["url"] is None
    found = httpx.get(noted.url_citation.url).json()
    assert found["text"][citation["start"] : citation["end"]] == citation["text"]


def test_filters_are_taken_along(client: OpenAI) -> None:
    done = client.chat.completions.create(
        model="dateline",
        messages=ASKED,
        extra_body={"dateline": {"filters": {"publisher": "Nobody"}, "as_of": "2024-01-01"}},
    )
    understood = done.model_dump()["dateline"]["understood"]
    assert (understood["publisher"], understood["as_of"]) == ("Nobody", "2024-01-01")


def test_what_steers_a_language_model_is_taken_and_does_nothing(
    client: OpenAI, plain: dict[str, Any]
) -> None:
    done = client.chat.completions.create(
        model="dateline",
        messages=[
            {"role": "system", "content": "You are a pirate."},
            {"role": "user", "content": [{"type": "text", "text": QUESTION}]},
        ],
        temperature=0.3,
        top_p=0.5,
        max_tokens=5,
        max_completion_tokens=5,
        n=1,
        seed=3,
        stop=["."],
        presence_penalty=1,
        user="someone",
        tools=[{"type": "function", "function": {"name": "f", "parameters": {}}}],
        tool_choice="auto",
        response_format={"type": "text"},
        extra_body={"chat_id": "of some client"},
    )
    assert lasting(done.model_dump()["dateline"]) == lasting(plain)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "system", "content": "x"}]}, "user"),
        ({"messages": [{"role": "user", "content": " "}]}, "question is empty"),
        ({"messages": [{"role": "king", "content": "x"}]}, "role"),
        ({"messages": [{"role": "user", "content": [{"type": "image_url"}]}]}, "only text"),
        ({"n": 2}, "n: "),
        ({"response_format": {"type": "json_object"}}, "response_format"),
        ({"extra_body": {"dateline": {"color": 1}}}, "dateline.color"),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_what_cannot_be_done_is_refused_as_openai_does(
    client: OpenAI, wrong: dict[str, Any], says: str, stream: bool
) -> None:
    given: dict[str, Any] = {"model": "dateline", "messages": ASKED, "stream": stream} | wrong
    with pytest.raises(openai.BadRequestError, match=says) as error:
        client.chat.completions.create(**given)
    assert error.value.type == "invalid_request_error"
    assert error.value.response.headers["content-type"] == "application/problem+json"
    assert error.value.response.json()["type"] == "/problems/bad-chat"


def test_another_model_is_not_found(client: OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match="'dateline'"):
        client.chat.completions.create(model="gpt-4o", messages=ASKED)


def test_earlier_messages_are_the_conversation(client: OpenAI) -> None:
    told = client.chat.completions.create(model="dateline", messages=ASKED)
    messages = [
        MessageIn(role="system", content="Be brief."),
        MessageIn(role="user", content=QUESTION),
        MessageIn(role="assistant", content=told.choices[0].message.content),
        MessageIn(role="user", content="Who won?"),
        MessageIn(role="assistant", content=NOT_FOUND),
        MessageIn(role="user", content="And when?"),
    ]
    earlier, question = turns(messages)
    assert question == "And when?"
    assert [turn.question for turn in earlier] == [QUESTION, "Who won?"]
    assert [turn.answer for turn in earlier] == [told.model_dump()["dateline"]["answer"], None]
