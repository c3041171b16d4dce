from eval.retrieval import by_document
from index.records import Scored


def test_the_best_chunk_speaks_for_its_document() -> None:
    hits = [Scored(1, 1, 0.9), Scored(2, 2, 0.8), Scored(3, 1, 0.7), Scored(4, 4, 0.6)]
    owner = {1: "a", 2: "b", 3: "a", 4: "c"}
    assert by_document(hits, owner, 2) == {"a": 0.9, "b": 0.8}
