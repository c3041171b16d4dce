from random import Random

import pytest

from eval.edits import ONE_FACT, cut, ordinary_words, reworded, swapped

TEXT = (
    "On Sunday nine boats burned at Hobb's yard, said Abery. It was not the first fire.\n\n"
    "The yard lost 1,200 euros. Abery will report in May."
)
WORDS = ordinary_words([TEXT])


def changes(one: str, other: str) -> list[tuple[str, str]]:
    pairs = zip(one.split(), other.split(), strict=True)
    return [(before, after) for before, after in pairs if before != after]


def test_facts_are_no_ordinary_words() -> None:
    assert {"boats", "burned", "yard", "euros"} <= set(WORDS)
    assert not {"nine", "not", "first", "hobb", "may", "sunday"} & set(WORDS)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_rewording_touches_ordinary_words_alone(share: float) -> None:
    found = changes(TEXT, reworded(TEXT, share, ["zzz"], Random(1)))
    assert all(after.strip(".,") == "zzz" for _, after in found)
    kept = reworded(TEXT, share, ["zzz"], Random(1))
    for fact in ("Sunday", "nine", "Hobb's", "Abery", "not", "first", "1,200", "May"):
        assert fact in kept
    assert len(found) == round(share * len(changes(TEXT, reworded(TEXT, 1, ["zzz"], Random(1)))))


def test_a_cut_leaves_whole_sentences() -> None:
    for seed in range(10):
        left = cut(TEXT, 0.5, Random(seed))
        assert left.count(".") == 2
        assert all(part in TEXT for part in left.split("\n\n"))
    assert cut(TEXT, 0, Random(1)) == TEXT


def test_paragraphs_change_places() -> None:
    assert swapped(TEXT, Random(1)).split("\n\n") == TEXT.split("\n\n")[::-1]
    assert swapped("One.", Random(1)) == "One."


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("number", {"nine", "1,200"}),
        ("date", {"Sunday", "May."}),
        ("name", {"Hobb's", "Abery", "Abery."}),
    ],
)
def test_exactly_one_fact_is_changed(kind: str, facts: set[str]) -> None:
    for seed in range(20):
        changed = ONE_FACT[kind](TEXT, Random(seed))
        assert changed is not None
        ((before, _),) = changes(TEXT, changed)
        assert before in facts
    assert ONE_FACT[kind]("nothing to change here", Random(1)) is None


def test_one_negation_is_put_in_or_taken_out() -> None:
    found = {ONE_FACT["negation"](TEXT, Random(seed)) for seed in range(20)}
    assert found == {TEXT.replace("was not", "was"), TEXT.replace("will", "will not")}
    assert ONE_FACT["negation"]("No place.", Random(1)) is None
