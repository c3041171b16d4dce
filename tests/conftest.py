"""What all tests share: a steady hypothesis, and archives over the tiny and the default model."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from api.cli import sleep_sooner
from api.engine import Engine
from index.embedder import SentenceTransformerEmbedder
from tests.api.support import ARTICLES, index, opened, serving
from tests.site import Site, site_on

# Two workers of pytest on two cores are as busy a machine as any.
sleep_sooner(os.environ)
settings.register_profile("steady", derandomize=True, deadline=None, database=None, max_examples=50)
settings.load_profile("steady")


@pytest.fixture
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An empty archive over the tiny model."""
    with opened(tmp_path_factory.mktemp("empty") / "home") as engine:
        yield engine


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The shipped articles over the tiny model. Only to be read."""
    with opened(tmp_path_factory.mktemp("town") / "home") as engine:
        index(engine, ARTICLES)
        yield engine


@pytest.fixture(scope="session")
def model() -> Iterator[SentenceTransformerEmbedder]:
    """The default model, loaded once."""
    embedder = SentenceTransformerEmbedder()
    embedder.embed_query("warm")
    yield embedder
    embedder.close()


@pytest.fixture(scope="session")
def shipped(
    tmp_path_factory: pytest.TempPathFactory, model: SentenceTransformerEmbedder
) -> Iterator[Engine]:
    """The shipped articles over the default model. Only to be read."""
    with opened(tmp_path_factory.mktemp("shipped") / "home", model) as engine:
        index(engine, ARTICLES)
        yield engine


@pytest.fixture(scope="session")
def shipped_address(shipped: Engine) -> Iterator[str]:
    """A server over ``shipped``."""
    with serving(shipped) as address:
        yield address


@pytest.fixture
def site() -> Iterator[Site]:
    """A web server on this machine, without pages."""
    with site_on() as site:
        yield site
