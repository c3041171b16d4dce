from corpus.document import Document
from corpus.repair import undo
from corpus.repair.mend import mend, unmended

FIRST = "The ferry leaves on Monday.The harbour is closed, the city said on Friday.\n"
SECOND = "The bridge stays open. It was built in 1931,and repaired last year, the city said."


def test_text_title_and_pages_move_together() -> None:
    read = Document(
        "a",
        FIRST + SECOND,
        "The bridge stays open,the ferry leaves the harbour",
        language="en",
        pages=(0, len(FIRST)),
    )
    mended = mend(read)
    document = mended.document
    assert document.title == "The bridge stays open, the ferry leaves the harbour"
    assert document.text.startswith("The ferry leaves on Monday. The harbour is closed")
    assert document.text[document.pages[1] :] == SECOND.replace("1931,and", "1931, and")
    assert (undo(mended.text), undo(mended.title)) == (read.text, read.title)
    assert document.id == "a"
    listed = mended.to_json()
    assert set(listed) == {"title", "text"}
    assert all(document.text[start:end] == after for start, end, _, after, _ in listed["text"])


def test_a_title_taken_from_the_text_is_no_second_witness() -> None:
    line = "The ferry leaves theharbour at the end of May. The harbour is closed to all."
    mended = mend(Document("a", line, line, language="en"))
    assert mended.document.text == line.replace("theharbour", "the harbour")
    assert mended.document.title == mended.document.text


def test_what_is_not_mended_is_as_it_was_read() -> None:
    read = Document("a", FIRST, "The bridge stays open,the ferry leaves the harbour", language="en")
    assert unmended(read).document == read
    assert unmended(read).to_json() == {}
