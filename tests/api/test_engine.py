from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from api.answering.quotes import cite, holds
from api.answering.records import Answer
from api.engine import Engine
from api.errors import AskError, NotInArchive
from api.filters import Filters
from index.build import ArchiveError
from index.report import Progress
from index.sentences import Span
from tests.api.support import ARTICLES, NOW, index, items, lines, opened, sample_questions
from tests.fakes import BagOfStems

MOST = 2000
SAVED = Path(__file__).parents[1] / "data" / "files"


def assert_whole(engine: Engine, answer: Answer) -> None:
    """What must be true of every answer: quotes hold now, and are there exactly when answered."""
    assert bool(answer.citations) == (answer.status != "not_found")
    assert [one.number for one in answer.citations] == [*range(1, len(answer.citations) + 1)]
    assert 0 <= answer.confidence <= 1
    for passage in [*(one.passage for one in answer.citations), *answer.leads]:
        document = engine.document(passage.document_id).document
        assert holds(passage, document)
        assert document.text[passage.start : passage.end] == passage.text
    if answer.status == "not_found":
        assert answer.answer is None
        assert answer.sentences == ()
    else:
        first = answer.citations[0]
        text = engine.document(first.passage.document_id).document.text
        assert text[first.answer_start : first.answer_end] == answer.answer
        assert first.passage.start <= first.answer_start < first.answer_end <= first.passage.end
        assert text[: first.passage.start].endswith(first.context_before)
        assert text[first.passage.end :].startswith(first.context_after)


def test_an_answer_is_a_sentence_of_the_article_that_holds_it(town: Engine) -> None:
    answer = town.ask("How many vehicles a day did the Harbour Bridge swing bridge carry?")
    assert answer.status == "answered"
    assert_whole(town, answer)
    assert "9,400 vehicles" in answer.citations[0].passage.text
    assert answer.citations[0].passage.publisher == "The Osterhithe Courier"
    assert answer.understood.type == "how_many"
    assert answer.timings_ms.keys() == {"embed", "search", "read", "total"}


def test_what_no_article_says_is_not_found_but_has_leads(town: Engine) -> None:
    answer = town.ask("Which tenor sang Rigoletto yesteryear?", strictness="strict")
    assert answer.status == "not_found"
    assert answer.leads
    assert_whole(town, answer)


def test_an_empty_archive_finds_nothing(engine: Engine) -> None:
    answer = engine.ask("Where is everybody?")
    assert (answer.status, answer.leads, answer.confidence) == ("not_found", (), 0.0)
    assert engine.search("everybody") == []


@limits(max_examples=60, deadline=None)
@given(st.text(max_size=60) | st.text("Harbour bridge when 14?’-\n é😀", max_size=60))
def test_any_text_is_answered_or_refused(town: Engine, question: str) -> None:
    if any(mark.isprintable() and not mark.isspace() for mark in question):
        assert_whole(town, town.ask(question, strictness="open"))
    else:
        with pytest.raises(AskError):
            town.ask(question)


@pytest.mark.parametrize("question", ["", "  \n\t ", "\x00\x01", "\ud800"])
def test_an_empty_question_is_refused(town: Engine, question: str) -> None:
    with pytest.raises(AskError, match=r"^the question is empty$"):
        town.ask(question)


def test_the_longest_question_is_taken_and_one_longer_refused(town: Engine) -> None:
    assert_whole(town, town.ask("bridge " * 285 + "b" * 5))
    assert_whole(town, town.ask("x" * MOST + " " * 5000))
    with pytest.raises(AskError, match=r"has 2001 characters; at most 2000 .*MAX_QUESTION"):
        town.ask("x" * (MOST + 1))


def test_every_answer_is_whole(town: Engine) -> None:
    seen = set()
    for question in sample_questions():
        for strictness in ("open", "strict"):
            answer = town.ask(question, strictness=strictness)
            assert_whole(town, answer)
            assert answer.citations or answer.leads
            seen.add(answer.status)
    assert {"answered", "not_found"} <= seen


def test_strictness_only_takes_answers_away(town: Engine) -> None:
    question = "Who is Dario Kemble?"
    statuses = [town.ask(question, strictness=one).status for one in ("open", "balanced", "strict")]
    assert statuses == sorted(statuses, key="answered conflicting not_found".split().index)
    with pytest.raises(AskError, match="strictness is strict, balanced, open, not 'loose'"):
        town.ask(question, strictness="loose")


@pytest.mark.parametrize(
    ("filters", "as_of", "named"),
    [
        (Filters(date_from="yesterday"), None, "date_from"),
        (Filters(date_to="2025-02-30"), None, "date_to"),
        (Filters(), "09.02.2025", "as_of"),
        (Filters("2025-02-02", "2025-02-01"), None, "ends before it begins"),
        (Filters("2025-02-02"), "2025-02-01", "ends before it begins"),
        (Filters(publisher="\ud800"), None, "publisher"),
        (Filters(language="\udfff"), None, "language"),
    ],
)
def test_a_filter_that_means_nothing_is_refused(
    town: Engine, filters: Filters, as_of: str | None, named: str
) -> None:
    with pytest.raises(AskError, match=named):
        town.ask("when?", filters, as_of)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Many louder articles around one: what is filtered late loses it."""
    folder = tmp_path_factory.mktemp("crowd")
    loud = [
        {
            "id": f"loud-{number}",
            "text": "The mill was sold in May. The mill was sold.",
            "title": f"The mill was sold {number}",
            "publisher": "Loud",
            "published_at": "2024-05-02",
            "language": "en",
        }
        for number in range(150)
    ]
    quiet = {
        "id": "quiet",
        "text": "Late in the year somebody sold the old mill to a baker for 300 euros.",
        "publisher": "Quiet",
        "published_at": "2024-05-01T23:30:00-05:00",
        "language": "sv",
    }
    undated = {"id": "undated", "text": "The mill was sold once more."}
    with opened(folder / "home") as engine:
        index(engine, lines(folder / "all.jsonl", *loud, quiet, undated))
        yield engine


@pytest.mark.parametrize(
    "filters",
    [
        Filters(publisher="Quiet"),
        Filters(language="sv"),
        Filters(date_to="2024-05-01"),
        Filters("2024-05-01", "2024-05-01"),
    ],
)
def test_filters_come_before_the_best_are_taken(crowd: Engine, filters: Filters) -> None:
    assert [hit.chunk.document_id for hit in crowd.search("mill sold", filters)] == ["quiet"]
    answer = crowd.ask("Who sold the old mill to a baker?", filters, strictness="open")
    assert {one.passage.document_id for one in answer.citations} == {"quiet"}
    assert_whole(crowd, answer)


def test_as_of_lets_nothing_later_through(crowd: Engine) -> None:
    for day, allowed in (("2024-04-30", set()), ("2024-05-01", {"quiet"})):
        answer = crowd.ask("When was the mill sold?", as_of=day, strictness="open")
        shown = [*(one.passage for one in answer.citations), *answer.leads]
        assert {passage.document_id for passage in shown} == allowed
        assert answer.understood.as_of == day


def test_as_of_and_date_to_both_hold(crowd: Engine) -> None:
    for date_to, as_of in (("2030-01-01", "2024-04-30"), ("2024-04-30", "2030-01-01")):
        answer = crowd.ask("mill?", Filters(date_to=date_to), as_of)
        assert (answer.citations, answer.leads) == ((), ())


def test_a_window_leaves_out_what_has_no_date(crowd: Engine) -> None:
    hits = crowd.search("The mill was sold once more", Filters("1900-01-01", "2100-01-01"), k=100)
    assert "undated" not in {hit.chunk.document_id for hit in hits}
    assert crowd.search("The mill was sold once more")[0].chunk.document_id == "undated"


def test_passages_found_are_what_the_documents_say(town: Engine) -> None:
    hits = town.search("harbour bridge closed", k=7)
    assert [hit.rank for hit in hits] == [1, 2, 3, 4, 5, 6, 7]
    for hit in hits:
        kept = town.document(hit.chunk.document_id)
        assert kept.document.version == hit.chunk.version
        assert kept.document.text[hit.chunk.start : hit.chunk.end] == hit.text
        assert hit.why


@pytest.mark.parametrize("k", [0, -1, 101])
def test_a_count_of_passages_out_of_range_is_refused(town: Engine, k: int) -> None:
    with pytest.raises(AskError, match=f"k must be 1 to 100, not {k}"):
        town.search("bridge", k=k)


@pytest.mark.parametrize("document_id", ["nobody", "", "\x00", "\udcff"])
def test_a_document_that_is_not_there_is_named(town: Engine, document_id: str) -> None:
    with pytest.raises(NotInArchive) as error:
        town.document(document_id)
    assert repr(document_id) in str(error.value)


def test_documents_are_listed_in_pages(town: Engine) -> None:
    every = [row.id for row in town.documents(limit=500)]
    assert every == sorted(every)
    paged: list[str] = []
    while page := town.documents(after=paged[-1] if paged else None, limit=7):
        paged += [row.id for row in page]
    assert paged == every
    counts = {row.publisher: row.documents for row in town.publishers()}
    assert sum(counts.values()) == len(every)
    assert len(town.documents(publisher="Shafaq News", limit=500)) == counts["Shafaq News"] == 1


def test_offsets_count_code_points(engine: Engine, tmp_path: Path) -> None:
    text = "😀😀 Naïve café.\r\n\r\nThe 𝔊othic dog 🐕 bit 12 men in Åbo. Ende."
    index(engine, lines(tmp_path / "a.jsonl", {"id": "x", "text": text}))
    answer = engine.ask("How many men did the dog bite in Åbo?", strictness="open")
    assert_whole(engine, answer)
    assert answer.citations[0].passage.text == "The 𝔊othic dog 🐕 bit 12 men in Åbo."


def test_a_removed_document_is_gone_from_everywhere(engine: Engine, tmp_path: Path) -> None:
    path = lines(
        tmp_path / "a.jsonl",
        {"id": "cat", "text": "The cat sat on the mat."},
        {"id": "dog", "text": "The dog ate the cake."},
    )
    index(engine, path)
    before, after = engine.remove(["cat"], NOW)
    assert astuple(before) == (2, 2, 2, 2)
    assert astuple(after) == (1, 1, 1, 1)
    assert {hit.chunk.document_id for hit in engine.search("cat on the mat")} == {"dog"}
    path.touch()
    report = index(engine, path)
    assert [note.where for note in report.left_out] == ["cat"]
    engine.index([path], NOW, lambda _: None, include_removed=True)
    path.write_text(path.read_text() + "\n")
    engine.index([path], NOW, lambda _: None, include_removed=True)
    assert engine.document("cat").document.text == "The cat sat on the mat."


def test_one_wrong_id_and_nothing_is_removed(engine: Engine, tmp_path: Path) -> None:
    index(engine, lines(tmp_path / "a.jsonl", {"id": "cat", "text": "The cat sat."}))
    with pytest.raises(NotInArchive, match="'dog'"):
        engine.remove(["cat", "dog"], NOW)
    assert engine.document("cat")


def test_an_answer_follows_its_article(engine: Engine, tmp_path: Path) -> None:
    article = tmp_path / "fair.txt"
    for day in ("3 May", "9 June"):
        article.write_text(f"The spring fair in Pellby opens on {day}. Entry is free of charge.")
        index(engine, tmp_path)
        answer = engine.ask("When does the spring fair in Pellby open?", strictness="open")
        assert_whole(engine, answer)
        assert day in answer.citations[0].passage.text
    article.unlink()
    assert index(engine, tmp_path).removed == 1
    answer = engine.ask("When does the spring fair in Pellby open?", strictness="open")
    assert (answer.status, answer.leads) == ("not_found", ())


def test_an_interrupted_run_keeps_its_work_and_the_next_goes_on(
    engine: Engine, tmp_path: Path
) -> None:
    path = lines(tmp_path / "many.jsonl", *items(300))

    def interrupt(now: Progress) -> None:
        assert now.embedded
        raise KeyboardInterrupt

    stopped = engine.index([path], NOW, interrupt)
    assert stopped.interrupted
    kept = engine.status()["embeddings"]
    assert 0 < kept == stopped.embedded < 300
    report = index(engine, path)
    assert not report.interrupted
    assert report.embedded == 300 - kept
    assert engine.status()["documents"] == 300
    assert engine.search("item 271", k=1)[0].chunk.document_id == "271"


def test_two_engines_on_one_folder_see_each_other(tmp_path: Path) -> None:
    home = tmp_path / "home"
    path = lines(tmp_path / "a.jsonl", {"id": "cat", "text": "The cat sat on the mat."})
    with opened(home) as one, opened(home) as other:
        assert other.search("cat") == []
        index(one, path)
        assert [hit.chunk.document_id for hit in other.search("cat")] == ["cat"]
        other.remove(["cat"], NOW)
        assert one.search("cat") == []


def test_one_writer_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.ingest._PATIENCE", 0.1)
    with opened(tmp_path / "home") as one, opened(tmp_path / "home") as other:

        def meanwhile(_: Progress) -> None:
            with pytest.raises(ArchiveError, match="another process is indexing"):
                index(other, ARTICLES)

        report = one.index([ARTICLES], NOW, meanwhile)
        assert report.added == len(other.documents(limit=500))


def test_the_holder_of_another_office_is_no_answer(town: Engine) -> None:
    for question, about_another in (
        ("Who is the headteacher of Millbank School?", "headteacher at Ropewalk"),
        ("Who is the Commander-in-Chief of the Iraqi Armed Forces?", "A spokesman for"),
        ("What was the turnout in 2020?", "more than in 2020"),
    ):
        for citation in town.ask(question, strictness="open").citations:
            assert about_another not in citation.passage.text


def test_another_model_is_refused_by_name(tmp_path: Path) -> None:
    with opened(tmp_path / "home") as engine:
        index(engine, lines(tmp_path / "a.jsonl", {"text": "The cat sat on the mat."}))
    with (
        pytest.raises(ArchiveError, match="'bag-of-stems', not 'other'"),
        opened(tmp_path / "home", BagOfStems("other")),
    ):
        pass


def test_the_status_tells_what_is_there(engine: Engine, tmp_path: Path) -> None:
    index(engine, lines(tmp_path / "a.jsonl", {"id": "cat", "text": "The cat sat on the mat."}))
    status = engine.status()
    assert (status["documents"], status["chunks"], status["model"]) == (1, 1, "bag-of-stems")
    assert status["home"] == str(engine.settings.home)
    assert status["last_sync"] == NOW.isoformat()
    assert status["bytes"] > (engine.settings.home / "catalog.sqlite").stat().st_size


def test_copies_of_one_article_are_one_hit_that_names_the_others(shipped: Engine) -> None:
    hits = shipped.search("When does production at the Varley cannery end?", k=20)
    copies = [hit for hit in hits if "varley" in hit.chunk.document_id and hit.also_in]
    assert copies
    for hit in copies:
        assert hit.chunk.document_id not in {copy.document_id for copy in hit.also_in}
        days = [copy.published_at for copy in hit.also_in]
        assert days == sorted(days, key=str)
    said = [(hit.also_in and hit.also_in[-1], hit.text) for hit in copies]
    assert len(set(said)) == len(said)


def test_a_citation_names_the_outlets_that_carry_its_sentence(shipped: Engine) -> None:
    answer = shipped.ask("When was the order to boil tap water lifted?", strictness="open")
    (citation,) = answer.citations
    (copy,) = citation.passage.also_in
    outlets = {copy.publisher, citation.passage.publisher}
    assert outlets == {"Northreach Press Agency", "Radio Lunnet"}


def test_a_version_with_another_number_is_no_copy(shipped: Engine) -> None:
    hits = shipped.search("How many jobs are lost when the Varley cannery closes?", k=20)
    by_id = {hit.chunk.document_id: hit for hit in hits}
    for hit in by_id.values():
        texts = [shipped.document(copy.document_id).document.text for copy in hit.also_in]
        own = shipped.document(hit.chunk.document_id).document.text
        assert all(("221" in text) == ("221" in own) for text in texts)


def test_repairs_can_be_listed(shipped: Engine) -> None:
    (seed,) = shipped.documents(publisher="Shafaq News")
    repairs = shipped.repairs(seed.id)
    places = {(one.before, one.after) for one in repairs if one.field == "text"}
    assert ("ofSeptember", "of September") in places
    assert len(repairs) >= 54
    text = shipped.document(seed.id).document.text
    assert all(one.after in text for one in repairs if one.field == "text")
    with pytest.raises(NotInArchive):
        shipped.repairs("nowhere")


def test_a_citation_in_a_pdf_names_its_page(engine: Engine) -> None:
    index(engine, SAVED / "libreoffice.pdf")
    (listed,) = engine.documents()
    document = engine.document(listed.id).document
    for page, start in enumerate(document.pages, start=1):
        words = document.text[start : start + 60]
        hit = engine.search(words, k=1)[0]
        span = Span(hit.chunk.start, hit.chunk.end)
        citation = cite(1, document, span, span, 1.0)
        assert citation.passage.page == document.page_of(hit.chunk.start)
        assert citation.passage.page in (page, page - 1)
