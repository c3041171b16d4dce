import json
from pathlib import Path

import pytest

from tests.api import test_cli
from tests.api.support import ARTICLES, lines
from tests.api.test_cli import Run, refused

run = test_cli.run

ASKED = "How many vehicles a day did the Harbour Bridge swing bridge carry?"


def test_a_quote_is_shown_with_what_differs(run: Run) -> None:
    run("index", ARTICLES)
    done = run("locate", "“with the loss of 212 jobs, the company said on Tuesday”")
    assert (done.code, done.err) == (0, "")
    shown = done.out.splitlines()
    assert shown[0] == "Found word for word in 3 documents, altered in 1 document."
    assert shown[2].startswith("1. Northreach Press Agency · 2023-11-22T06:00:00+01:00 · ")
    assert shown[3] == "   “with the loss of 212 jobs, the company said on Tuesday”"
    assert shown[4].startswith("   word for word, characters ")
    assert shown[-1] == "   - quoted as “212”, it says “221”"
    done = run("locate", "swing bridge, opened in 1962, carries ... vehicles every day", "--json")
    (match,) = done.json["matches"]
    assert [(one["quote"], one["text"]) for one in match["changes"]] == [("every", "a")]
    done = run("locate", "swing bridge, opened in 1962 ... 9,400 vehicles very many a day between")
    assert "   - only the quote has “very many”" in done.out
    assert "   - left out, as the ellipsis says: “carries about”" in done.out
    done = run("locate", "swing bridge, opened in 1962, carries about vehicles a day between")
    assert "   - the quote leaves out “9,400”" in done.out
    done = run("locate", "a tenor sang to nobody in the rain")
    assert done.code == 0
    assert done.out.startswith("Not here: ")
    assert run("locate", "a tenor sang to nobody", "--json").json == {"found": False, "matches": []}
    refused(run("locate", "bridge"), 2, "the one word 'bridge'")
    refused(run("locate", ""), 2, "the quote is empty")
    refused(run("locate", "\udcff"), 2, "the quote is empty")


def test_an_empty_archive_says_what_to_do(run: Run) -> None:
    done = run("locate", "a tenor sang to nobody")
    assert "is empty: fill it with dateline index PATH" in done.err


def test_an_answer_is_verified_months_later(run: Run) -> None:
    text = (ARTICLES / "2023-03-16-harbour-bridge-closed.md").read_text(encoding="utf-8")
    article = Path("bridge.md")
    article.write_text(text, encoding="utf-8")
    run("index", article)
    Path("answer.json").write_text(run("ask", ASKED, "--json").out, encoding="utf-8")
    done = run("verify", "answer.json")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("[1] holds: “The swing bridge, opened in 1962, carries about 9,400")
    assert done.out.endswith(" citations hold.\n")
    article.write_text(text.replace("9,400", "8,400"), encoding="utf-8")
    run("index", article)
    done = run("verify", "answer.json")
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("[1] CHANGED: “")
    assert "   - quoted as “9,400”, it says “8,400”" in done.out
    (one, *_) = run("verify", "answer.json", "--json").json["citations"]
    assert one["state"] == "changed"
    article.unlink()
    run("index", article)
    run("remove", one["document_id"])
    done = run("verify", "answer.json")
    assert done.code == 1
    assert f"GONE: “{one['text']}”\n    {one['document_id']} is not in this archive." in done.out


def test_what_is_no_answer_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    refused(run("verify", "nowhere.json"), 2, "cannot read nowhere.json")
    Path("folder").mkdir()
    refused(run("verify", "folder"), 2, "cannot read folder")
    refused(run("verify", "a\0b"), 2, "a\0b")
    for content, part in [
        (b"", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "no answer of dateline ask --json"),
        (b"{}", "citations: Field required"),
        (b'{"citations": [{}]}', "citations.0.document_id: Field required"),
        (
            b'{"citations": [{"document_id": "a", "version": "v", "start": "1", "end": 2, '
            b'"text": "t"}]}',
            "citations.0.start: Input should be a valid integer",
        ),
    ]:
        Path("x.json").write_bytes(content)
        refused(run("verify", "x.json"), 2, "x.json", part)
    Path("x.json").write_bytes(b" " * 20_000_001)
    refused(run("verify", "x.json"), 2, "larger than 20,000,000 bytes")


def test_an_answer_without_citations_has_nothing_to_verify(run: Run) -> None:
    lines(Path("answer.json"), {"status": "not_found", "citations": [], "leads": [{}]})
    done = run("verify", "answer.json")
    assert (done.code, done.out) == (0, "The answer has no citations.\n")


def test_a_sentence_that_is_not_there_any_more_is_told(run: Run) -> None:
    lines(Path("a.jsonl"), {"id": "a", "text": "The ferry sails at noon."})
    run("index", "a.jsonl")
    citation = {"document_id": "a", "version": "v", "start": 0, "end": 9, "text": "No ferries"}
    lines(Path("answer.json"), {"citations": [citation]})
    done = run("verify", "answer.json")
    assert done.code == 1
    assert done.out.splitlines()[1] == "    a says nothing like it any more."
    assert json.loads(run("verify", "answer.json", "--json").out)["citations"][0]["now"] is None
