import socket
from pathlib import Path

import pytest

from api.errors import CannotListen
from api.http.server import Server, listen
from index.embedder import ModelError
from index.records import Vectors
from tests.api.support import opened
from tests.fakes import BagOfStems


def test_a_port_of_its_own() -> None:
    with listen("127.0.0.1", 0) as one, listen("127.0.0.1", 0) as other:
        assert one.getsockname()[1] != other.getsockname()[1]


@pytest.mark.skipif(not socket.has_ipv6, reason="this machine has no IPv6")
def test_an_address_of_the_sixth_version() -> None:
    with listen("::1", 0) as listening:
        assert listening.family == socket.AF_INET6


@pytest.mark.parametrize("port", [-1, 65_536])
def test_a_port_that_is_none(port: int) -> None:
    with pytest.raises(CannotListen, match=f"127.0.0.1:{port}: "):
        listen("127.0.0.1", port)


def test_a_port_that_is_taken() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotListen, match=rf"127\.0\.0\.1:{port}: .*DATELINE_PORT"):
            listen("127.0.0.1", port)


class Missing(BagOfStems):
    """A model that cannot be loaded."""

    def embed_query(self, text: str) -> Vectors:
        raise ModelError(f"no model at all for {text}")


def test_a_model_that_cannot_be_loaded_ends_the_server(tmp_path: Path) -> None:
    with (
        opened(tmp_path / "home", Missing()) as engine,
        listen("127.0.0.1", 0) as listening,
        pytest.raises(ModelError, match="no model at all"),
    ):
        Server(engine).run(listening)
