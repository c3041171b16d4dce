"""Ratings of answers, and the evaluation cases that they make."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from api.filters import is_text
from corpus.catalog import Catalog
from corpus.feedback import Feedback, Rating, all_feedback, keep_feedback

_FILTERS = ("date_from", "date_to", "publisher")


def rate(
    catalog: Catalog,
    answer: Mapping[str, Any],
    rating: Rating,
    comment: str | None,
    now: datetime,
) -> Feedback:
    """Keep what a reader thinks of an answer object; an earlier rating of it is replaced.

    An answer that quotes what was removed since is not kept with it.
    """
    shown = {_text(one["document_id"]) for one in [*answer["citations"], *answer["leads"]]}
    whole = all(catalog.get(document_id) for document_id in shown)
    kept = Feedback(
        _text(answer["id"]),
        now.isoformat(timespec="microseconds"),
        rating,
        comment,
        _text(answer["question"]),
        dict(answer) if whole else None,
    )
    with catalog.writing() as connection:
        keep_feedback(connection, kept, shown if whole else ())
    return kept


def rated(catalog: Catalog) -> list[Feedback]:
    """List all ratings, the earliest first."""
    with catalog.reading() as connection:
        return all_feedback(connection)


def cases(ratings: Iterable[Feedback]) -> Iterator[dict[str, Any]]:
    """Write ratings as cases that `dateline eval answers` reads.

    What was rated up is the answer; no answer, where "not found" was. What was rated down is
    ``wrong``, and ``answers`` is null: nobody has said what is right. A rating whose answer quoted
    a document that was removed makes no case.
    """
    for one in ratings:
        if one.answer is not None:
            yield _case(one, one.answer)


def _case(rated: Feedback, answer: Mapping[str, Any]) -> dict[str, Any]:
    said = [] if answer["answer"] is None else [answer["answer"]]
    understood = answer["understood"]
    filters = {name: understood[name] for name in _FILTERS if understood[name] is not None}
    case: dict[str, Any] = {
        "question": understood["question"],
        "answers": said if rated.rating == "up" else None,
        "wrong": said if rated.rating == "down" else [],
        "documents": list(dict.fromkeys(one["document_id"] for one in answer["citations"])),
        "rating": rated.rating,
        "comment": rated.comment,
        "answer_id": rated.answer_id,
        "rated_at": rated.rated_at,
    }
    if filters:
        case["filters"] = filters
    if understood["as_of"] is not None:
        case["as_of"] = understood["as_of"]
    return case


def _text(value: str) -> str:
    """Write broken characters as what they are: the catalog takes no lone surrogates."""
    return value if is_text(value) else value.encode("utf-8", "replace").decode("utf-8")
