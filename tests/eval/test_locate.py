import gzip
import json
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from eval.blind import Blind
from eval.locate import SHORTEST, absent, drawn, evaluate, held_out, present, shared
from eval.misquotes import one_word, some_words

WORDS = ["ferry", "harbour", "bridge", "council", "noon"]
QUOTE = st.lists(
    st.sampled_from("The mayor’s 19 cars, (left) on 5 May — quietly.".split()),
    min_size=10,
    max_size=40,
)


@given(QUOTE, st.randoms(use_true_random=False))
def test_one_word_is_changed_and_keeps_its_dress(quote: list[str], random: Random) -> None:
    edited = one_word(quote, WORDS, random)
    differ = [(one, other) for one, other in zip(quote, edited, strict=True) if one != other]
    ((one, other),) = differ
    assert one[-1].isalnum() == other[-1].isalnum()
    assert any(mark.isdigit() for mark in one) == any(mark.isdigit() for mark in other)


@given(QUOTE, st.randoms(use_true_random=False))
def test_many_words_are_changed_and_most_stay(quote: list[str], random: Random) -> None:
    edited = some_words(quote, WORDS, random)
    assert len(quote) - round(0.15 * len(quote)) <= len(edited) <= len(quote)
    moved = sum(one != other for one, other in zip(quote, edited, strict=False))
    assert edited != quote or moved == 0
    new = Counter(edited) - Counter(quote)
    assert new.total() <= round(0.15 * len(quote))


def test_what_stands_in_another_article_is_told() -> None:
    quotes = ["one two three four five six seven".split(), "a b c d e f g h".split()]
    articles = [
        Document("x", "so ONE, two three four five six, then b c d e f g"),
        Document("y", ""),
    ]
    assert shared(quotes, articles) == [0.5, pytest.approx(1 / 3)]


def test_quotes_stand_in_their_article() -> None:
    text = "\n".join(f"Word{n} and more." for n in range(30))
    for seed in range(20):
        quote = drawn(text, Random(seed))
        assert SHORTEST <= len(quote) <= 40
        assert " ".join(quote) in " ".join(text.split())
    assert drawn("Only three words", Random(0)) == ["Only", "three", "words"]


def test_the_blind_embedder_is_one() -> None:
    blind = Blind()
    assert blind.embed_documents(["a", "b"]).shape == (2, blind.dimension)
    assert blind.embed_documents([]).shape == (0, blind.dimension)
    assert (blind.embed_query("a") ** 2).sum() == pytest.approx(1, abs=1e-6)
    assert blind.count_tokens(["", "The harbourmaster left."]) == [0, 6]


def test_quotes_are_located_and_missed(tmp_path: Path) -> None:
    random = Random(5)
    names = ["".join(random.choices("bcdfghjklmnprstvw", k=5)) + "o" for _ in range(900)]
    rows = [
        {
            "id": f"article-{n}",
            "title": f"Article {n}",
            "published_at": "2023-01-01",
            "text": ". ".join(" ".join(random.choices(names, k=9)).capitalize() for _ in range(12)),
        }
        for n in range(60)
    ]
    assert 0 < sum(held_out(str(row["id"])) for row in rows) < 20
    first, second = tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl.gz"
    for path, some in ((first, rows[:20]), (second, rows[20:])):
        with gzip.open(path, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in some)
    found = evaluate([first, second], tmp_path / "cache", count=12, seed=1)
    assert found["documents"] == 60
    quotes = found["quotes"]
    assert quotes["not in the archive"]["said to be not here"] == 1
    assert quotes["not in the archive"]["asked"] == 12
    assert quotes["unchanged"]["right article"] == quotes["unchanged"]["first match exact"] == 1
    assert quotes["one word changed"]["right article"] == 1
    assert quotes["one word changed"]["first match exact"] == 0


def test_the_same_quotes_are_drawn_each_time() -> None:
    articles = [Document(str(n), f"start{n} " + "more words here " * 20) for n in range(8)]
    assert present(articles, 4, 1) == present(articles, 4, 1)
    assert present(articles, 4, 1) != present(articles, 4, 2)
    assert absent(articles[:2], articles[2:], 4, 1) == []
