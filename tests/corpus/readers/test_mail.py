from email.message import EmailMessage

import pytest

from tests.corpus.support import read, read_one, refusal

SAID = "The bridge opens on Monday, the city said."


def letter(body: str | None = SAID, page: str | None = None, **headers: str) -> bytes:
    message = EmailMessage()
    given = {"Subject": "Bridge opens", "From": "Nell Garrow <nell@courier.example>"}
    for name, value in (given | headers).items():
        message[name.replace("_", "-")] = value
    if body is not None:
        message.set_content(body)
    if page is not None:
        (message.set_content if body is None else message.add_alternative)(page, subtype="html")
    return bytes(message)


def test_a_letter_is_a_document() -> None:
    document = read_one(
        "a.eml",
        letter(Date="Sun, 09 Feb 2025 23:30:00 +0300", Message_ID="<1@courier.example>"),
    )
    assert (document.id, document.text, document.title) == (
        "1@courier.example",
        SAID,
        "Bridge opens",
    )
    assert document.published_at == "2025-02-09T23:30:00+03:00"
    assert (document.authors, document.publisher) == (("Nell Garrow",), None)
    assert dict(document.found_in)["published_at"] == "Date header"


@pytest.mark.parametrize("plain", [None, SAID])
def test_the_plain_part_comes_first_and_else_the_page(plain: str | None) -> None:
    page = f"<html><body><script>no()</script><p>{SAID}</p></body></html>"
    assert read_one("a.eml", letter(plain, page)).text == SAID


@pytest.mark.parametrize("charset", ["utf-8", "cp1256"])
def test_text_in_any_charset(charset: str) -> None:
    message = EmailMessage()
    message["Subject"] = "الجسر الجديد"
    message.set_content("وافق مجلس المدينة على عقد بناء الجسر.", charset=charset, cte="base64")
    document = read_one("a.eml", bytes(message))
    assert document.text == "وافق مجلس المدينة على عقد بناء الجسر."
    assert document.title == "الجسر الجديد"


def test_a_letter_without_text() -> None:
    assert refusal("a.eml", letter(body="")) == "a letter without text"
    assert refusal("a.eml", b"") == "a letter without text"


def test_every_letter_of_a_mailbox_is_read() -> None:
    letters = [letter(f"{SAID}\n\nFrom here on, number {n}.") for n in range(3)]
    quoted = [each.replace(b"\nFrom here", b"\n>From here") for each in letters]
    box = b"".join(b"From nell Sun Feb  9 12:00:00 2025\n" + each + b"\n" for each in quoted)
    documents, notes = read("a.mbox", box)
    assert notes == []
    assert [document.text for document in documents] == [
        f"{SAID}\n\nFrom here on, number {n}." for n in range(3)
    ]
    assert len({document.id for document in documents}) == 3


def test_a_letter_over_the_limit_costs_only_itself() -> None:
    boxed = [b"From a\n" + letter(text) + b"\n" for text in (SAID, "x y z. " * 10_000, SAID)]
    documents, notes = read("a.mbox", b"".join(boxed), max_bytes=20_000)
    assert len(documents) == 2
    assert [note.where for note in notes] == ["/archive/a.mbox:2"]


def test_the_same_letter_twice_is_told() -> None:
    boxed = b"From a\n" + letter(Message_ID="<1@c.example>") + b"\n"
    documents, notes = read("a.mbox", boxed * 2)
    assert len(documents) == 1
    assert notes[0].reason == "id '1@c.example' was given before, by letter 1"


def test_a_file_that_is_no_mailbox() -> None:
    assert refusal("a.mbox", b"hello\n").startswith("not a mailbox")
