from concurrent.futures import ThreadPoolExecutor

import pytest

from index.words import STOP_WORDS, stem


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Bridges", "bridg"),
        ("bridge", "bridg"),
        ("OPENED", "open"),
        ("2025", "2025"),
        ("الجسر", "الجسر"),
        ("", ""),
    ],
)
def test_stem(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_stop_words_are_as_they_are_compared() -> None:
    assert {word.lower() for word in STOP_WORDS} == STOP_WORDS
    assert {"the", "when", "of"} <= STOP_WORDS
    assert not {"iraq", "first", "new", "year", "may"} & STOP_WORDS


def test_threads_do_not_read_each_others_words() -> None:
    # Endings that the stemmer takes off in many steps; each word is new to the cache.
    words = [f"{start}{i}ationalizations" for i in range(400) for start in ("form", "nor", "re")]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(stem, words))
    stem.cache_clear()
    assert found == [stem(word) for word in words]
