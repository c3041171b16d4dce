import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.sentences import LONGEST, Span, sentences

# Text as it comes: several scripts, marks that combine, emoji of more than one code point.
ALPHABET = "aB é́ñ.,;:!?()\"'“”«»…\n\t 0٣۱عربيّ،؟हिन्दी。漢字 👩‍👩‍👧 🇮🇶 \u00a0\u2028\u200b-"
PIECES = st.sampled_from(
    [
        "The bridge opens. ",
        "Dr. A. Smith said “Yes. No!” ",
        "مرحبا بالعالم. كيف حالك؟ ",
        "क्या हुआ? ठीक है। ",
        "橋は開く。",
        "👩‍👩‍👧 came 🇮🇶. ",
        "e\u0301t\u0301 ",
        "\n\n",
        " \n \t\n ",
        "x" * 700,
        "a, b; c: ",
        "3.5 per cent. ",
        "U.S. ",
        "He met Ms. ",
    ]
)
TEXTS = st.one_of(st.text(ALPHABET, max_size=300), st.lists(PIECES, max_size=60).map("".join))
LANGUAGES = st.sampled_from([None, "en", "ar", "hi", "ja", "xx", "English", ""])


def quoted(text: str, language: str | None = None) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, language)]


@given(TEXTS, LANGUAGES)
@example("", None)
@example(" \n\t\u2028", None)
@example("\u200b", None)
@example("x" * (LONGEST + 1), None)
@example("x" * LONGEST + " " * 700 + "y", None)
def test_every_character_but_space_lies_in_exactly_one_span(
    text: str, language: str | None
) -> None:
    spans = sentences(text, language)
    covered = [place for span in spans for place in range(span.start, span.end)]
    assert len(covered) == len(set(covered))
    assert {place for place, mark in enumerate(text) if not mark.isspace()} <= set(covered)


@given(TEXTS, LANGUAGES)
def test_spans_are_ordered_trimmed_and_not_too_long(text: str, language: str | None) -> None:
    end = 0
    for span in sentences(text, language):
        assert end <= span.start < span.end <= len(text)
        assert span.end - span.start <= LONGEST
        piece = text[span.start : span.end]
        assert piece == piece.strip()
        end = span.end


@given(TEXTS)
def test_the_same_text_gives_the_same_spans(text: str) -> None:
    assert sentences(text) == sentences(text)


def test_offsets_are_code_points() -> None:
    text = "👩‍👩‍👧 came. 🇮🇶 won! E\u0301te\u0301 is here."
    assert quoted(text) == ["👩‍👩‍👧 came.", "🇮🇶 won!", "E\u0301te\u0301 is here."]
    assert sentences(text)[1] == Span(12, 19)
    assert text[12:19] == "🇮🇶 won!"


def test_arabic_sentences() -> None:
    text = "افتتح الجسر اليوم. متى يغلق؟ لا أحد يعرف!"
    assert quoted(text, "ar") == ["افتتح الجسر اليوم.", "متى يغلق؟", "لا أحد يعرف!"]


def test_a_point_that_ends_no_sentence() -> None:
    text = "Dr. Venn paid 3.5 million. The U.S. envoy left at 5 p.m. on Monday."
    assert quoted(text) == [
        "Dr. Venn paid 3.5 million.",
        "The U.S. envoy left at 5 p.m. on Monday.",
    ]


def test_a_blank_line_ends_a_sentence_and_a_line_break_does_not() -> None:
    assert quoted("The bridge\nis open.\n \n\nA headline\n\nText.") == [
        "The bridge\nis open.",
        "A headline",
        "Text.",
    ]


@pytest.mark.parametrize(
    ("joint", "within"), [("\n", "; "), ("; ", ", "), (": ", ", "), (", ", " "), (" ", "")]
)
def test_a_long_sentence_is_cut_at_its_widest_joint(joint: str, within: str) -> None:
    part = within.join(["word"] * (250 // (4 + len(within))))
    text = joint.join([part, part, part, part])
    pieces = quoted(text)
    assert all(piece.startswith("word") for piece in pieces)
    assert pieces[0] == joint.join([part, part]) + joint.strip()


def test_a_word_without_end_is_cut_hard() -> None:
    assert [len(piece) for piece in quoted("x" * (2 * LONGEST + 7))] == [LONGEST, LONGEST, 7]


def test_a_sentence_of_the_limit_stays_whole() -> None:
    text = ", ".join(["word"] * 100)[: LONGEST - 1] + "."
    assert len(text) <= LONGEST
    assert quoted(text) == [text]


def test_a_title_waits_for_its_name() -> None:
    assert quoted("He met Ms. Brown of Ft. Worth. Cllr. Rook left.") == [
        "He met Ms. Brown of Ft. Worth.",
        "Cllr. Rook left.",
    ]
    assert quoted("He met Ms.\n\nBrown was her name.") == ["He met Ms.", "Brown was her name."]
    assert quoted("He wrote to Ms.") == ["He wrote to Ms."]
