import pytest

from index.folding import Folded

SAID = "The harbour bridge stays closed until June, the city council said on Monday."
AGAIN = "The harbour bridge remains closed until June, the city council said Monday."
ELSE = "A ferry will carry cars and people across the bay in the meantime."


@pytest.mark.parametrize(
    ("cluster", "text", "held"),
    [
        (1, SAID, True),
        (1, AGAIN, True),
        (1, "The harbour bridge stays closed until June.", True),
        (1, ELSE, False),
        (2, SAID, False),
        (None, SAID, False),
        (1, "...", False),
    ],
)
def test_a_copy_of_a_passage_is_held_once_in_its_cluster(
    cluster: int | None, text: str, held: bool
) -> None:
    folded = Folded()
    assert not folded.holds(1, "a", SAID)
    assert folded.holds(cluster, "b", text) is held


def test_passages_of_one_document_are_all_taken() -> None:
    folded = Folded()
    assert [folded.holds(1, "a", text) for text in (SAID, AGAIN, SAID)] == [False] * 3
    assert folded.holds(1, "b", SAID)
