import pytest

from api.answering.generating.reply import Claim, claims


@pytest.mark.parametrize(
    ("reply", "cut"),
    [
        ("The pool shut [1].", [("The pool shut.", (1,))]),
        (
            "The pool shut. [1] It rained [2, 3].",
            [("The pool shut.", (1,)), ("It rained.", (2, 3))],
        ),
        ("[1] The pool shut. [2] It rained.", [("The pool shut.", (1,)), ("It rained.", (2,))]),
        ("[1] The pool shut [1].", [("The pool shut.", (1,))]),
        ("- The pool shut [1][2]\n2. It rained", [("The pool shut", (1, 2)), ("It rained", ())]),
        ("**The pool shut.** [1]", [("The pool shut.", (1,))]),
        ("<think>It shut [1].</think>The pool shut [4].", [("The pool shut.", (4,))]),
        ("The pool [1] shut (2).", [("The pool shut (2).", (1,))]),
        ("[1]", []),
        ("", []),
    ],
)
def test_a_reply_is_cut_into_sentences_with_their_numbers(
    reply: str, cut: list[tuple[str, tuple[int, ...]]]
) -> None:
    found = [Claim(one.text.strip(), one.numbers) for one in claims(reply)]
    assert found == [Claim(*one) for one in cut]
