import gzip
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from corpus.catalog import count_versions
from corpus.tables import files
from corpus.web.address import url_of
from corpus.web.record import fetched, listed
from index import ingest
from index.build import Archive
from index.orders import Said
from index.report import Report
from tests.index.support import (
    NOW,
    Counting,
    Watching,
    check_quotes,
    documents_of,
    run,
    texts_found,
)
from tests.site import QUICK, Reply, Site, item, site_on

SAVED = Path(__file__).parents[1] / "data" / "files"
BRIDGE = "The harbour bridge opens in May. It was closed for a year."
FERRY = "The ferry leaves at noon. It carries cars and people."
SCHOOL = "The school vote was close. Nobody had expected it."


def online(archive: Archive, *urls: str, **said: Any) -> Report:
    return run(archive, *map(url_of, urls), **{"manners": QUICK} | said)


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.removed, report.files_unchanged


def reasons(report: Report) -> dict[str, str]:
    return {note.where: note.reason for note in [*report.missing, *report.notes]}


def embedded(archive: Archive) -> int:
    assert isinstance(archive.embedder, Counting)
    count = len(archive.embedder.embedded)
    archive.embedder.embedded.clear()
    return count


# One page


def test_a_page_is_a_document_under_its_url(archive: Archive, site: Site) -> None:
    url = site.article("/a?b=1", BRIDGE, "<title>Bridge opens soon for all</title>")
    assert counts(online(archive, url)) == (1, 0, 0, 0)
    kept = archive.catalog.get(url)
    assert kept is not None
    assert (kept.document.text, kept.document.url) == (BRIDGE, url)
    assert texts_found(archive, "harbour bridge") == [BRIDGE]
    assert archive.roots() == {url_of(url): Said()}
    check_quotes(archive)


def test_an_unchanged_page_costs_no_body_and_no_embedding(archive: Archive, site: Site) -> None:
    url = site.article("/a", BRIDGE)
    online(archive, url)
    assert embedded(archive) == 1
    assert counts(online(archive, url)) == (0, 0, 0, 1)
    assert (embedded(archive), site.asked[-1].status) == (0, 304)
    assert counts(online(archive, url, publisher="Post"))[:2] == (0, 1)
    assert site.asked[-1].status == 200
    assert archive.roots() == {url_of(url): Said("Post")}
    # What was said of a URL is remembered for it.
    assert counts(online(archive, url)) == (0, 0, 0, 1)


def test_a_changed_page_is_a_new_version(archive: Archive, site: Site) -> None:
    url = site.article("/a", BRIDGE)
    online(archive, url)
    site.article("/a", FERRY)
    assert counts(online(archive, url)) == (0, 1, 0, 0)
    assert texts_found(archive, "ferry") == [FERRY]
    with archive.catalog.reading() as connection:
        assert count_versions(connection) == 2


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_dropped_and_may_come_back(
    archive: Archive, site: Site, status: int
) -> None:
    url = site.article("/a", BRIDGE)
    online(archive, url)
    site.answer("/a", Reply(status))
    report = online(archive, url)
    assert (counts(report), report.missing) == ((0, 0, 1, 0), [])
    assert texts_found(archive, "harbour bridge") == []
    with archive.catalog.reading() as connection:
        assert connection.execute(select(files)).all() == []
        assert connection.execute(select(fetched)).all() == []
    assert "no such page" in reasons(online(archive, url))[url]
    site.article("/a", BRIDGE)
    assert counts(online(archive, url)) == (1, 0, 0, 0)


@pytest.mark.parametrize("reply", [Reply(500), Reply(403), Reply(200, b"", {})], ids=str)
def test_a_page_that_cannot_be_had_for_a_day_is_kept(
    archive: Archive, site: Site, reply: Reply
) -> None:
    url = site.article("/a", BRIDGE)
    online(archive, url)
    site.answer("/a", reply)
    report = online(archive, url)
    assert (counts(report)[:3], list(reasons(report))) == ((0, 0, 0), [url])
    assert texts_found(archive, "harbour bridge") == [BRIDGE]
    site.article("/a", FERRY)
    assert counts(online(archive, url)) == (0, 1, 0, 0)


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ('<link rel="canonical" href="/real">', "/real"),
        ('<meta property="og:url" content="real">', "/in/real"),
        ('<link rel="canonical" href="https://other.example/real">', "/in/a?from=feed"),
        ('<link rel="canonical" href="/">', "/in/a?from=feed"),
        ('<link rel="canonical" href="javascript:no()">', "/in/a?from=feed"),
    ],
)
def test_a_page_may_name_its_own_address_on_its_host(
    archive: Archive, site: Site, link: str, path: str
) -> None:
    online(archive, site.article("/in/a?from=feed", BRIDGE, link))
    assert list(documents_of(archive)) == [site.url(path)]


def test_other_formats_by_type_or_name(archive: Archive, site: Site) -> None:
    urls = [
        site.put("/report", (SAVED / "libreoffice.pdf").read_bytes(), "application/pdf"),
        site.put("/b.docx", (SAVED / "pandoc.docx").read_bytes(), "application/octet-stream"),
        site.put("/c.txt", FERRY, "text/plain; charset=utf-8"),
        site.put("/d.txt.gz", gzip.compress(SCHOOL.encode()), "application/gzip"),
        site.put("/untyped", f"<!DOCTYPE html><p>{BRIDGE}</p>", ""),
        site.put("/e.jsonl", '{"text": "One."}\n{"id": "two", "text": "Two."}', "text/plain"),
    ]
    report = online(archive, *urls)
    assert report.left_out == []
    expected = {*urls[:5], f"{urls[5]}#1", "two"}
    assert set(documents_of(archive)) == expected
    photo = site.put("/photo", b"\xff\xd8", "image/jpeg")
    assert "image/jpeg" in reasons(online(archive, photo))[photo]


def test_pages_stand_beside_files(archive: Archive, site: Site, folder: Path) -> None:
    url = url_of(site.article("/a", BRIDGE))
    assert run(archive, folder, url, manners=QUICK).added == 4
    assert set(archive.roots()) == {folder, url}
    (folder / "ferry.md").unlink()
    report = run(archive, *archive.roots(), manners=QUICK)
    assert (report.removed, report.files_unchanged) == (1, 3)
    run(archive, folder)
    assert str(url) in documents_of(archive)


def test_nothing_is_fetched_that_was_not_named(archive: Archive, site: Site, folder: Path) -> None:
    page = site.article("/a", f'{BRIDGE} See <a href="{site.url("/b")}">more</a>.')
    online(archive, page)
    assert site.paths() == ["/a"]
    run(archive, folder)
    archive.refresh()
    assert texts_found(archive, "ferry")
    assert site.asked == []


# Feeds


def test_a_feed_gives_what_it_carries_and_the_rest_is_fetched(archive: Archive, site: Site) -> None:
    linked = site.article("/ferry", FERRY)
    carried = site.url("/bridge")
    feed = site.feed(
        "/feed",
        item(carried, "Bridge", "A summary.", f"<p>{BRIDGE}</p>"),
        item("/ferry", "Ferry timetable", "Only a summary."),
    )
    report = online(archive, feed)
    assert (counts(report), report.left_out) == ((2, 0, 0, 0), [])
    assert site.paths() == ["/feed", "/ferry"]
    assert set(documents_of(archive)) == {carried, linked}
    kept = archive.catalog.get(linked)
    assert kept is not None
    assert (kept.document.text, kept.document.title) == (FERRY, "Ferry timetable")
    assert kept.document.publisher == "The Courier"
    assert kept.document.published_at == "2025-02-09T10:00:00+00:00"
    assert dict(kept.document.found_in)["publisher"] == "feed title"


def test_an_unchanged_feed_is_asked_for_what_it_lists(archive: Archive, site: Site) -> None:
    site.article("/ferry", FERRY)
    feed = site.feed("/feed", item("/ferry", "Ferry"), item("/b", content=BRIDGE))
    online(archive, feed)
    embedded(archive)
    assert counts(online(archive, feed)) == (0, 0, 0, 2)
    assert [one.status for one in site.asked[-2:]] == [304, 304]
    site.article("/ferry", SCHOOL)
    assert counts(online(archive, feed)) == (0, 1, 0, 1)
    assert embedded(archive) == 1


def test_feeds_forget_and_the_archive_does_not(archive: Archive, site: Site) -> None:
    site.article("/ferry", FERRY)
    feed = site.feed("/feed", item("/ferry"), item("/b", content=BRIDGE))
    online(archive, feed)
    site.article("/school", SCHOOL)
    site.feed("/feed", item("/school"))
    site.paths()
    assert counts(online(archive, feed)) == (1, 0, 0, 0)
    assert site.paths() == ["/feed", "/school"]
    assert len(documents_of(archive)) == 3
    site.answer("/feed", Reply(410))
    report = online(archive, feed)
    assert (report.removed, list(reasons(report))) == (0, [feed])
    assert len(documents_of(archive)) == 3


def test_a_feed_that_is_gone_leaves_what_it_carried(archive: Archive, site: Site) -> None:
    feed = site.feed("/feed", item("/b", content=BRIDGE))
    online(archive, feed)
    site.answer("/feed", Reply(404))
    report = online(archive, feed)
    assert (report.removed, list(reasons(report))) == (0, [feed])
    assert list(documents_of(archive)) == [site.url("/b")]


def test_a_listed_page_that_is_gone_is_dropped(archive: Archive, site: Site) -> None:
    site.article("/ferry", FERRY)
    feed = site.feed("/feed", item("/ferry"), item("/b", content=BRIDGE))
    online(archive, feed)
    site.answer("/ferry", Reply(404))
    assert counts(online(archive, feed)) == (0, 0, 1, 1)
    assert list(documents_of(archive)) == [site.url("/b")]


def test_what_a_feed_links_to_is_a_page_and_leads_no_further(archive: Archive, site: Site) -> None:
    with site_on() as other:
        elsewhere = other.article("/a", FERRY)
        inner = site.feed("/inner", item("/never"))
        feed = site.feed(
            "/feed", item(elsewhere), item(inner), item("/none"), item("mailto:a@b.example")
        )
        report = online(archive, feed)
    assert list(documents_of(archive)) == [elsewhere]
    assert site.paths() == ["/feed", "/inner", "/none"]
    told = reasons(report)
    assert "name it by itself" in told[inner]
    assert "no such page" in told[site.url("/none")]
    assert told[feed] == "1 entries hold no text"


# Sitemaps


@pytest.mark.parametrize("packed", [False, True])
def test_a_sitemap_and_an_index_of_them(archive: Archive, site: Site, packed: bool) -> None:
    one, two = site.article("/one", BRIDGE), site.article("/two", FERRY)
    inner = site.sitemap("/inner.xml.gz", one, two, packed=packed)
    root = site.sitemap("/sitemap.xml", inner, kind="sitemapindex", packed=packed)
    assert counts(online(archive, root)) == (2, 0, 0, 0)
    assert set(documents_of(archive)) == {one, two}
    assert counts(online(archive, root)) == (0, 0, 0, 4)


def test_a_sitemap_speaks_for_its_own_host(archive: Archive, site: Site) -> None:
    with site_on() as other:
        away = other.article("/away", FERRY)
        maps = other.sitemap("/sitemap.xml", away)
        site.answer("/leads", Reply(302, b"", {"Location": away}))
        leads, own = site.url("/leads"), site.article("/own", BRIDGE)
        inner = site.sitemap("/inner.xml", away, leads, own)
        root = site.sitemap("/sitemap.xml", inner, maps, kind="sitemapindex")
        told = reasons(online(archive, root))
        assert other.asked == []
    assert set(told) == {away, leads, maps}
    assert all("on another host" in reason for reason in told.values())
    assert list(documents_of(archive)) == [own]


def test_an_index_in_an_index_is_not_read(archive: Archive, site: Site) -> None:
    inner = site.sitemap("/inner.xml", site.url("/c.xml"), kind="sitemapindex")
    root = site.sitemap("/sitemap.xml", inner, kind="sitemapindex")
    assert "inside another" in reasons(online(archive, root))[site.url("/c.xml")]
    assert site.paths() == ["/sitemap.xml", "/inner.xml"]


def test_what_a_sitemap_no_longer_lists_stays_until_it_is_gone(
    archive: Archive, site: Site
) -> None:
    one, two, never = site.article("/one", BRIDGE), site.article("/two", FERRY), site.url("/never")
    root = site.sitemap("/sitemap.xml", one, two, never)
    online(archive, root)
    site.sitemap("/sitemap.xml", one)
    for _ in range(2):
        site.paths()
        report = online(archive, root)
        assert (report.removed, report.left_out) == (0, [])
        assert site.paths() == ["/sitemap.xml", "/one", "/two"]
    site.answer("/two", Reply(410))
    assert online(archive, root).removed == 1
    site.paths()
    online(archive, root)
    assert site.paths() == ["/sitemap.xml", "/one"]
    with archive.catalog.reading() as connection:
        assert [row.url for row in connection.execute(select(listed))] == [one]


def test_a_news_sitemap_tells_of_its_pages(archive: Archive, site: Site) -> None:
    url = site.article("/one", BRIDGE)
    xml = f"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{url}</loc><news:news>
      <news:publication><news:name>The Courier</news:name></news:publication><news:title>Bridge
      </news:title><news:publication_date>2025-02-09</news:publication_date></news:news></url>
      </urlset>"""
    online(archive, site.put("/news.xml", xml, "text/xml"))
    kept = archive.catalog.get(url)
    assert kept is not None
    document = kept.document
    assert (document.title, document.publisher) == ("Bridge", "The Courier")
    assert document.published_at == "2025-02-09"


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]><urlset><url><loc>&b;</loc></url></urlset>', "entities"),
        ("<urlset></urlset>", "without entries"),
        ("<other/>", "no RSS or Atom feed"),
        ("<urlset><url><loc>http://a</loc>", "no RSS or Atom feed"),
    ],
)
def test_xml_that_lists_nothing_is_told(
    archive: Archive, site: Site, xml: str, reason: str
) -> None:
    url = site.put("/a.xml", xml, "application/xml")
    assert reason in reasons(online(archive, url))[url]


# A run


def test_robots_keep_a_page_out_and_the_run_goes_on(archive: Archive, site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /private")
    secret, own = site.article("/private", FERRY), site.article("/own", BRIDGE)
    report = online(archive, site.sitemap("/sitemap.xml", secret, own))
    assert [note.where for note in report.left_out] == [secret]
    assert list(documents_of(archive)) == [own]
    assert "/private" not in site.paths()


def test_a_root_that_gives_nothing_is_missing_and_not_remembered(
    archive: Archive, site: Site
) -> None:
    url = site.url("/none")
    report = online(archive, url, "http://nowhere.invalid/")
    assert [note.where for note in report.missing] == [url, "http://nowhere.invalid/"]
    assert archive.roots() == {}


def test_an_interrupted_run_goes_on_where_it_was(
    archive: Archive, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "_PAGES", 3)
    urls = [site.article(f"/{number}", f"Item {number} of the list.") for number in range(9)]
    root = site.sitemap("/sitemap.xml", *urls)
    watching = Watching(interrupt_at=4)
    report = online(archive, root, watch=watching)
    assert report.interrupted
    held = len(documents_of(archive))
    assert 0 < held < 9
    report = online(archive, root)
    assert (report.added, report.removed) == (9 - held, 0)
    assert len(documents_of(archive)) == 9
    assert report.files_unchanged == held + 1


def test_progress_counts_the_pages_to_come(archive: Archive, site: Site) -> None:
    urls = [site.article(f"/{number}", f"Item {number} of the list.") for number in range(5)]
    watching = Watching()
    online(archive, site.sitemap("/sitemap.xml", *urls), watch=watching)
    done = [now.done_bytes for now in watching.told]
    assert done == sorted(done)
    assert done[-1] == watching.told[-1].total_bytes == 6 * 50_000


def test_a_document_that_was_removed_stays_away_until_asked_for(
    archive: Archive, site: Site
) -> None:
    url = site.article("/a", BRIDGE)
    online(archive, url)
    archive.remove([url], NOW)
    site.article("/a", BRIDGE + " More of it.")
    assert reasons(online(archive, url))[url].startswith("was removed earlier")
    assert online(archive, url, include_removed=True).added == 1
