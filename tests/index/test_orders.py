import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.web.address import url_of
from index.orders import Orders, Roots, Said, roots_from_json, roots_to_json

FILE = Path("/in/deep/a.csv")
PLAIN = Orders([Path("/in")])
REMEMBERED: Roots = {
    Path("/in"): Said("Post", {"title": "headline"}),
    Path("/in/deep"): Said("Herald"),
    Path("/input"): Said("Nobody"),
}


@pytest.mark.parametrize(
    "said",
    [
        {"publisher": "Post"},
        {"fields": {"title": "headline"}},
        {"max_bytes": 5},
        {"remembered": REMEMBERED},
    ],
    ids=str,
)
def test_what_changes_a_document_changes_the_settings(said: dict[str, Any]) -> None:
    assert replace(PLAIN, **said).settings(FILE) != PLAIN.settings(FILE)


@pytest.mark.parametrize("said", [{"include_removed": True}, {"roots": [Path("/else")]}], ids=str)
def test_the_settings_leave_the_rest_out(said: dict[str, Any]) -> None:
    assert replace(PLAIN, **said).settings(FILE) == PLAIN.settings(FILE)


def test_settings_are_the_same_in_any_order() -> None:
    one, two = ({"a": "1", "b": "2"}, {"b": "2", "a": "1"})
    settings = {replace(PLAIN, fields=fields).settings(FILE) for fields in (one, two)}
    assert len(settings) == 1


def test_a_reader_is_told_what_was_said() -> None:
    said = replace(PLAIN, publisher="Post", fields={"title": "headline"}, max_bytes=5)
    source = said.source(Path("/in/a.txt"))
    assert (source.path, source.publisher) == (Path("/in/a.txt"), "Post")
    assert (source.fields, source.max_bytes) == ({"title": "headline"}, 5)


@pytest.mark.parametrize(
    ("path", "publisher"),
    [("/in/a.txt", "Post"), ("/in", "Post"), ("/in/deep/er/a.txt", "Herald"), ("/a.txt", None)],
)
def test_what_was_said_before_of_the_nearest_folder_holds(path: str, publisher: str | None) -> None:
    orders = replace(PLAIN, remembered=REMEMBERED)
    assert orders.said(Path(path)).publisher == publisher
    assert orders.source(Path(path)).publisher == publisher


def test_what_is_said_now_holds_more() -> None:
    orders = replace(PLAIN, remembered=REMEMBERED, publisher="Courier")
    assert orders.said(Path("/in/a")) == Said("Courier", {"title": "headline"})
    assert replace(orders, fields={}).said(Path("/in/a")) == Said("Courier", {})


def test_an_empty_publisher_takes_back_what_was_said() -> None:
    assert replace(PLAIN, remembered=REMEMBERED, publisher="").said(FILE).publisher is None


def test_roots_are_the_same_after_writing_and_reading() -> None:
    odd: Roots = {Path(os.fsdecode(b"/in/\xff\n")): Said(None, {"a": "b"})}
    online: Roots = {url_of("https://post.example/feed?a=b"): Said("Post")}
    roots: Roots = {**REMEMBERED, **odd, **online}
    assert roots_from_json(roots_to_json(roots)) == roots
