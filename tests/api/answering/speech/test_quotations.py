import pytest

from api.answering.speech.quotations import closed, quotations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said "a b" and "c".', ['"a b"', '"c"']),
        ("“A.” and “B”", ["“A.”", "“B”"]),
        ("''A,'' he said.", ["''A,''"]),
        ('as"B c" was', ['"B c"']),
        ("“A\n\n“B” c", ["“A", "“B”"]),
        ('It shifted to " b c."', ['" b c."']),
        ("It's o'clock", []),
        ("“", []),
    ],
)
def test_quotations(text: str, found: list[str]) -> None:
    spans = quotations(text)
    assert [text[one.start : one.end] for one in spans] == found


def test_a_quotation_without_a_mark_at_its_end_is_not_closed() -> None:
    text = "“A\n\n“B” c"
    assert [closed(text, one) for one in quotations(text)] == [False, True]
