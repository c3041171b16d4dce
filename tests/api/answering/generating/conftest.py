"""An archive of five small articles, two of which give orders, and an endpoint beside it."""

from collections.abc import Iterator
from typing import Any

import pytest

from api.engine import Engine
from tests.api.answering.generating.support import ARTICLES
from tests.api.support import index, lines, opened
from tests.endpoint import Scripted, scripted


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Scripted]:
    with scripted() as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, endpoint: Scripted) -> Iterator[Engine]:
    """Asks the endpoint; only to be read."""
    folder = tmp_path_factory.mktemp("written")
    records = [{"id": one.id, "text": one.text, "publisher": "The Courier"} for one in ARTICLES]
    changes: dict[str, Any] = {
        "llm": endpoint.url,
        "llm_model": "liar",
        "llm_key": "sk-1",
        "llm_timeout_s": 2,
    }
    with opened(folder / "home", strictness="open", **changes) as engine:
        index(engine, lines(folder / "a.jsonl", *records))
        yield engine
