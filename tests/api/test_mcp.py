import asyncio
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import Client, StdioServerParameters
from mcp_types import CallToolResult, ResourceLink, TextContent, TextResourceContents

from api.engine import Engine
from api.http.schemas.answers import answer_out
from api.http.server import listen
from api.mcp import TOOLS, http_server
from tests.api.http.test_streaming import lasting
from tests.api.support import index, lines, opened, until

ROOT = Path(__file__).parents[2]
TEXT = "The ferry to Sorra carries 40 cars. The ferry to Sorra began on 3 May 2024."
QUESTION = "How many cars does the ferry to Sorra carry?"
SERVER = """
import sys
from pathlib import Path
from api.mcp import run_stdio
from tests.api.support import opened

with opened(Path(sys.argv[1]), strictness="open") as engine:
    print("this must not reach the client")
    run_stdio(engine)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mcp")
    record = {"id": "news/ferry ../1", "text": TEXT, "title": "Ferry", "publisher": "Courier"}
    with opened(folder / "home") as engine:
        index(engine, lines(folder / "a.jsonl", record))
    return folder / "home"


@pytest.fixture(scope="module")
def engine(home: Path) -> Iterator[Engine]:
    with opened(home, strictness="open") as engine:
        yield engine


@pytest.fixture(scope="module")
def address(engine: Engine) -> Iterator[str]:
    server, listening = http_server(engine, ("127.0.0.1",)), listen("127.0.0.1", 0)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    until(lambda: server.started)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/mcp"
    server.should_exit = True
    thread.join()


async def everything(server: StdioServerParameters | str, engine: Engine) -> None:
    """List the tools, call each, and follow the links that they give."""
    async with Client(server, read_timeout_seconds=60) as client:
        listed = (await client.list_tools()).tools
        assert [tool.name for tool in listed] == [tool.name for tool in TOOLS]
        for tool in listed:
            assert tool.title
            assert tool.description
            assert tool.output_schema
            assert tool.annotations
            assert tool.annotations.read_only_hint
        answer = await client.call_tool("ask", {"question": QUESTION, "publisher": "Courier"})
        expected = answer_out(engine.ask(QUESTION, strictness="open"))
        assert lasting(answer.structured_content)["citations"] == expected["citations"]
        assert told(answer).startswith("“The ferry to Sorra carries 40 cars.” [1]")
        (cited,) = linked(answer)
        assert cited.description == "The ferry to Sorra carries 40 cars."
        (content,) = (await client.read_resource(cited.uri)).contents
        assert isinstance(content, TextResourceContents)
        assert content.text == TEXT
        found = await client.call_tool("search", {"query": "ferry", "k": 1})
        (hit,) = found.structured_content["hits"]
        assert hit["text"] == TEXT
        document = await client.call_tool("read_document", {"document_id": hit["document_id"]})
        assert document.structured_content["text"] == told(document) == TEXT
        carrying = await client.call_tool("locate", {"quote": "the ferry to Sorra carries 40 vans"})
        (match,) = carrying.structured_content["matches"]
        assert (match["document_id"], match["exact"]) == (hit["document_id"], False)
        told_of = await client.call_tool("timeline", {"topic": "the ferry to Sorra"})
        (event,) = told_of.structured_content["events"]
        assert event["text"] == "The ferry to Sorra began on 3 May 2024."
        assert {one.uri for one in linked(told_of)} == {cited.uri}
        nothing = await client.call_tool("ask", {"question": "Who?", "publisher": "Nobody"})
        assert nothing.structured_content["status"] == "not_found"
        assert linked(nothing) == []
        await refusals(client)


async def refusals(client: Client) -> None:
    table: list[tuple[str, dict[str, Any], str]] = [
        ("ask", {"question": " "}, "the question is empty"),
        ("ask", {"question": "When?", "date_from": "soon"}, "'soon'"),
        ("search", {"query": "x", "k": 0}, "greater than or equal to 1"),
        ("read_document", {"document_id": "nobody"}, "no document 'nobody'"),
    ]
    for name, arguments, says in table:
        refused = await client.call_tool(name, arguments)
        assert refused.is_error
        assert says in told(refused)


def told(result: CallToolResult) -> str:
    first = result.content[0]
    assert isinstance(first, TextContent)
    return first.text


def linked(result: CallToolResult) -> list[ResourceLink]:
    return [one for one in result.content if isinstance(one, ResourceLink)]


def test_the_official_client_uses_every_tool_over_stdio(home: Path, engine: Engine) -> None:
    server = StdioServerParameters(
        command=sys.executable,
        args=["-c", SERVER, str(home)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
    )
    asyncio.run(everything(server, engine))


def test_the_official_client_uses_every_tool_over_http(address: str, engine: Engine) -> None:
    asyncio.run(everything(address, engine))


@pytest.mark.parametrize(
    ("header", "value"), [("host", "evil.example"), ("origin", "https://evil.example")]
)
def test_foreign_pages_are_refused(address: str, header: str, value: str) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    headers = {"accept": "application/json, text/event-stream", header: value}
    answer = httpx.post(address, json=body, headers=headers)
    assert answer.status_code == 403
    assert answer.json()["type"].startswith("/problems/foreign-")
