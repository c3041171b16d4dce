import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.locating.words import lacking, quote_of, words

NAMES = st.lists(st.sampled_from("The bridge won't close, 9,400 Žižek's cars".split()), min_size=1)


def keys(text: str) -> list[str]:
    return [word.key for word in words(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We’ll not pay,” he said.", '"we\'ll NOT pay", he said'),
        ("a well-known\n\n place — here", "a well known place - here"),
        ("9,400 cars", "9400 cars"),
        ("the ﬁrst co\u00adoperation", "The First cooperation"),
        ("Cafe\u0301 Ze\u0301", "Café Zé"),
        ("«Ja», straße", "'ja' STRASSE"),
        ("−5 degrees", "-5 degrees"),
        ("under\u200bstood", "understood"),
    ],
)
def test_what_is_no_change(one: str, other: str) -> None:
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("it's", "its"),
        ("1.5 per cent", "15 per cent"),
        ("$5", "£5"),
        ("5%", "5"),
        ("-5 degrees", "5 degrees"),
        ("2,5", "25"),
        ("résumé", "resume"),
    ],
)
def test_what_is_a_change(one: str, other: str) -> None:
    assert keys(one) != keys(other)


def test_words_know_their_places() -> None:
    text = "“The 3.5m-strong ‘Żółw’ … won’t"
    assert [text[word.start : word.end] for word in words(text)] == [
        *("The", "3.5m", "strong", "Żółw", "won’t"),
    ]
    assert words(text, 5) == words(text)[1:]
    assert [word.key for word in words("日本 news")] == ["日", "本", "news"]


@given(st.text(max_size=80) | st.text("a'’-−1,.5 é\u0301\u00ad日$%\ud800\0", max_size=40))
def test_places_lead_back_to_what_is_compared(text: str) -> None:
    found = words(text)
    for word in found:
        assert word.key
        assert keys(text[word.start : word.end]) == [word.key] or word.key[0] == "-"
    places = [place for word in found for place in (word.start, word.end)]
    assert places == sorted(places)


@given(NAMES, st.lists(st.sampled_from([" ", "\n\n", " — ", ", “", "’ ", "\u00a0"]), min_size=60))
def test_case_space_and_marks_do_not_count(names: list[str], between: list[str]) -> None:
    told = "".join(name.upper() + gap for name, gap in zip(names, between, strict=False))
    expected = keys(" ".join(names[: len(between)]))
    assert keys(unicodedata.normalize("NFD", told)) == expected


@pytest.mark.parametrize(
    "ellipsis", ["...", "…", "[...]", "[…]", "(...)", ". . .", "....", "[. . .]"]
)
def test_an_ellipsis_joins_two_stretches(ellipsis: str) -> None:
    for text in (f"The bridge {ellipsis} will close.", f"The bridge{ellipsis}will close."):
        quote = quote_of(text)
        assert (quote.keys, quote.cuts) == (["the", "bridge", "will", "close"], frozenset({2}))
    ends = quote_of(f"{ellipsis} the bridge {ellipsis}")
    assert (ends.keys, ends.cuts) == (["the", "bridge"], frozenset())


def test_one_full_stop_joins_nothing() -> None:
    assert quote_of("He left. She stayed.. They sang.").cuts == frozenset()


@given(st.text(max_size=60) | st.text("a'’-−1,.5 é\u0301\u00ad日$%İßﬁſ", max_size=40))
def test_a_text_lacks_none_of_its_own_words(text: str) -> None:
    assert lacking(keys(text), text) == 0


def test_words_that_are_not_there_are_counted() -> None:
    assert lacking(keys("the new Bridge won’t cost $12"), "The BRIDGE cost 12 euros") == 1
