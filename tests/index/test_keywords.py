import math
import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.keywords import KeywordIndex, Unit, wipe
from index.records import DateWindow, Filter
from tests.index.killed import copy_for, killed
from tests.index.support import ANY


def unit(unit_id: int, text: str, publisher: str | None = None, day: int | None = None) -> Unit:
    return Unit(unit_id, unit_id, text, publisher, None, day)


@pytest.fixture
def words(tmp_path: Path) -> Iterator[KeywordIndex]:
    words = KeywordIndex(tmp_path / "words")
    yield words
    words.release()


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> KeywordIndex:
    words = KeywordIndex(tmp_path_factory.mktemp("town"))
    words.add(
        [
            unit(1, "The bridges were opened in the harbour on Tuesday."),
            unit(2, "A ferry opens the season; the harbour bridge stays closed."),
            unit(3, "The council voted on the school, and the town waited."),
            unit(4, "Café Zürich naïve: the owner opened her café."),
            unit(5, "افتتح المجلس الجسر الجديد يوم الثلاثاء"),
            unit(6, "who was it that said that it was so"),
            unit(7, "Running costs ran away in 2025, at 3.5 million."),
            unit(8, "harbour wall, school bridge, opened by a ferry, and closed"),
        ]
    )
    words.commit(1)
    words.release()
    return words


def found(words: KeywordIndex, text: str, k: int = 10, where: Filter = ANY) -> list[int]:
    return [hit.chunk_id for hit in words.search(text, k, where)]


def put(words: KeywordIndex, *units: Unit) -> None:
    words.add(units)
    words.commit(words.generation + 1)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("bridge", {1, 2, 8}),
        ("BRIDGES", {1, 2, 8}),
        ("opening", {1, 2, 4, 8}),
        ("cafe zurich", {4}),
        ("CAFÉ", {4}),
        ("run cost", {7}),
        ("2025", {7}),
        ("الجسر", {5}),
        ("council's vote?", {3}),
        ("who was it", {6}),
        ("when was the ferry", {2, 8}),
        ("otter", set()),
    ],
)
def test_words_are_compared_stemmed_and_folded(
    town: KeywordIndex, question: str, expected: set[int]
) -> None:
    assert set(found(town, question)) == expected


@pytest.mark.parametrize(
    "question",
    [
        "",
        "   \n\t",
        "?!… — “”",
        "😀👩‍👩‍👧🇮🇶",
        "the of and",
        "\u200b\u0301",
        '"harbour" AND (bridge OR -ferry) title:x* ~2 ^3 [a TO b] \\',
        "a" * 100_000,
        "harbour " * 20_000,
        " ".join(f"word{i}" for i in range(5_000)),
        "\x00\x07",
        "⑴⑵ ½ ﷺ ǅ İI ß",
    ],
)
def test_no_question_fails(town: KeywordIndex, question: str) -> None:
    for hit in town.search(question, 10, ANY):
        assert 0 < hit.score < 2


@given(st.text(max_size=60))
def test_no_text_fails(town: KeywordIndex, question: str) -> None:
    hits = town.search(question, 5, ANY)
    assert hits == sorted(hits, key=lambda hit: (-hit.score, hit.chunk_id))
    town.document_frequencies(question.split())


def test_the_exact_word_comes_before_its_relatives(words: KeywordIndex) -> None:
    put(words, unit(1, "they open the gate"), unit(2, "they opened the gate"), unit(3, "a wall"))
    assert found(words, "opened") == [2, 1]
    assert found(words, "open") == [1, 2]


def test_a_rare_form_of_a_common_word_weighs_no_more_than_the_word(words: KeywordIndex) -> None:
    put(words, unit(99, "bridges"), *(unit(i, "bridge") for i in range(1, 60)))
    first, second = words.search("bridges", 2, ANY)
    assert (first.chunk_id, second.chunk_id) == (99, 1)
    assert second.score < first.score < 2


def test_words_that_stand_together_come_first(words: KeywordIndex) -> None:
    far = "quay " * 20
    put(words, unit(1, f"wall {far} flood"), unit(2, f"{far} flood wall"), unit(3, "other"))
    hits = words.search("flood wall", 10, ANY)
    assert [hit.chunk_id for hit in hits] == [2, 1]
    put(words, unit(2, f"wall {far} flood"))
    first, second = words.search("flood wall", 10, ANY)
    assert first.score == second.score


def test_the_score_is_bm25_as_a_share_of_its_most(words: KeywordIndex) -> None:
    # All of one length, so that the length of a text does not matter.
    texts = {1: "harbour vote", 2: "harbour fire", 3: "school fire", 4: "school vote"}
    put(words, *(unit(i, text) for i, text in texts.items()))
    rarity = math.log(1 + (4 - 2 + 0.5) / (2 + 0.5))
    bm25 = 2.2 * rarity * 1 / (1 + 1.2)
    exact = 0.3
    hits = words.search("vote", 10, ANY)
    assert [hit.chunk_id for hit in hits] == [1, 4]
    for hit in hits:
        assert hit.score == pytest.approx(bm25 * (1 + exact) / (2.2 * rarity), rel=1e-3)


def test_every_word_of_the_question_weighs(town: KeywordIndex) -> None:
    (one,) = town.search("council", 10, ANY)
    both = {hit.chunk_id: hit.score for hit in town.search("council otter ferry", 10, ANY)}
    assert one.chunk_id == 3
    assert both[3] < one.score


def test_scores_hold_whatever_is_deleted(words: KeywordIndex) -> None:
    texts = [f"harbour bridge number{i}" for i in range(40)]
    put(words, *(unit(i, text) for i, text in enumerate(texts, 1)))
    words.delete(range(1, 40))
    words.commit(2)
    (hit,) = words.search("number39 harbour", 10, ANY)
    assert hit.chunk_id == 40
    assert 0 < hit.score < 2
    for generation in range(3, 9):
        words.add([unit(40, texts[-1])])
        words.commit(generation)
        (hit,) = words.search("harbour", 10, ANY)
        assert 0 < hit.score < 2


def test_deleted_and_replaced(words: KeywordIndex) -> None:
    put(words, unit(1, "harbour"), unit(2, "harbour"), unit(2**40, "harbour"))
    words.delete([1, 77])
    words.commit(2)
    assert (found(words, "harbour"), len(words)) == ([2, 2**40], 2)
    words.delete([2**40])
    words.add([unit(2, "bridge")])
    words.commit(3)
    assert (found(words, "harbour"), found(words, "bridge"), len(words)) == ([], [2], 1)


def test_cleared(words: KeywordIndex) -> None:
    put(words, unit(1, "harbour"), unit(2, "bridge"))
    words.clear()
    words.add([unit(3, "harbour")])
    words.commit(9)
    assert (found(words, "harbour bridge"), len(words), words.generation) == ([3], 1, 9)


def test_filters(words: KeywordIndex) -> None:
    put(words, unit(1, "harbour", "A b", 5), unit(2, "harbour", "a b", -5), unit(3, "harbour"))
    assert found(words, "harbour", 10, Filter("A b")) == [1]
    assert found(words, "harbour", 10, Filter("A")) == []
    assert found(words, "harbour", 10, Filter("")) == [1, 2, 3]
    assert found(words, "harbour", 1, Filter(window=DateWindow(None, 4))) == [2]
    assert found(words, "harbour", 10, Filter(window=DateWindow(-5, 5))) == [1, 2]


@pytest.mark.parametrize("k", range(1, 8))
def test_ties_at_the_cut_across_segments(words: KeywordIndex, k: int) -> None:
    for part in ([6, 3], [7, 1], [4], [2, 5]):
        put(words, *(unit(i, "harbour") for i in part))
    assert found(words, "harbour", k) == list(range(1, k + 1))


def test_nothing_is_seen_before_the_commit(words: KeywordIndex) -> None:
    words.add([unit(1, "harbour")])
    assert (found(words, "harbour"), len(words), words.generation) == ([], 0, 0)
    words.commit(0)
    assert (found(words, "harbour"), len(words), words.generation) == ([1], 1, 0)


def test_document_frequencies(town: KeywordIndex) -> None:
    counts, total = town.document_frequencies(["Bridges", "opened", "otter", "", "😀", "the"])
    assert (counts, total) == ([3, 4, 0, 0, 0, 4], 8)


def test_an_empty_index_has_frequencies(words: KeywordIndex) -> None:
    assert words.document_frequencies(["bridge"]) == ([0], 1)


def test_another_reader_sees_a_commit_when_it_reloads(words: KeywordIndex, tmp_path: Path) -> None:
    put(words, unit(1, "harbour"))
    reader = KeywordIndex(tmp_path / "words")
    assert (found(reader, "harbour"), reader.generation) == ([1], 1)
    put(words, unit(2, "harbour"))
    assert (found(reader, "harbour"), reader.generation) == ([1], 1)
    reader.reload()
    assert (found(reader, "harbour"), reader.generation) == ([1, 2], 2)


def test_one_writes_at_a_time(words: KeywordIndex, tmp_path: Path) -> None:
    put(words, unit(1, "harbour"))
    other = KeywordIndex(tmp_path / "words")
    with pytest.raises(ValueError, match="LockBusy"):
        other.commit(2)
    words.release()
    put(other, unit(2, "harbour"))
    other.release()
    put(words, unit(3, "harbour"))
    assert found(words, "harbour") == [1, 2, 3]


@pytest.mark.parametrize("ending", ["meta.json", ".managed.json", ".term", ".pos", ".fast"])
def test_a_torn_index_is_refused_and_can_be_wiped(tmp_path: Path, ending: str) -> None:
    folder = tmp_path / "torn"
    words = KeywordIndex(folder)
    put(words, unit(1, "harbour"))
    words.release()
    (file,) = (path for path in folder.iterdir() if path.name.endswith(ending))
    os.truncate(file, file.stat().st_size // 2)
    with pytest.raises(ValueError, match=r"corrupted|Failed to open"):
        KeywordIndex(folder)
    file.write_bytes(b"garbage")
    with pytest.raises(ValueError, match="corrupted"):
        KeywordIndex(folder)
    wipe(folder)
    wipe(folder)
    assert len(KeywordIndex(folder)) == 0


def test_a_killed_commit_never_tells_more_than_was_committed(tmp_path: Path) -> None:
    """From generation 1 to 2, then back to an earlier state that is also called 1."""
    folder = tmp_path / "words"
    words = KeywordIndex(folder)
    put(words, unit(1, "harbour"), unit(2, "harbour"))
    words.release()
    instants = range(1, 90)
    fates = killed("words", folder, instants, tmp_path)
    # At every instant there is, and some beyond the end.
    assert fates[0]
    assert not fates[-1]
    seen = set()
    for instant in instants:
        left = KeywordIndex(copy_for(folder, instant))
        seen.add((tuple(found(left, "harbour")), left.generation))
    start, later, earlier = (1, 2), (2, 3), (4,)
    assert {(start, 1), (later, 2), (earlier, 1)} <= seen
    # Ahead of what is told of it, or nothing is known: that is caught up, or made anew.
    assert seen - {(start, 1), (later, 2), (earlier, 1)} <= {(later, 1), (later, 0), (earlier, 0)}


def test_deleting_writes_no_words(words: KeywordIndex, tmp_path: Path) -> None:
    put(words, *(unit(i, f"harbour {i}") for i in range(50)))

    def segments() -> set[str]:
        return {path.name for path in (tmp_path / "words").glob("*.term")}

    before = segments()
    words.delete([7])
    words.commit(2)
    assert (segments(), len(words), words.generation) == (before, 49, 2)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"generation": 9}', '{"commit": null}'])
def test_of_words_without_a_word_on_them_nothing_is_known(
    words: KeywordIndex, tmp_path: Path, text: str
) -> None:
    put(words, unit(1, "harbour"))
    (tmp_path / "words" / "complete.json").write_text(text)
    assert (KeywordIndex(tmp_path / "words").generation, found(words, "harbour")) == (0, [1])
    put(words, unit(2, "harbour"))
    assert KeywordIndex(tmp_path / "words").generation == 2


def test_what_was_said_of_lost_words_does_not_hold_for_new_ones(tmp_path: Path) -> None:
    words = KeywordIndex(tmp_path / "words")
    put(words, *(unit(i, "harbour") for i in range(5)))
    words.release()
    (tmp_path / "words" / "meta.json").unlink()
    anew = KeywordIndex(tmp_path / "words")
    assert (len(anew), anew.generation) == (0, 0)


def test_searching_while_another_thread_commits(words: KeywordIndex) -> None:
    """Each answer is of one commit: hits are never ids of what was not asked for."""
    units = [unit(i, "harbour" if i % 2 else "ferry") for i in range(1, 200)]
    put(words, *units)
    odd = list(range(1, 200, 2))
    wrong: list[object] = []
    done = Event()

    def search() -> None:
        try:
            while not done.is_set():
                hits = found(words, "harbour", 300)
                if hits != odd:
                    wrong.append(hits)
        except BaseException as error:
            wrong.append(error)

    threads = [Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for generation in range(2, 12):
        words.add(units[generation::7])
        words.commit(generation)
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []
