import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.answering.quotes import BrokenQuote, cite, holds, lead, quote, speaker
from corpus.document import Document
from index.sentences import Span
from tests.api.support import index, lines, opened

DOCUMENT = Document("d", "Ünï 😀 code. It rained 3 mm. End.", "Rain", "The Paper", "2025-02-09")
SENTENCE = Span(12, 27)
ANSWER = Span(22, 26)


def test_a_citation_says_where_it_and_its_answer_stand() -> None:
    citation = cite(2, DOCUMENT, SENTENCE, ANSWER, 0.5)
    assert citation.number == 2
    assert citation.passage.text == "It rained 3 mm."
    assert DOCUMENT.text[citation.answer_start : citation.answer_end] == "3 mm"
    assert citation.context_before == "Ünï 😀 code. "
    assert citation.context_after == " End."
    assert (citation.passage.publisher, citation.passage.published_at) == (
        "The Paper",
        "2025-02-09",
    )
    assert citation.passage.version == DOCUMENT.version
    assert holds(citation.passage, DOCUMENT)


def test_context_is_short_in_a_long_article() -> None:
    document = Document("d", "a" * 1000 + "Quote." + "b" * 1000)
    citation = cite(1, document, Span(1000, 1006), Span(1000, 1006), 1.0)
    assert citation.context_before == "a" * 240
    assert citation.context_after == "b" * 240


@given(st.integers(-3, 40), st.integers(-3, 40))
def test_a_quote_lies_inside_its_document_or_is_none(start: int, end: int) -> None:
    if 0 <= start < end <= len(DOCUMENT.text):
        assert quote(DOCUMENT, Span(start, end), 0).text == DOCUMENT.text[start:end]
    else:
        with pytest.raises(BrokenQuote, match=r"^d: "):
            quote(DOCUMENT, Span(start, end), 0)


@pytest.mark.parametrize("answer", [Span(11, 20), Span(20, 28), Span(20, 20), Span(27, 29)])
def test_an_answer_outside_its_sentence_is_none(answer: Span) -> None:
    with pytest.raises(BrokenQuote, match="outside its sentence"):
        cite(1, DOCUMENT, SENTENCE, answer, 0)


def test_a_quote_holds_only_in_the_version_that_it_names() -> None:
    passage = quote(DOCUMENT, SENTENCE, 0)
    same_words = Document("d", DOCUMENT.text, "Another headline")
    other_id = Document("e", DOCUMENT.text, "Rain", "The Paper", "2025-02-09")
    assert same_words.version != DOCUMENT.version
    assert other_id.version == DOCUMENT.version
    assert not holds(passage, same_words)
    assert not holds(passage, other_id)


def test_a_lead_is_the_passage_that_was_found(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("lead")
    record = {"id": "x", "text": "The fox ran.", "publisher": "P", "url": "https://p.example/x"}
    with opened(folder / "home") as engine:
        index(engine, lines(folder / "a.jsonl", record))
        hit = engine.search("fox")[0]
        document = engine.document("x").document
    shown = lead(hit, document)
    assert holds(shown, document)
    assert (shown.text, shown.url) == ("The fox ran.", "https://p.example/x")


def test_a_citation_names_who_says_so() -> None:
    text = "Mayor Ann Lee came late. The road is shut, she said. It rained."
    document = Document("d", text)
    sentence = Span(25, 53)
    said = cite(1, document, sentence, Span(34, 41), 1.0).said_by
    assert said is not None
    assert (said.name, text[said.start : said.end]) == ("Ann Lee", "she")
    assert cite(1, document, Span(54, 63), Span(54, 63), 1.0).said_by is None


def test_a_speaker_far_down_a_long_text_stands_where_it_is_said_to() -> None:
    text = "It rained. " * 5000 + "The road is shut, said Ann Lee."
    start = text.index("The road")
    said = speaker(text, Span(start, len(text)), Span(start, start + 8))
    assert said is not None
    assert text[said.start : said.end] == said.name == "Ann Lee"
