import socket
import time
from pathlib import Path

import pytest

from api.answering.generating.endpoint import Endpoint, Unusable
from tests.api.support import index, lines, opened
from tests.endpoint import Reply, Scripted

ASKED = [{"role": "user", "content": "?"}]


def endpoint_at(url: str, timeout_s: float = 2.0) -> Endpoint:
    return Endpoint(url, "any", "sk-secret", timeout_s)


def test_the_text_of_the_reply_is_given(endpoint: Scripted) -> None:
    endpoint.says("The pool shut [1].")
    assert endpoint_at(endpoint.url + "/").complete(ASKED) == "The pool shut [1]."


def test_one_that_is_busy_is_asked_once_more(endpoint: Scripted) -> None:
    before = len(endpoint.asked)
    endpoint.says(Reply(status=503), "Here.")
    assert endpoint_at(endpoint.url).complete(ASKED) == "Here."
    endpoint.says(Reply(status=429), Reply(status=429), "Too late.")
    with pytest.raises(Unusable, match="429"):
        endpoint_at(endpoint.url).complete(ASKED)
    assert len(endpoint.asked) == before + 4


@pytest.mark.parametrize("reply", [Reply("Late.", wait_s=1.5), Reply("Slow." * 50, drip_s=0.1)])
def test_one_that_is_slow_is_left(endpoint: Scripted, reply: Reply) -> None:
    endpoint.says(reply)
    started = time.monotonic()
    with pytest.raises(Unusable, match="in time"):
        endpoint_at(endpoint.url, 0.4).complete(ASKED)
    assert time.monotonic() - started < 1.4


def test_one_that_is_not_there_is_said_to_be_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Unusable, match="cannot be reached") as error:
        endpoint_at(f"http://127.0.0.1:{port}/v1").complete(ASKED)
    assert "sk-secret" not in str(error.value)


def test_no_proxy_of_the_environment_is_used(
    endpoint: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    endpoint.says("Direct.")
    assert endpoint_at(endpoint.url).complete(ASKED) == "Direct."


def test_without_the_setting_nothing_is_connected_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refused)
    with opened(tmp_path / "home", strictness="open") as engine:
        index(engine, lines(tmp_path / "a.jsonl", {"id": "a", "text": "The cat ate 12 mice."}))
        answer = engine.ask("How many mice did the cat eat?")
    assert (answer.status, answer.generated) == ("answered", None)
