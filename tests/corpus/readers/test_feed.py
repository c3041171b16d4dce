import pytest

from tests.corpus.support import read, read_one, refusal

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Courier</title><language>en-gb</language><item>
<title>Bridge &amp; ferry</title><link>https://courier.example/1</link><guid>tag:1</guid>
<author>nell@courier.example (Nell Garrow)</author>
<pubDate>Sun, 09 Feb 2025 23:30:00 +0300</pubDate><description>A summary.</description>
<content:encoded><![CDATA[<p>The bridge opens.</p><p>The <b>ferry</b> stays.</p>
<script>no()</script>]]></content:encoded></item></channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>The Courier</title><entry><title>Bridge opens</title><link href="https://courier.example/2"/>
<id>tag:2</id><updated>2025-02-09T20:30:00Z</updated><author><name>Nell Garrow</name></author>
<content type="html">&lt;p&gt;The bridge opens.&lt;/p&gt;</content></entry>
<entry><title>Only a title</title><id>tag:3</id><updated>2025-02-09T20:30:00Z</updated>
</entry></feed>"""


@pytest.mark.parametrize("suffix", ["rss", "xml"])
def test_an_entry_of_rss_is_a_document(suffix: str) -> None:
    document = read_one(f"a.{suffix}", RSS.encode())
    assert document.text == "The bridge opens.\n\nThe ferry stays."
    assert (document.id, document.url) == ("https://courier.example/1",) * 2
    assert (document.title, document.publisher) == ("Bridge & ferry", "The Courier")
    assert document.published_at == "2025-02-09T23:30:00+03:00"
    assert (document.authors, document.language) == (("Nell Garrow",), "en")
    assert dict(document.found_in)["publisher"] == "feed title"


def test_atom_and_its_entries_without_text() -> None:
    documents, notes = read("a.atom", ATOM.encode())
    assert [(one.text, one.url) for one in documents] == [
        ("The bridge opens.", "https://courier.example/2")
    ]
    assert documents[0].published_at == "2025-02-09T20:30:00+00:00"
    assert dict(documents[0].found_in)["published_at"] == "entry updated"
    assert [note.reason for note in notes] == ["1 entries hold no text"]


def test_xml_that_is_no_feed_is_told() -> None:
    assert refusal("a.xml", b"<note><to>x</to></note>") == "an XML file, but no RSS or Atom feed"
    assert refusal("a.rss", b"hello") == "an XML file, but no RSS or Atom feed"


def test_a_feed_cut_off_keeps_what_came_before_and_says_so() -> None:
    more = RSS.replace("</channel></rss>", "<item><title>Second</title><description>Cut of")
    documents, notes = read("a.rss", more.encode())
    assert documents[0].text.startswith("The bridge opens.")
    assert notes[-1].incomplete
