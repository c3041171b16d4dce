from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from api.answering.records import Answer, Citation, Generated, Passage, Sentence, Understood
from api.markdown import NOT_FOUND, escaped, message, spoken

SENTENCE = "The bridge carried 9,400 vehicles a day."


def passage(text: str = SENTENCE, url: str | None = None, title: str = "A bridge") -> Passage:
    return Passage("a b", "v", title, "Courier", "2023-03-16", url, 0, len(text), text, 1.0)


def answer(*passages: Passage, said: str = "9,400 vehicles") -> Answer:
    citations = tuple(
        Citation(number, one, 0, 1, "", "") for number, one in enumerate(passages, start=1)
    )
    numbers = tuple(one.number for one in citations)
    sentences = (Sentence(passages[0].text, numbers),)
    understood = Understood("?", "what")
    return Answer("1", "answered", understood, "?", said, 0.9, sentences, citations)


def link(document_id: str) -> str:
    return f"http://localhost/v1/documents/{document_id}"


def test_the_answer_its_sentence_and_its_sources() -> None:
    told = message(answer(passage(), passage("It carried 9,400.", "https://x.example/a(b)")), link)
    assert told.content.splitlines() == [
        "**9,400 vehicles** [1]",
        "",
        f"“{SENTENCE}” [1] [2]",
        "",
        "1. [A bridge](http://localhost/v1/documents/a%20b), Courier, 2023-03-16",
        "2. [A bridge](https://x.example/a%28b%29), Courier, 2023-03-16: “It carried 9,400.”",
    ]
    for note in told.notes:
        assert told.content[note.start : note.end] == SENTENCE
    assert [note.url for note in told.notes] == [
        "http://localhost/v1/documents/a%20b",
        "https://x.example/a%28b%29",
    ]


def test_an_answer_that_is_its_whole_sentence_is_told_once() -> None:
    told = message(answer(passage(), said=SENTENCE), link)
    assert told.content.count(SENTENCE) == 1
    assert spoken(told.content) == SENTENCE


def test_what_a_model_composed_is_one_paragraph_with_its_numbers() -> None:
    sentences = (Sentence("The bridge carried_ 9.", (1,)), Sentence("It [2] rained.", (2,)))
    told = replace(
        answer(passage(), passage("It rained, said Vale."), passage("Further.")),
        answer="The bridge carried_ 9. It [2] rained.",
        sentences=(*sentences, Sentence("Another value.", (3,))),
        generated=Generated("m", True),
    )
    written = message(told, link)
    assert written.content.splitlines()[:4] == [
        "The bridge carried\\_ 9. [1] It \\[2\\] rained. [2]",
        "",
        "“Another value.” [3]",
        "",
    ]
    marked = [written.content[note.start : note.end] for note in written.notes]
    assert marked == ["The bridge carried\\_ 9.", "It \\[2\\] rained.", "Another value."]
    assert spoken(written.content) == told.answer


def test_what_is_not_found_shows_where_to_look() -> None:
    lead = passage("word " * 200)
    nothing = replace(
        answer(passage()), status="not_found", answer=None, sentences=(), citations=()
    )
    told = message(replace(nothing, leads=(lead,)), link)
    assert told.content.startswith(NOT_FOUND)
    assert "[A bridge](http://localhost/v1/documents/a%20b), Courier, 2023-03-16: “word" in (
        told.content
    )
    assert told.content.endswith(" …”")
    assert told.notes == ()
    assert spoken(told.content) is None
    assert message(nothing, link).content == NOT_FOUND


def test_an_article_cannot_bring_markup_along() -> None:
    text = "See ![x](http://track.example/p.png) <img src=x> `a` [b](javascript:c) $1 &lt;"
    told = message(answer(passage(text, "javascript:alert(1)", "A [t](u)")), link).content
    assert told.splitlines()[2:] == [
        r"“See !\[x\](http://track.example/p.png) \<img src=x\> \`a\` \[b\](javascript:c) \$1 "
        r"\&lt;” [1]",
        "",
        r"1. [A \[t\](u)](http://localhost/v1/documents/a%20b), Courier, 2023-03-16",
    ]


@given(st.text(min_size=1))
def test_what_was_said_comes_back(text: str) -> None:
    flat = " ".join(text.split())
    if flat and not flat.startswith("“"):
        told = message(answer(passage(), said=flat), link)
        assert "\n" not in escaped(text)
        assert spoken(told.content) == flat
