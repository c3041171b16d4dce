import gzip
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

import pytest

from corpus.web.address import url_of
from corpus.web.client import Manners, Refused
from corpus.web.fetch import Answer, Fetcher, Validators
from tests.site import QUICK, Reply, Site, site_on

LIMIT = 100_000
NEVER_SEEN = Validators()


def get(url: str, validators: Validators = NEVER_SEEN, manners: Manners = QUICK) -> Answer:
    fetcher = Fetcher(manners, LIMIT)
    try:
        return fetcher.get(url_of(url), validators)
    finally:
        fetcher.close()


def body(answer: Answer) -> bytes:
    with answer:
        assert answer.body is not None
        return answer.body.read()


def refusal(url: str, manners: Manners = QUICK) -> str:
    with pytest.raises(Refused) as refused:
        get(url, manners=manners)
    assert "\n" not in refused.value.reason
    return refused.value.reason


# What comes


def test_a_page_comes_whole_under_the_name_of_dateline(site: Site) -> None:
    answer = get(site.put("/a", b"x" * 50_000, "Text/HTML; charset=utf-8"))
    assert (answer.kind, answer.size, answer.url) == ("text/html", 50_000, site.url("/a"))
    assert body(answer) == b"x" * 50_000
    assert [one.path for one in site.asked] == ["/robots.txt", "/a"]
    assert {one.headers["User-Agent"] for one in site.asked} == {"Dateline/test"}


def test_what_was_packed_for_the_way_is_unpacked(site: Site) -> None:
    packed = {"Content-Encoding": "gzip"}
    site.answer("/a", Reply(200, gzip.compress(b"hello"), packed))
    assert body(get(site.url("/a"))) == b"hello"
    site.answer("/bomb", Reply(200, gzip.compress(b"0" * 50_000_000), packed))
    assert "larger than" in refusal(site.url("/bomb"))
    site.answer("/torn", Reply(200, b"no gzip", packed))
    assert "broke off" in refusal(site.url("/torn"))


def test_an_unchanged_page_has_no_body(site: Site) -> None:
    url = site.put("/a", "hello", **{"Last-Modified": "Sun, 09 Feb 2025 10:00:00 GMT"})
    first = get(url)
    body(first)
    again = get(url, first.validators)
    assert (again.body, again.validators) == (None, first.validators)
    assert site.asked[-1].headers["If-Modified-Since"] == "Sun, 09 Feb 2025 10:00:00 GMT"
    site.put("/a", "changed")
    assert body(get(url, first.validators)) == b"changed"


# What does not


@pytest.mark.parametrize(
    ("status", "reason", "gone"),
    [
        (404, "no such page", True),
        (410, "no such page", True),
        (401, "login", False),
        (403, "login", False),
        (400, "answer 400", False),
        (204, "answer 204", False),
    ],
)
def test_an_answer_without_a_page(site: Site, status: int, reason: str, gone: bool) -> None:
    site.answer("/a", Reply(status))
    with pytest.raises(Refused, match=reason) as refused:
        get(site.url("/a"))
    assert refused.value.gone == gone
    assert site.paths() == ["/a"]


def test_a_body_that_is_too_large_is_not_read(site: Site) -> None:
    site.answer("/said", Reply(200, b"x", {"Content-Length": str(LIMIT + 1)}))
    assert "DATELINE_MAX_DOCUMENT_MB" in refusal(site.url("/said"))
    site.put("/whole", b"x" * LIMIT)
    assert len(body(get(site.url("/whole")))) == LIMIT
    site.answer("/unsaid", Reply(200, b"x" * (LIMIT + 1), drip_s=0.001))
    assert "DATELINE_MAX_DOCUMENT_MB" in refusal(site.url("/unsaid"))


def test_slow_answers_end(site: Site) -> None:
    manners = replace(QUICK, retries=0, read_s=0.2, whole_s=0.2)
    site.answer("/silent", Reply(200, b"x", drip_s=0.6))
    assert "took too long to answer" in refusal(site.url("/silent"), manners)
    site.answer("/drip", Reply(200, b"x" * 90_000, drip_s=0.1))
    assert "took too long to send" in refusal(site.url("/drip"), manners)


def test_a_failure_is_tried_again(site: Site) -> None:
    site.answer("/a", Reply(503), Reply(500), Reply(200, b"there"))
    assert body(get(site.url("/a"))) == b"there"
    site.answer("/b", Reply(502))
    assert "answer 502" in refusal(site.url("/b"))
    assert site.paths() == ["/a"] * 3 + ["/b"] * 3


def test_retry_after_is_kept_to(site: Site) -> None:
    busy = Reply(429, b"", {"Retry-After": "1"})
    site.answer("/a", busy, Reply(200, b"there"))
    assert body(get(site.url("/a"))) == b"there"
    first, second = site.asked[1:]
    assert second.at - first.at >= 1


def test_what_asks_for_too_much_patience_is_not_tried_again(site: Site) -> None:
    site.answer("/a", Reply(503, b"", {"Retry-After": "3600"}))
    assert "run again in 3600 s" in refusal(site.url("/a"))
    assert site.paths() == ["/a"]
    site.answer("/b", Reply(503, b"", {"Retry-After": "soon"}), Reply(200, b"there"))
    assert body(get(site.url("/b"))) == b"there"


def test_no_network_no_host_no_server() -> None:
    assert "no host nowhere.invalid is found" in refusal("http://nowhere.invalid/a")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        assert "Connection refused" in refusal(url)


def test_a_host_that_fails_is_soon_left_alone(site: Site) -> None:
    site.answer("/silent", Reply(200, b"x", drip_s=0.3))
    fetcher = Fetcher(replace(QUICK, retries=0, read_s=0.1), LIMIT)
    for number in range(5):
        with pytest.raises(Refused, match="took too long") as refused:
            fetcher.get(url_of(site.url("/silent")))
        assert refused.value.reason.startswith("not asked") == (number >= 3)
    fetcher.close()
    assert site.paths() == ["/silent"] * 3


@pytest.fixture
def plain_port() -> Iterator[int]:
    """A port where somebody listens who speaks no TLS."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    caller, _ = server.accept()
                    with caller:
                        caller.recv(1000)
                        caller.sendall(b"HTTP/1.0 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


def test_a_certificate_that_cannot_be_trusted_is_told(plain_port: int) -> None:
    assert ssl.HAS_TLSv1_2
    reason = refusal(f"https://127.0.0.1:{plain_port}/")
    assert "certificate" in reason
    assert "SSL_CERT_FILE" in reason


# Where it leads


def test_redirects_are_followed_and_counted(site: Site) -> None:
    for number in range(6):
        site.answer(f"/{number}", Reply(302, b"", {"Location": f"/{number + 1}"}))
    site.put("/6", "there")
    answer = get(site.url("/1"))
    assert (answer.url, body(answer)) == (site.url("/6"), b"there")
    assert "more than 5 times" in refusal(site.url("/0"))


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://post.example/", "http://a:b@c/"])
def test_a_redirect_cannot_lead_out_of_the_web(site: Site, place: str) -> None:
    site.answer("/a", Reply(301, b"", {"Location": place}))
    assert "leads to another place that is left out" in refusal(site.url("/a"))


def test_the_rules_of_the_host_that_it_leads_to_hold(site: Site) -> None:
    with site_on() as other:
        other.put("/robots.txt", "User-agent: *\nDisallow: /")
        other.put("/a", "there")
        site.answer("/a", Reply(301, b"", {"Location": other.url("/a")}))
        assert f"robots.txt of {other.address[7:]} forbids" in refusal(site.url("/a"))
        assert other.paths() == []


def test_a_proxy_is_used_but_where_it_shall_not(site: Site) -> None:
    proxies = {"http": site.address}
    site.put("http://post.example/a", "by proxy")
    assert body(get("http://post.example/a", manners=replace(QUICK, proxies=proxies))) == (
        b"by proxy"
    )
    site.put("/a", "direct")
    direct = replace(QUICK, proxies=proxies | {"no": "localhost, 127.0.0.1"})
    assert body(get(site.url("/a"), manners=direct)) == b"direct"


# What the host allows


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /private", "/private/a", False),
        ("User-agent: *\nDisallow: /private", "/public", True),
        ("User-agent: dateline\nDisallow: /", "/a", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Dateline\nAllow: /", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/in/a.pdf", False),
        ("<html>no rules</html>", "/a", True),
    ],
)
def test_robots(site: Site, rules: str, path: str, allowed: bool) -> None:
    site.put("/robots.txt", rules, "text/plain")
    url = site.put(path, "there")
    if allowed:
        assert body(get(url)) == b"there"
    else:
        assert "forbids it" in refusal(url)
        assert site.paths() == []


@pytest.mark.parametrize("status", [500, 503, 429])
def test_where_the_rules_cannot_be_had_nothing_is_fetched(site: Site, status: int) -> None:
    site.answer("/robots.txt", Reply(status))
    assert "robots.txt" in refusal(site.put("/a", "there"))
    assert site.paths() == []


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_where_there_are_no_rules_all_is_allowed(site: Site, status: int) -> None:
    site.answer("/robots.txt", Reply(status))
    assert body(get(site.put("/a", "there"))) == b"there"


@pytest.mark.parametrize(
    ("rules", "pause_s"),
    [
        ("", 0.1),
        ("User-agent: *\nCrawl-delay: 0.3", 0.3),
        ("User-agent: *\nRequest-rate: 5/1", 0.2),
    ],
)
def test_the_pace_of_a_host_is_kept(site: Site, rules: str, pause_s: float) -> None:
    site.put("/robots.txt", rules)
    fetcher = Fetcher(replace(QUICK, pause_s=0.1), LIMIT)
    for path in ("/a", "/b", "/c"):
        fetcher.get(url_of(site.put(path, path))).__exit__()
    fetcher.close()
    times = [one.at for one in site.asked]
    assert len(times) == 4
    # The rules themselves are asked for before the pace is known.
    assert all(later - earlier >= pause_s for earlier, later in pairwise(times[1:]))


def test_a_pace_that_is_too_slow_is_told(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 86400")
    began = time.monotonic()
    assert "asks for 86400 s" in refusal(site.put("/a", "there"))
    assert time.monotonic() - began < 2
