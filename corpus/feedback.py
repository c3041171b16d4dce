"""What readers thought of answers: kept beside the documents, without what was removed."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from sqlalchemy import JSON, Column, Connection, Index, Table, Text, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from corpus.database import slices
from corpus.tables import metadata

Rating = Literal["up", "down"]

ratings = Table(
    "ratings",
    metadata,
    Column("answer_id", Text, primary_key=True),
    Column("rated_at", Text, nullable=False),
    Column("rating", Text, nullable=False),
    Column("comment", Text),
    Column("question", Text, nullable=False),
    Column("answer", JSON(none_as_null=True), comment="null once what it quotes was removed"),
)

quoted = Table(
    "quoted",
    metadata,
    Column("answer_id", Text, primary_key=True),
    Column("document_id", Text, primary_key=True),
    Index("quoted_by_document", "document_id"),
)


@dataclass(frozen=True, slots=True)
class Feedback:
    """One rating: of which answer, with the answer as it was given."""

    answer_id: str
    rated_at: str
    rating: Rating
    comment: str | None
    question: str
    answer: dict[str, Any] | None


def keep_feedback(connection: Connection, feedback: Feedback, documents: Iterable[str]) -> None:
    """Keep a rating and which documents its answer quotes; one of the same answer is replaced."""
    row = asdict(feedback)
    statement = upsert(ratings).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=["answer_id"], set_=row))
    connection.execute(delete(quoted).where(quoted.c.answer_id == feedback.answer_id))
    rows = [{"answer_id": feedback.answer_id, "document_id": one} for one in sorted(set(documents))]
    if rows:
        connection.execute(quoted.insert(), rows)


def all_feedback(connection: Connection) -> list[Feedback]:
    """List every rating, the earliest first."""
    query = select(ratings).order_by(ratings.c.rated_at, ratings.c.answer_id)
    return [Feedback(**row._mapping) for row in connection.execute(query)]


def forget_quotes(connection: Connection, ids: Sequence[str]) -> None:
    """Forget the answers that quote these documents; question, rating and comment stay."""
    for some in slices(ids):
        ours = select(quoted.c.answer_id).where(quoted.c.document_id.in_(some))
        connection.execute(update(ratings).where(ratings.c.answer_id.in_(ours)).values(answer=None))
        connection.execute(delete(quoted).where(quoted.c.document_id.in_(some)))
