"""Files that real programs made of the shipped articles; tests/data/files/README.md says how."""

import re
from pathlib import Path

import pytest

import corpus
from corpus.document import Document
from corpus.readers.source import Source
from tests.corpus.readers.hostile import FILES
from tests.corpus.support import read_one, read_path

ARTICLES = Path(corpus.__file__).parent / "articles"
COALITION = "2025-02-09-coalition-withdrawal.txt"
FERRY = "2024-08-20-sorra-ferry-timetable.md"
SCHOOL = "2024-10-18-school-merger-vote.md"
MILLBANK = "2024-10-25-millbank-building.md"


def source(name: str) -> Document:
    """A shipped article, as the readers of its own format give it."""
    return read_one(name, (ARTICLES / name).read_bytes())


def words(text: str) -> str:
    """A text by its words: quotation marks as some programs set them, and one space for any."""
    straight = text.replace("’", "'").replace("“", '"').replace("”", '"')
    return " ".join(re.sub(r"-\n", "-", straight).split())


def made(name: str, publisher: str | None = None) -> Document:
    documents, notes = read_path(FILES / name, publisher=publisher)
    assert (len(documents), notes) == (1, [])
    return documents[0]


@pytest.mark.parametrize(
    ("name", "article", "before"),
    [
        ("saved-page.html", "2024-03-15-harbour-bridge-contract.md", ""),
        ("pandoc.html", "2025-01-24-quayside-flood-wall.md", "2025-01-24"),
        (
            "pandoc.docx",
            "2025-01-24-quayside-flood-wall.md",
            "Will the Quayside wall hold? Nell Garrow 2025-01-24",
        ),
        (
            "libreoffice.docx",
            "2024-05-14-venn-sworn-in.md",
            "Venn sworn in as mayor and promises to publish bridge contract"
            " The Osterhithe Courier 14 May 2024",
        ),
        ("libreoffice.pdf", COALITION, "Shafaq News 2025-02-09"),
        (
            "chromium-print.pdf",
            "2025-04-11-bridge-delayed-again.md",
            "First half of Harbour Bridge deck arrives, opening put back to late 2026"
            " The Osterhithe Courier Published 11 April 2025",
        ),
    ],
)
def test_the_article_is_all_there_and_nothing_else(name: str, article: str, before: str) -> None:
    assert words(made(name).text) == f"{before} {words(source(article).text)}".strip()


def test_paragraphs_stay_apart_and_lines_do_not() -> None:
    for name, article in [
        ("libreoffice.pdf", COALITION),
        ("chromium-print.pdf", "2025-04-11-bridge-delayed-again.md"),
        ("saved-page.html", "2024-03-15-harbour-bridge-contract.md"),
    ]:
        blocks = [words(block) for block in made(name).text.split("\n\n")]
        wanted = [words(block) for block in source(article).text.split("\n\n")]
        # One paragraph ends where page one does: only the words can tell that.
        assert len(set(wanted) - set(blocks)) <= 1


def test_a_saved_page_says_all_of_itself() -> None:
    page = made("saved-page.html")
    article = source("2024-03-15-harbour-bridge-contract.md")
    for field in ("title", "publisher", "published_at", "authors", "url", "language"):
        assert getattr(page, field) == getattr(article, field)
    assert dict(page.found_in) == {
        "title": "og:title",
        "publisher": "og:site_name",
        "published_at": "article:published_time",
        "authors": "JSON-LD author",
        "url": "link rel=canonical",
        "language": "html lang",
    }


@pytest.mark.parametrize(
    ("name", "title", "day"),
    [
        ("pandoc.html", "Will the Quayside wall hold?", "2025-01-24"),
        ("pandoc.docx", "Will the Quayside wall hold?", "2025-01-24"),
        (
            "libreoffice.docx",
            "Venn sworn in as mayor and promises to publish bridge contract",
            "2024-05-14",
        ),
        ("libreoffice.pdf", "Coalition withdrawal from Iraq", "2025-02-09"),
        (
            "chromium-print.pdf",
            "First half of Harbour Bridge deck arrives, opening put back to late 2026",
            "2025-04-11",
        ),
    ],
)
def test_title_and_date_are_found_and_the_publisher_is_the_users(
    name: str, title: str, day: str
) -> None:
    document = made(name, publisher="The Courier")
    assert (document.title, document.published_at) == (title, day)
    assert (document.publisher, document.language) == ("The Courier", "en")
    assert dict(document.found_in)["publisher"] == "--publisher"


@pytest.mark.parametrize(
    ("name", "second"),
    [
        ("libreoffice.pdf", "satellites, drones, and"),
        ("chromium-print.pdf", "Petra Oswin, head of the harbour"),
    ],
)
def test_the_pages_of_a_pdf_start_where_they_do_on_paper(name: str, second: str) -> None:
    document = made(name)
    assert document.pages[0] == 0
    assert len(document.pages) == 2
    assert document.text[document.pages[1] :].startswith(second)
    assert document.page_of(document.text.index(second)) == 2
    assert document.page_of(document.text.index(second) - 1) == 1


def test_a_word_broken_over_two_lines_keeps_its_break() -> None:
    assert "Sabah Al-\nNuman, confirmed" in made("libreoffice.pdf").text


def test_a_book_is_a_document_for_each_chapter() -> None:
    documents, notes = read_path(FILES / "pandoc.epub")
    assert notes == []
    for chapter, name in zip(documents, (FERRY, SCHOOL, MILLBANK), strict=True):
        article = source(name)
        assert chapter.title == article.title
        assert words(chapter.text) == f"{words(article.title)} {words(article.text)}"
        assert (chapter.publisher, chapter.published_at) == ("The Osterhithe Courier", "2024-12-31")
        assert chapter.authors == ("Nell Garrow", "Pim Haddow")
        assert chapter.language == "en"
    assert len({chapter.id for chapter in documents}) == 3


def test_ids_come_from_the_path_alone() -> None:
    at = Source(FILES / "saved-page.html")
    assert made("saved-page.html").id == at.document_id()
    (first, *_), _ = read_path(FILES / "pandoc.epub")
    assert first.id == Source(FILES / "pandoc.epub").member("EPUB/text/ch001.xhtml").document_id()
