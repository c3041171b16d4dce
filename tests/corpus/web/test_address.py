from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.web.address import Url, place_of, url_of


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://Post.example", "https://post.example/"),
        ("HTTP://post.example:80/a#part", "http://post.example/a"),
        ("https://post.example:443/a?b=1", "https://post.example/a?b=1"),
        ("http://post.example:8080/a b/ü", "http://post.example:8080/a%20b/%C3%BC"),
        (" https://post.example/a/../b\n", "https://post.example/b"),
    ],
)
def test_a_url_has_one_form(text: str, url: str) -> None:
    place = place_of(text.strip())
    assert isinstance(place, Url)
    assert (place, url_of(text)) == (url, url)


@given(st.text("aü/%20 .?&#é:@~", max_size=30))
def test_the_one_form_is_steady(path: str) -> None:
    once = url_of(f"https://post.example/{path}")
    assert url_of(once) == once
    assert (once.origin, once.host) == ("https://post.example", "post.example")


@pytest.mark.parametrize("text", ["a.txt", "/in/a.txt", "http:/a", "in/http://x", "C:/a", "."])
def test_what_is_no_url_is_a_path(text: str) -> None:
    assert place_of(text) == Path(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ftp://post.example/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://", "not a URL"),
        ("http://post.example:port/", "not a URL"),
        ("https://me:secret@post.example/", "name it without"),
        ("https://post.example/" + "a" * 3000, "not a URL"),
    ],
)
def test_what_cannot_be_fetched_is_told(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as refused:
        place_of(text)
    assert "secret" not in str(refused.value)


def test_a_link_is_read_where_it_stands() -> None:
    assert url_of("../b?c", "https://post.example/a/d/") == "https://post.example/a/b?c"
    assert url_of("//herald.example/x", "https://post.example/") == "https://herald.example/x"
    with pytest.raises(ValueError, match="only http"):
        url_of("javascript:alert(1)", "https://post.example/")
