from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from api.answering.generating.given import Evidence, evidence_of
from api.answering.generating.write import BESIDE, UNPROVED
from api.answering.listening import CalledOff, Listener
from api.answering.records import Answer
from api.engine import Engine
from api.writing import Writer
from corpus.document import Document
from tests.api.answering.generating.support import ARTICLES, INJECTED, Article, lies
from tests.api.support import index, lines, opened
from tests.endpoint import Reply, Scripted

Ask = Callable[[Article], Answer]


def evidence(archive: Engine, answer: Answer) -> list[Evidence]:
    return evidence_of(answer, lambda name: archive.document(name).document)


def extractive(archive: Engine, article: Article) -> Answer:
    """What the archive answers by itself."""
    plain = Engine(replace(archive.settings, llm=""), archive.archive.embedder)
    try:
        answer = plain.ask(article.question)
    finally:
        plain.close()
    assert answer.status == "answered"
    assert answer.generated is None
    assert answer.citations[0].passage.text == article.answer
    return answer


def number_of(listed: list[Evidence], text: str) -> int:
    return next(one.number for one in listed if one.citation.passage.text == text)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda one: one.id)
def test_an_endpoint_that_lies_gets_nothing_through(
    archive: Engine, endpoint: Scripted, article: Article
) -> None:
    answer = extractive(archive, article)
    listed = evidence(archive, answer)
    number, other = (number_of(listed, text) for text in (article.answer, article.before))
    tries = [*dict.fromkeys(lies(article, number, other))]
    assert len(tries) >= 60
    writer = Writer(archive.settings)
    for lie in tries:
        endpoint.says(lie)
        told = writer.write(answer, lambda name: archive.document(name).document, lambda: answer)
        assert told.generated, lie
        assert not told.generated.composed, (lie, told.answer)
        assert told.generated.note == UNPROVED, lie
        assert replace(told, generated=None) == answer, lie
    writer.close()


@pytest.mark.parametrize("article", ARTICLES, ids=lambda one: one.id)
def test_what_is_copied_is_kept_and_what_is_made_up_is_counted(
    archive: Engine, endpoint: Scripted, article: Article
) -> None:
    answer = extractive(archive, article)
    number = number_of(evidence(archive, answer), article.answer)
    made_up = "".join(f" {one.format(number=number)}" for one in INJECTED[:2])
    endpoint.says(f"{article.answer} [{number}]{made_up}")
    told = archive.ask(article.question)
    assert told.generated
    assert (told.generated.composed, told.generated.model) == (True, "liar")
    assert sum(told.generated.dropped.values()) == 2
    assert told.answer == article.answer
    assert [one.citations for one in told.sentences] == [(1,)]
    assert (told.status, told.date, told.confidence) == (
        answer.status,
        answer.date,
        answer.confidence,
    )
    assert told.citations == answer.citations


def test_a_sentence_from_beside_comes_with_a_citation_of_its_own(
    archive: Engine, endpoint: Scripted
) -> None:
    article = ARTICLES[2]
    answer = extractive(archive, article)
    listed = evidence(archive, answer)
    first, beside = (number_of(listed, text) for text in (article.answer, article.after))
    short = "On 14 October 2024, the council did not close Millbank School"
    endpoint.says(f"- {article.answer} [{first}]\n- {article.after} [{beside}]\n{short} [{first}].")
    told = archive.ask(article.question)
    assert told.generated
    assert dict(told.generated.dropped) == {"left out": 1}
    assert told.answer == f"{article.answer} {article.after}"
    assert [one.citations for one in told.sentences] == [(1,), (len(answer.citations) + 1,)]
    assert [one.number for one in told.citations] == [*range(1, len(told.citations) + 1)]
    for citation in told.citations:
        passage = citation.passage
        document = archive.document(passage.document_id).document
        assert document.text[passage.start : passage.end] == passage.text


def test_a_clause_may_be_left_out(archive: Engine, endpoint: Scripted) -> None:
    endpoint.says(
        "**The swing bridge carries about 9400 vehicles a day between Quayside and Fuller’s "
        "Green.** [1]"
    )
    told = archive.ask(ARTICLES[0].question)
    shown = (
        "The swing bridge carries about 9,400 vehicles a day between Quayside and Fuller's Green."
    )
    assert told.answer == told.sentences[0].text == shown


def test_what_is_true_and_beside_the_question_does_not_take_the_place_of_the_answer(
    archive: Engine, endpoint: Scripted
) -> None:
    article = ARTICLES[0]
    answer = extractive(archive, article)
    number = number_of(evidence(archive, answer), article.before)
    endpoint.says(f"{article.before} [{number}]")
    told = archive.ask(article.question)
    assert told.generated
    assert (told.answer, told.generated.note) == (answer.answer, BESIDE)


def test_the_other_values_of_a_dispute_stay(tmp_path: Path, endpoint: Scripted) -> None:
    hurt = "In the fire at the Lunnet mill {} people were hurt, the town said."
    records = [
        {"id": f"a{day}", "text": hurt.format(count), "published_at": f"2025-03-0{day}"}
        for day, count in ((1, 12), (2, 19))
    ]
    endpoint.says(f"{hurt.format(19)} [1]", f"{hurt.format(12)} [2]")
    with opened(tmp_path / "home", strictness="open", llm=endpoint.url) as engine:
        index(engine, lines(tmp_path / "a.jsonl", *records))
        told, older = (engine.ask("How many people were hurt in the fire?") for _ in range(2))
    assert told.generated
    assert (told.status, told.generated.composed) == ("conflicting", True)
    assert told.answer == hurt.format(19)
    assert [one.text for one in told.sentences] == [hurt.format(19), hurt.format(12)]
    assert [value.value for value in told.conflicts[0].values] == ["19", "12"]
    assert older.generated
    assert dict(older.generated.dropped) == {"unknown citation": 1}


def test_what_is_not_found_is_not_asked_of_the_model(archive: Engine, endpoint: Scripted) -> None:
    endpoint.says("The mayor lit the fire [1].")
    before = len(endpoint.asked)
    told = archive.ask("Which tenor sang Rigoletto?", strictness="strict")
    assert (told.status, told.generated) == ("not_found", None)
    assert len(endpoint.asked) == before


def test_the_model_is_told_of_numbered_sentences_that_cannot_pass_for_the_prompt(
    archive: Engine, endpoint: Scripted
) -> None:
    endpoint.says("Nothing.")
    archive.ask(ARTICLES[3].question)
    sent = endpoint.asked[-1]
    told = sent["messages"][-1]["content"].splitlines()
    assert (sent["path"], sent["temperature"], sent["model"]) == ("/v1/chat/completions", 0, "liar")
    assert told[0] == "<evidence>"
    assert told[-3:-1] == ["</evidence>", f"Question: {ARTICLES[3].question}"]
    assert told[1] == f"[1] {ARTICLES[3].answer}"
    assert f"[2] {ARTICLES[3].after.replace('[1]', '(1)')}" in told
    assert endpoint.headers[-1]["Authorization"] == "Bearer sk-1"


def test_nobody_who_has_gone_is_written_for(archive: Engine, endpoint: Scripted) -> None:
    calls: list[int] = []

    def check() -> None:
        calls.append(1)

    def gone() -> None:
        calls.pop()
        if not calls:
            raise CalledOff

    archive.ask(ARTICLES[0].question, listener=Listener(lambda _: None, check))
    before = len(endpoint.asked)
    with pytest.raises(CalledOff):
        archive.ask(ARTICLES[0].question, listener=Listener(lambda _: None, gone))
    assert len(endpoint.asked) == before


def test_what_changed_while_the_model_wrote_is_answered_again(
    archive: Engine, endpoint: Scripted
) -> None:
    answer = extractive(archive, ARTICLES[0])
    anew = replace(answer, id="anew")
    looked = iter([archive.document("bridge").document])

    def load(_: str) -> Document | None:
        return next(looked, None)

    for reply in (f"{ARTICLES[0].answer} [1]", Reply(status=500)):
        endpoint.says(reply)
        writer = Writer(archive.settings)
        assert writer.write(answer, load, lambda: anew).id == "anew"
        writer.close()


@pytest.mark.parametrize(
    ("reply", "note"),
    [
        (Reply(status=500), "an error (HTTP 500)"),
        (Reply(status=404), "an error (HTTP 404)"),
        (Reply(status=302, headers={"Location": "/v1/other"}), "an error (HTTP 302)"),
        (Reply(status=503), "an error (HTTP 503)"),
        (Reply(body=b"not json"), "nonsense"),
        (Reply(body=b"\xff\xfe"), "nonsense"),
        (Reply(body=b"[" * 100_000), "nonsense"),
        (Reply(body=b"{}"), "nonsense"),
        (Reply(body=b'{"choices": []}'), "nonsense"),
        (Reply(body=b'{"choices": [{"message": {"content": [1]}}]}'), "nothing"),
        (Reply(body=b'{"choices": [{"message": {"content": null}}]}'), "nothing"),
        (Reply(" \n "), "nothing"),
        (Reply("x" * 50_000), "too great a length"),
        (Reply(body=b" " * 2_000_000), "too great a length"),
        (Reply("<think>The mayor lit the fire [1]."), "could not be proved"),
        (Reply("The mayor lit the fire [1]. " * 100), "could not be proved"),
    ],
)
def test_nonsense_leaves_the_answer_as_it_was(
    archive: Engine, endpoint: Scripted, reply: Reply, note: str
) -> None:
    endpoint.says(reply)
    told = archive.ask(ARTICLES[0].question)
    assert told.generated
    assert not told.generated.composed
    assert note in (told.generated.note or "")
    assert "sk-1" not in repr(told)
    assert told.answer == told.citations[0].passage.text == ARTICLES[0].answer
    assert endpoint.asked[-1]["path"] == "/v1/chat/completions"
