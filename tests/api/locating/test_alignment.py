from hypothesis import given
from hypothesis import strategies as st

from api.locating.alignment import Alignment, align

FEW = st.lists(st.sampled_from("abcd"), min_size=1, max_size=9)
TEXT = st.lists(st.sampled_from("abcdxy"), max_size=16)


def aligned(quote: str, text: str, cuts: set[int] | None = None) -> Alignment:
    found = align(quote.split(), text.split(), cuts or set(), len(quote.split()) - 1)
    assert found is not None
    return found


def cheapest(quote: list[str], text: list[str], cuts: set[int]) -> float:
    """The fewest words to edit by the definition, one cell after another."""
    left = [0.0] * (len(text) + 1)
    for done, word in enumerate(quote, 1):
        kept = [
            min(left[j] + 1, left[j - 1] + (text[j - 1] != word)) if j else left[j] + 1
            for j in range(len(left))
        ]
        row = [
            min([kept[j]] + [kept[k] + 1 + (j - k - 1) / 4 for k in range(j)])
            for j in range(len(left))
        ]
        left = [min(row[: j + 1]) for j in range(len(row))] if done in cuts else row
    return min(left)


@given(FEW, TEXT, st.sets(st.integers(1, 8), max_size=2))
def test_no_alignment_is_cheaper(quote: list[str], text: list[str], cuts: set[int]) -> None:
    cuts = {cut for cut in cuts if cut < len(quote)}
    least = cheapest(quote, text, cuts)
    found = align(quote, text, cuts, most=len(quote))
    assert found is not None
    # Ways that are nearly as cheap may be taken for the words that they keep.
    assert least <= found.edited <= least * 17 / 16
    assert align(quote, text, cuts, most=least - 0.25) is None


@given(FEW, TEXT, st.sets(st.integers(1, 8), max_size=2))
def test_edits_make_the_text_of_the_quote(
    quote: list[str], text: list[str], cuts: set[int]
) -> None:
    cuts = {cut for cut in cuts if cut < len(quote)}
    found = align(quote, text, cuts, most=len(quote))
    assert found is not None
    made, done = [], 0
    for edit in found.edits:
        made += quote[done : edit.quote[0]] + text[slice(*edit.text)]
        done = edit.quote[1]
        assert (edit.quote[0] == edit.quote[1]) == (edit.kind == "dropped")
        assert (edit.text[0] == edit.text[1]) == (edit.kind == "added")
    made += quote[done:]
    passed = {place for first, last in found.omitted for place in range(first, last)}
    assert made == [text[j] for j in range(found.first, found.last) if j not in passed]
    assert len(found.omitted) <= len(cuts)


def test_a_changed_word_is_changed_wherever_it_stands() -> None:
    text = "so the old bridge will close on monday at noon"
    for quote, kind, at in [
        ("a old bridge will close", "changed", (1, 2)),
        ("old bridge shall close on monday", "changed", (4, 5)),
        ("will close on tuesday", "changed", (7, 8)),
        ("will close at monday", "changed", (6, 7)),
        ("bridge will soon close on", "added", (5, 5)),
    ]:
        found = aligned(quote, text)
        assert found.edited == 1
        (edit,) = found.edits
        assert (edit.kind, edit.text) == (kind, at), quote


def test_a_clause_that_was_dropped_is_one_edit() -> None:
    text = "now the old bridge built of oak in 1932 will close soon"
    found = aligned("the old bridge will close soon", text)
    (edit,) = found.edits
    assert (edit.kind, edit.quote, edit.text) == ("dropped", (3, 3), (4, 9))
    assert found.edited == 2


def test_an_ellipsis_costs_nothing() -> None:
    found = aligned("the bridge will close", "the bridge built in 1932 will close", {2})
    assert (found.edited, found.edits, found.omitted) == (0, (), ((2, 5),))
    nothing_left_out = aligned("the bridge will", "the bridge will close", {1})
    assert (nothing_left_out.edited, nothing_left_out.omitted) == (0, ())


def test_the_first_of_several_is_taken() -> None:
    assert aligned("na na", "la na na na na").first == 1
    assert aligned("a b c", "x a b c y a b c").first == 1


def test_of_ways_that_are_as_cheap_the_one_that_keeps_words_is_taken() -> None:
    found = aligned("it carries 9400 heavy vehicles", "it carries about 9400 vehicles")
    assert [(one.kind, one.text) for one in found.edits] == [("dropped", (2, 3)), ("added", (4, 4))]
