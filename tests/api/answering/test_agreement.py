import pytest

from api.answering.agreement import answer_of, raised, says_same, supporting
from api.answering.evidence import FEATURES, Candidate
from corpus.duplicates import Copy
from index.records import Chunk, Hit
from index.sentences import Span


def candidate(
    document: str, text: str, answer: str, sure: float = 0.5, also_in: tuple[str, ...] = ()
) -> Candidate:
    copies = tuple(Copy(one, None, None) for one in also_in)
    chunk = Chunk(1, document, "v", 0, len(text))
    hit = Hit(1, chunk, text, "", None, None, 1.0, {}, copies)
    start = text.index(answer)
    features = [0.0] * len(FEATURES)
    features[FEATURES.index("answer")] = sure
    place = Span(start, start + len(answer))
    return Candidate(hit, Span(0, len(text)), text, place, tuple(features), 0.0)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("around 2,500", "2,500 troops", True),
        ("2,500", "2,600", False),
        ("the end of September", "September", True),
        ("September 2025", "September", False),
        ("Anna Brem", "Otto Brem", False),
        ("Mayor Anna Brem", "Anna Brem", True),
        ("the", "of", False),
    ],
)
def test_the_same_said_in_other_words(first: str, second: str, same: bool) -> None:
    assert says_same(first, second) is same
    assert says_same(second, first) is same


def test_others_support_copies_and_doubters_do_not() -> None:
    best = candidate("a", "It sank in 1904.", "1904", also_in=("copy",))
    others = [
        candidate("copy", "It sank in 1904.", "1904"),
        candidate("other", "In 1904 it went down.", "1904", also_in=("its copy",)),
        candidate("its copy", "In 1904 it went down.", "1904"),
        candidate("unsure", "The year 1904 was wet.", "1904", sure=-0.2),
        candidate("against", "It sank in 1905.", "1905"),
    ]
    assert [one.hit.chunk.document_id for one in supporting(best, [best, *others])] == ["other"]
    assert answer_of(best) == "1904"


def test_only_independent_outlets_raise_the_confidence() -> None:
    best, other = candidate("a", "In 1904.", "1904"), candidate("b", "By 1904.", "1904")
    assert raised(0.5, best, [], len) == 0.5
    assert raised(0.5, best, [other], lambda _: 1) == 0.5
    assert raised(0.5, best, [other], len) == pytest.approx(0.6)
