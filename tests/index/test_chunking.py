from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.chunking import Chunking, chunk
from index.sentences import Span, sentences
from tests.index.support import ARTICLES

WORDS = st.sampled_from(
    ["bridge", "الجسر", "👩‍👩‍👧", "e\u0301t\u0301", "3.5", "Dr.", "\n\n", "q" * 700]
)
TEXTS = st.lists(
    st.lists(WORDS, min_size=1, max_size=9).map(lambda words: " ".join(words) + ". "), max_size=30
).map("".join)
CHUNKINGS = st.builds(Chunking, st.integers(1, 40), st.integers(0, 3))


def count(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def cut(text: str, chunking: Chunking) -> list[str]:
    return [text[span.start : span.end] for span in chunk(text, count, chunking)]


@given(TEXTS, CHUNKINGS)
def test_a_chunk_never_cuts_a_sentence_and_all_are_covered(text: str, chunking: Chunking) -> None:
    whole = sentences(text)
    starts, ends = {span.start for span in whole}, {span.end for span in whole}
    chunks = chunk(text, count, chunking)
    for span in chunks:
        assert span.start in starts
        assert span.end in ends
    for sentence in whole:
        assert any(one.start <= sentence.start and sentence.end <= one.end for one in chunks)
    assert [one.start for one in chunks] == sorted({one.start for one in chunks})


@given(TEXTS, CHUNKINGS)
def test_only_a_single_sentence_is_over_the_limit(text: str, chunking: Chunking) -> None:
    for span in chunk(text, count, chunking):
        inside = [one for one in sentences(text) if span.start <= one.start < span.end]
        lengths = count([text[one.start : one.end] for one in inside])
        assert sum(lengths) <= chunking.tokens or len(inside) == 1


@given(TEXTS, st.integers(1, 40))
def test_without_overlap_a_chunk_takes_all_that_fits(text: str, tokens: int) -> None:
    chunks = chunk(text, count, Chunking(tokens))
    for one, following in pairwise(chunks):
        assert one.end <= following.start
        pieces = [span for span in sentences(text) if one.start <= span.start <= following.start]
        assert sum(count([text[span.start : span.end] for span in pieces])) > tokens


@given(TEXTS, CHUNKINGS)
def test_the_same_text_gives_the_same_chunks(text: str, chunking: Chunking) -> None:
    assert chunk(text, count, chunking) == chunk(text, count, chunking)


TEXT = "One two three. Four five. Six seven eight nine. Ten."


@pytest.mark.parametrize(
    ("chunking", "expected"),
    [
        (Chunking(100), [TEXT]),
        (Chunking(5), ["One two three. Four five.", "Six seven eight nine. Ten."]),
        (Chunking(1), ["One two three.", "Four five.", "Six seven eight nine.", "Ten."]),
        (
            Chunking(6, overlap=1),
            ["One two three. Four five.", "Four five. Six seven eight nine.",
             "Six seven eight nine. Ten."],
        ),
    ],
)  # fmt: skip
def test_chunks_of_a_text(chunking: Chunking, expected: list[str]) -> None:
    assert cut(TEXT, chunking) == expected


@pytest.mark.parametrize("text", ["", " \n\n\t "])
def test_no_text_no_chunk(text: str) -> None:
    assert chunk(text, count, Chunking()) == []


def test_a_paragraph_break_stays_inside_a_chunk() -> None:
    assert chunk("One.\n\nTwo.", count, Chunking(64)) == [Span(0, 10)]


def test_the_name_tells_chunkings_apart() -> None:
    names = {Chunking(tokens, overlap).name for tokens in (32, 64) for overlap in (0, 1)}
    assert len(names) == 4
    assert Chunking().name == "sentences:64+0"


def test_a_shipped_article() -> None:
    text = (ARTICLES / "2025-02-09-coalition-withdrawal.txt").read_text(encoding="utf-8")
    chunks = chunk(text, count, Chunking(64))
    assert len(chunks) > 2
    for span in chunks:
        assert len(text[span.start : span.end].split()) <= 64
