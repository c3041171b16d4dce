from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.engine import Engine
from api.locating.records import Checked, Citation
from tests.api.support import NOW, index, lines, opened

FIRST = "The council met on Monday in the old town hall, and everybody came to hear it speak."
SENTENCE = "The new bridge will open on 3 May and carry 9,400 cars a day."
LAST = "Nobody knows what the ferry will do then, said the harbour master on the radio."
TEXT = f"{FIRST} {SENTENCE} {LAST}"


def cited(engine: Engine, text: str = SENTENCE, document_id: str = "a") -> Citation:
    document = engine.document(document_id).document
    start = document.text.index(text)
    return Citation(1, document_id, document.version, start, start + len(text), text)


def after(tmp_path: Path, text: str | None, title: str = "") -> tuple[Citation, Checked]:
    """Cite a sentence, let its document be another, and check the citation."""
    with opened(tmp_path / "home") as engine:
        row = {"id": "a", "text": TEXT}
        index(engine, lines(tmp_path / "a.jsonl", row, {"id": "b", "text": "Another text."}))
        citation = cited(engine)
        rows = [] if text is None else [row | {"text": text, "title": title}]
        index(engine, lines(tmp_path / "a.jsonl", *rows, {"id": "b", "text": "Another text."}))
        (checked,) = engine.verify([citation])
        if checked.now is not None:
            document = engine.document("a").document
            there = checked.now.place.stretch
            assert document.text[there.start : there.end] == there.text
            assert checked.now.version == document.version
        return citation, checked


def test_what_stays_is_verified(tmp_path: Path) -> None:
    citation, checked = after(tmp_path, TEXT)
    assert checked.state == "verified"
    assert checked.now is not None
    assert checked.now.version == citation.version
    assert checked.now.place.stretch.start == citation.start


def test_what_only_moved_within_its_document_is_verified(tmp_path: Path) -> None:
    citation, checked = after(tmp_path, f"Correction: a name was wrong. {TEXT}", "New title")
    assert checked.state == "verified"
    assert checked.now is not None
    assert checked.now.version != citation.version
    assert checked.now.place.stretch.start == citation.start + 30


def test_a_changed_word_is_told(tmp_path: Path) -> None:
    _, checked = after(tmp_path, TEXT.replace("3 May", "9 June"))
    assert checked.state == "changed"
    assert checked.now is not None
    assert checked.now.place.stretch.text == SENTENCE.replace("3 May", "9 June")
    (change,) = checked.now.place.changes
    assert (change.quote.text, change.document.text) == ("3 May", "9 June")


def test_a_sentence_that_was_rewritten_is_found_between_its_neighbours(tmp_path: Path) -> None:
    other = "An opening date has not been fixed"
    _, checked = after(tmp_path, f"{FIRST} {other}. {LAST}")
    assert checked.state == "changed"
    assert checked.now is not None
    assert checked.now.place.stretch.text == other


def test_a_sentence_that_is_struck_out_has_no_place(tmp_path: Path) -> None:
    for text in (f"{FIRST} {LAST}", "Something else altogether."):
        _, checked = after(tmp_path, text)
        assert (checked.state, checked.now) == ("changed", None)


def test_a_document_that_is_removed_is_gone(tmp_path: Path) -> None:
    _, checked = after(tmp_path, None)
    assert (checked.state, checked.now) == ("gone", None)
    with opened(tmp_path / "other") as engine:
        index(engine, lines(tmp_path / "b.jsonl", {"id": "a", "text": TEXT}))
        citation = cited(engine)
        engine.remove(["a"], NOW)
        assert engine.verify([citation])[0].state == "gone"


def test_a_document_whose_file_moved_is_followed(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    with opened(tmp_path / "home") as engine, opened(tmp_path / "anew") as anew:
        (folder / "old.txt").write_text(TEXT)
        index(engine, folder)
        (row,) = engine.documents()
        citation = cited(engine, document_id=row.id)
        (folder / "old.txt").rename(folder / "new.txt")
        assert index(engine, folder).moved == 1
        # An archive that is built only now knows the document by its new place.
        index(anew, folder)
        (other,) = anew.documents()
        assert other.id != row.id
        (one, two) = engine.verify([citation, replace(citation, document_id=other.id)])
        assert (one.state, two.state) == ("verified", "verified")
        assert one.now == two.now
        assert one.now is not None
        assert one.now.document_id == row.id


@pytest.mark.parametrize(
    ("wrong", "state"),
    [
        ({"start": 3}, "changed"),
        ({"end": 10**9}, "changed"),
        ({"start": 10**30, "end": 10**30 + 1}, "changed"),
        ({"text": "The new bridge will open on 4 May and carry 9,400 cars a day."}, "changed"),
        ({"text": ""}, "changed"),
        ({"text": "?" * 100_000}, "changed"),
        ({"text": "so it is " * 10_000}, "changed"),
        ({"text": "\ud800\0"}, "changed"),
        ({"version": "\ud800"}, "verified"),
        ({"document_id": "\ud800"}, "gone"),
        ({"document_id": "nobody"}, "gone"),
        ({"document_id": ""}, "gone"),
    ],
)
def test_nothing_false_is_verified(tmp_path: Path, wrong: dict[str, int | str], state: str) -> None:
    with opened(tmp_path / "home") as engine:
        index(engine, lines(tmp_path / "a.jsonl", {"id": "a", "text": TEXT}))
        citation = replace(cited(engine), **wrong)  # type: ignore[arg-type]
        assert engine.verify([citation])[0].state == state


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.text(max_size=10))
def test_verified_is_what_stands_there(town: Engine, start: int, end: int, text: str) -> None:
    document = town.document("npa-2024-09-17-water").document
    true = Citation(1, document.id, document.version, start, end, document.text[start:end])
    false = replace(true, text=text)
    for citation in (true, false):
        (checked,) = town.verify([citation])
        holds = start < end and document.text[start:end] == citation.text
        assert (checked.state == "verified") == holds


def test_every_citation_is_told_of_in_order(town: Engine) -> None:
    row = town.document("npa-2024-09-17-water").document
    one = Citation(1, row.id, row.version, 0, 10, row.text[:10])
    states = [checked.state for checked in town.verify([one, replace(one, document_id="x"), one])]
    assert states == ["verified", "gone", "verified"]
    assert town.verify([]) == []
