import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.signatures import SIZE, WIDTH, containment, packed, sketch, unpacked

TEXTS = st.lists(st.sampled_from("the bridge opens again on monday said venn".split())).map(
    " ".join
)


def numbered(first: int, end: int) -> str:
    return " ".join(f"w{number}" for number in range(first, end))


@given(TEXTS)
def test_a_sketch_is_short_sorted_and_comes_back_as_it_was_packed(text: str) -> None:
    found = sketch(text)
    assert len(found) <= SIZE
    assert (np.diff(found.astype(np.int64)) > 0).all()
    assert (unpacked(packed(found)) == found).all()
    assert bool(len(found)) == bool(text)


def test_case_spaces_and_marks_do_not_count() -> None:
    assert (sketch("The  bridge\nopens, again!") == sketch("the bridge opens again")).all()


def test_each_shingle_has_one_hash() -> None:
    assert len(sketch(numbered(0, 20))) == 20 - WIDTH + 1
    assert len(sketch("one two")) == 1
    assert len(sketch("a b c a b c")) == 3
    assert len(sketch(" … ")) == 0


def test_the_order_of_words_counts() -> None:
    assert containment(sketch("venn told oswin"), sketch("oswin told venn")) == 0


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 1.0])
def test_containment_is_estimated_whatever_the_lengths(share: float) -> None:
    length = 600
    whole = sketch(numbered(0, 4 * length))
    start = int(4 * length - share * length)
    found = containment(whole, sketch(numbered(start, start + length)))
    # Of a part that is a quarter as long, a quarter of the sketch can be compared: about 16 hashes.
    assert found == pytest.approx(share, abs=0.3)
    assert found == containment(sketch(numbered(start, start + length)), whole)


def test_an_empty_text_is_in_nothing() -> None:
    assert containment(sketch(""), sketch("")) == 0
    assert containment(sketch(""), sketch("a b c")) == 0
