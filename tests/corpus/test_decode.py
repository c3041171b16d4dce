import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.decode import NotText, decode

FRENCH = "Le café à Paris a fermé; où êtes-vous allés, près de la forêt?"
RUSSIAN = "Мост в гавани снова закрыт, сказал владелец кафе."
JAPANESE = "港の橋はまた閉じられたと店主が言った。この町の人々は驚いた。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@given(
    text=st.text(
        st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n"), min_size=1
    )
)
def test_what_says_its_encoding_comes_back_letter_for_letter(text: str, encoding: str) -> None:
    text = "a" + text
    assert decode(text.encode(encoding)) == (text, None)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_either_byte_order_is_read_by_its_mark(encoding: str) -> None:
    assert decode(("\ufeff" + FRENCH).encode(encoding)) == (FRENCH, None)


@pytest.mark.parametrize(
    ("data", "text"),
    [(b"a\r\nb\rc\nd", "a\nb\nc\nd"), (b"a\r\r\nb", "a\n\nb"), (b"\ta\fb\v", "\ta\fb\v")],
)
def test_line_ends_are_made_one_kind_and_nothing_else_changes(data: bytes, text: str) -> None:
    assert decode(data) == (text, None)


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t ", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b"\xc2\xa0"]
)
def test_what_holds_no_letter_is_empty(data: bytes) -> None:
    with pytest.raises(NotText, match=r"^empty$"):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"text\0text", bytes(range(256)), b"\x7fELF\x02\x01\x01\0"],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(NotText, match=r"^binary, not text$"):
        decode(data)


@pytest.mark.parametrize("data", [codecs.BOM_UTF8 + b"\xff\xff", codecs.BOM_UTF16_LE + b"a"])
def test_a_mark_that_lies_is_refused(data: bytes) -> None:
    with pytest.raises(NotText, match=r"^starts as utf-.* but is not: "):
        decode(data)


@pytest.mark.parametrize("times", [1, 30])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [(FRENCH, "cp1252"), (RUSSIAN, "cp1251"), (JAPANESE, "cp932")],
    ids=["western", "cyrillic", "japanese"],
)
def test_an_old_encoding_is_guessed_and_named(text: str, encoding: str, times: int) -> None:
    assert decode((text * times).encode(encoding)) == (text * times, encoding)


@pytest.mark.parametrize(
    "text", [FRENCH * 5, RUSSIAN, JAPANESE], ids=["french", "russian", "japanese"]
)
def test_a_spoilt_byte_costs_one_letter_of_utf8_only(text: str) -> None:
    data = text.encode()
    assert decode(data + b"\xff" + data) == (
        f"{text}\ufffd{text}",
        "UTF-8, unreadable in 1 place(s)",
    )
    assert decode(data * 9 + data[:-1])[0].startswith(text * 9)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_reason(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except NotText:
        return
    assert text.strip()
    assert "\r" not in text
    text.encode()


def test_a_long_file_with_one_spoilt_byte_is_read_soon() -> None:
    data = (RUSSIAN * 40).encode() + b"\xff" + (RUSSIAN * 120_000).encode()
    started = time.monotonic()
    assert decode(data)[1] == "UTF-8, unreadable in 1 place(s)"
    assert time.monotonic() - started < 5
