import pytest

from corpus.facts import DATE, NAME, NEGATION, NUMBER, Token, names_in, tokens, with_names


def of(sentence: str, kind: str | None) -> list[str]:
    found = with_names(tokens(sentence), frozenset())
    return [token.key for token in found if token.kind == kind]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("2,500 people", ["2500"]),
        ("2500 people", ["2500"]),
        ("twelve of 12", ["12", "12"]),
        ("twenty-five years", ["25"]),
        ("two hundred seats", ["200"]),
        ("two million five", ["2000000", "5"]),
        ("1.2 million euros", ["1200000"]),
        ("$5bn", ["5000000000"]),
        ("a dozen, two dozen", ["12", "24"]),
        ("9.50pm or 9:50 pm", ["9.5", "9.5"]),
        ("the 14th and the fourteenth", ["14", "14"]),
        ("a 47-year-old", ["47"]),
        ("version 1.2.3", ["1.2.3"]),
        ("in 2015 to 230 pupils", ["2015", "230"]),
        ("three two", ["3", "2"]),
    ],
)
def test_numbers_are_equal_however_they_are_written(text: str, keys: list[str]) -> None:
    assert of(text, NUMBER) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("on Tuesday and Tues", ["tuesday", "tuesday"]),
        ("in Sept. or September", ["september", "september"]),
        ("they may march", []),
        ("in May, yesterday", ["may", "yesterday"]),
    ],
)
def test_days_and_months_are_dates(text: str, keys: list[str]) -> None:
    assert of(text, DATE) == keys


def test_negations_are_told() -> None:
    found = of("He didn't, isn’t and cannot; not now, never, without him. It knots.", NEGATION)
    assert found == ["didn't", "isn't", "cannot", "not", "never", "without"]


def test_names_are_capitalised_inside_a_sentence() -> None:
    sentence = "Councillors told Venn’s office that the U.S. knew: “We said so.”"
    assert of(sentence, NAME) == ["venn", "us"]
    found = with_names(tokens(sentence), frozenset(["councillors"]))
    assert [token.text for token in found if token.kind == NAME] == [
        "Councillors",
        "Venn’s",
        "U.S.",
    ]


def test_names_are_known_by_their_use() -> None:
    text = [tokens("Venn met Oswin."), tokens("The mayor met Venn."), tokens("Mayor and Mayor.")]
    capital, lower = names_in(text)
    assert capital == {"oswin", "venn", "mayor"}
    assert lower == {"met", "mayor", "and"}


def test_a_token_knows_how_it_stands_there() -> None:
    assert tokens("Fuller's") == (Token("Fuller's", "fuller", None, opens=True),)
    assert tokens("") == ()
