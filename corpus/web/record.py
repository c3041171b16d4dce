"""What is remembered of pages: how to ask whether they have changed, and what listings list."""

from collections.abc import Container, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    ForeignKeyConstraint,
    Integer,
    Table,
    Text,
    delete,
    insert,
    select,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from corpus.document import Document, Note
from corpus.readers.places import SITEMAP
from corpus.tables import PathBytes, files, metadata
from corpus.web.address import Url
from corpus.web.fetch import Validators

fetched = Table(
    "fetched",
    metadata,
    Column("url", PathBytes, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("listing", Boolean, nullable=False, comment="whether it is a feed or a sitemap"),
    ForeignKeyConstraint(["url"], ["files.path"], ondelete="CASCADE"),
)

listed = Table(
    "listed",
    metadata,
    Column("listing", PathBytes, primary_key=True),
    Column("url", PathBytes, primary_key=True),
    Column("number", Integer, nullable=False, comment="order in the listing"),
    Column("about", JSON, nullable=False, comment="what the listing says of the page"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was fetched; ``links`` are the pages that it lists, if it is a listing."""

    path: Url
    size: int
    validators: Validators
    listing: bool
    links: Sequence[Document] = ()
    mtime_ns: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of a page that was read to its end under the same settings."""

    validators: Validators
    notes: tuple[Note, ...]


def known(connection: Connection, url: Url, settings: str) -> Known | None:
    """Look up how a page was when it was last read."""
    query = select(fetched.c.etag, fetched.c.last_modified, files.c.notes).join(
        files, files.c.path == fetched.c.url
    )
    query = query.where(fetched.c.url == str(url), files.c.settings == settings)
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return Known(Validators(row.etag, row.last_modified), tuple(Note(*one) for one in row.notes))


def is_listing(connection: Connection, url: Url) -> bool:
    """Tell whether a page was a feed or a sitemap when it was read."""
    query = select(fetched.c.listing).where(fetched.c.url == str(url))
    return bool(connection.execute(query).scalar_one_or_none())


def links_of(connection: Connection, listing: Url) -> list[Document]:
    """List the pages of a feed as it was last read, or all that a sitemap ever listed."""
    query = select(listed.c.about).where(listed.c.listing == str(listing))
    rows = connection.execute(query.order_by(listed.c.number)).scalars()
    return [Document.from_json(about) for about in rows]


def record_page(connection: Connection, page: Page) -> None:
    """Remember a page, after its file was recorded.

    What a sitemap no longer lists stays remembered where it was read: it is asked for until it is
    gone. Feeds forget.
    """
    row = asdict(page.validators) | {"listing": page.listing}
    statement = upsert(fetched).values(url=str(page.path), **row)
    connection.execute(statement.on_conflict_do_update(index_elements=["url"], set_=row))
    kept = [*page.links, *unlisted(connection, page.path, {link.id for link in page.links})]
    connection.execute(delete(listed).where(listed.c.listing == str(page.path)))
    rows = [
        {"listing": str(page.path), "url": link.id, "number": number, "about": asdict(link)}
        for number, link in enumerate(kept)
    ]
    if rows:
        connection.execute(insert(listed), rows)


def unlisted(connection: Connection, listing: Url, now: Container[str]) -> list[Document]:
    """The pages that a sitemap once listed and that were read, without those it lists ``now``."""
    return [
        link
        for link in links_of(connection, listing)
        if link.id not in now and from_sitemap(link) and was_read(connection, link.id)
    ]


def forget_page(connection: Connection, url: str) -> None:
    """Let no listing remember a page that is gone."""
    connection.execute(delete(listed).where(listed.c.url == url))


def from_sitemap(link: Document) -> bool:
    """Tell whether a sitemap lists this page."""
    return dict(link.found_in).get("url") == SITEMAP


def was_read(connection: Connection, url: str) -> bool:
    """Tell whether a page was read before."""
    query = select(files.c.path).where(files.c.path == url)
    return connection.execute(query).one_or_none() is not None
