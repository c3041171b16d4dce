"""The archive as tools for assistants (Model Context Protocol). The only file that imports mcp."""

import asyncio
from collections.abc import Callable
from functools import wraps
from importlib.metadata import version
from typing import Annotated, Any, NamedTuple
from urllib.parse import quote

import uvicorn
from mcp.server.mcpserver import MCPServer, ResourceSecurity
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import CallToolResult, ContentBlock, ResourceLink, TextContent, ToolAnnotations
from pydantic import Field
from starlette.types import ASGIApp

from api.answering.timeline.wording import timeline_lines
from api.clock import today
from api.engine import Engine
from api.errors import AskError, NotInArchive
from api.filters import Filters
from api.http.origins import Guarded
from api.http.schemas.answers import answer_out, hits_out
from api.http.schemas.documents import document_out
from api.http.schemas.holdings import DocumentOut
from api.http.schemas.locating import LocatedOut, located_out
from api.http.schemas.objects import AnswerOut, HitsOut
from api.http.schemas.timeline import TimelineOut, timeline_out
from api.locating.wording import located_lines
from api.markdown import message
from api.wording import hit_lines

SCHEME = "dateline://documents/"
_READING = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_INSTRUCTIONS = (
    "An archive of news articles. `ask` answers a question with the sentence that proves it, or "
    "says that the archive does not hold the answer: then say so, too. Quote what it cites word "
    "for word, with publisher and date."
)
Day = Annotated[str | None, Field(description="An ISO day, included: 2025-02-09.")]
Publisher = Annotated[str | None, Field(description="Only this outlet, exactly as it is named.")]


class Tool(NamedTuple):
    """A tool: its name, its title, and what it does with an engine."""

    name: str
    title: str
    bind: Callable[[Engine], Callable[..., Any]]


def _ask(engine: Engine) -> Callable[..., Any]:
    def ask(
        question: str,
        date_from: Day = None,
        date_to: Day = None,
        publisher: Publisher = None,
        as_of: Day = None,
    ) -> Annotated[CallToolResult, AnswerOut]:
        """Answer a question from the archive, with numbered quotes, or say "not found".

        ``as_of`` leaves out what was published later.
        """
        filters = Filters(date_from, date_to, publisher)
        answer = engine.ask(question, filters, as_of, today=today())
        links = [
            link(one.passage.document_id, one.passage.title, one.passage.text)
            for one in answer.citations
        ]
        return result(message(answer, uri_of).content, answer_out(answer), links)

    return ask


def _search(engine: Engine) -> Callable[..., Any]:
    def search(
        query: str,
        date_from: Day = None,
        date_to: Day = None,
        publisher: Publisher = None,
        k: Annotated[int, Field(ge=1, le=100, description="How many passages.")] = 10,
    ) -> Annotated[CallToolResult, HitsOut]:
        """Find the passages nearest to some words, the best first."""
        hits = engine.search(query, Filters(date_from, date_to, publisher), k)
        links = [link(hit.chunk.document_id, hit.title, None) for hit in hits]
        return result("\n".join(hit_lines(hits)), hits_out(hits), links)

    return search


def _read_document(engine: Engine) -> Callable[..., Any]:
    def read_document(
        document_id: Annotated[str, Field(description="As other tools give it.")],
    ) -> Annotated[CallToolResult, DocumentOut]:
        """Read one article whole, with its publisher and date."""
        written = document_out(engine.document(document_id))
        return result(written["text"], written, [link(document_id, written["title"], None)])

    return read_document


def _locate(engine: Engine) -> Callable[..., Any]:
    def locate(
        quote: Annotated[str, Field(description="Some words, as they are said to stand there.")],
    ) -> Annotated[CallToolResult, LocatedOut]:
        """Find which articles carry a quote, exact or altered, and which words differ; or none."""
        matches = engine.locate(quote)
        links = [link(one.document_id, one.title, one.place.stretch.text) for one in matches]
        return result("\n".join(located_lines(matches)), located_out(matches), links)

    return locate


def _timeline(engine: Engine) -> Callable[..., Any]:
    def timeline(
        topic: Annotated[str, Field(description="A few words.")],
        date_from: Day = None,
        date_to: Day = None,
        publisher: Publisher = None,
    ) -> Annotated[CallToolResult, TimelineOut]:
        """Tell the dated developments on a topic, one cited sentence each, in order, with gaps."""
        found = engine.timeline(topic, Filters(date_from, date_to, publisher))
        links = [
            link(one.passage.document_id, one.passage.title, one.passage.text)
            for event in found.events
            for one in event.citations
        ]
        return result("\n".join(timeline_lines(found)), timeline_out(found), links)

    return timeline


# A further tool is a function as those above, and a line here.
TOOLS = (
    Tool("ask", "Ask the archive", _ask),
    Tool("search", "Search passages", _search),
    Tool("read_document", "Read an article", _read_document),
    Tool("locate", "Find where a quote comes from", _locate),
    Tool("timeline", "Tell what happened when", _timeline),
)


def mcp_server(engine: Engine) -> MCPServer[Any]:
    """Offer an engine's archive: its tools, and its articles as resources."""
    server: MCPServer[Any] = MCPServer(
        "dateline", instructions=_INSTRUCTIONS, version=version("dateline"), log_level="WARNING"
    )
    for tool in TOOLS:
        bound = tool.bind(engine)
        server.add_tool(
            _said(bound), tool.name, tool.title, annotations=_READING, structured_output=True
        )

    @server.resource(
        SCHEME + "{document_id}",
        name="article",
        mime_type="text/plain",
        # An id is looked up in the catalog, and opens no file.
        security=ResourceSecurity(exempt_params={"document_id"}),
    )
    def article(document_id: str) -> str:
        """Give the text of an article that the archive holds."""
        try:
            return engine.document(document_id).document.text
        except NotInArchive as error:
            raise ResourceNotFoundError(str(error.args[0])) from error

    return server


def run_stdio(engine: Engine) -> None:
    """Serve over standard input and output until the client hangs up."""
    asyncio.run(mcp_server(engine).run_stdio_async())


def http_app(engine: Engine, names: tuple[str, ...]) -> ASGIApp:
    """Build the application that serves streamable HTTP at ``/mcp``.

    ``names`` are those that the server goes by; see ``Guarded``.
    """
    # Hosts and origins are checked by our own guard, as on all other routes.
    unchecked = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app = mcp_server(engine).streamable_http_app(
        json_response=True, stateless_http=True, transport_security=unchecked
    )
    return Guarded(app, [*engine.settings.hosts.split(","), *names])


def http_server(engine: Engine, names: tuple[str, ...]) -> uvicorn.Server:
    """Make the server of ``http_app``; it runs on sockets that it is given."""
    config = uvicorn.Config(http_app(engine, names), log_level="warning", access_log=False)
    return uvicorn.Server(config)


def uri_of(document_id: str) -> str:
    """Name an article as a resource."""
    return SCHEME + quote(document_id, safe="")


def link(document_id: str, title: str, quoted: str | None) -> ResourceLink:
    """Link to an article, with what is quoted from it."""
    return ResourceLink(
        uri=uri_of(document_id),
        name=document_id,
        title=title or None,
        description=quoted,
        mime_type="text/plain",
    )


def _said(run: Callable[..., Any]) -> Callable[..., Any]:
    """Tell the assistant what it asked wrongly, so that it can ask again."""

    @wraps(run)
    def told(*args: Any, **named: Any) -> Any:
        try:
            return run(*args, **named)
        except (AskError, NotInArchive) as error:
            raise ToolError(str(error.args[0])) from error

    return told


def result(text: str, structured: Any, links: list[ResourceLink]) -> CallToolResult:
    """Say the same three times: for people, for programs, and as links."""
    distinct = {one.uri + (one.description or ""): one for one in links}
    content: list[ContentBlock] = [TextContent(text=text), *distinct.values()]
    return CallToolResult(content=content, structured_content=structured)
