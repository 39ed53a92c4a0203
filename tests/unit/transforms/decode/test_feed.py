from __future__ import annotations

import pytest

from tests.unit.transforms.decode.inputs import outcomes, reasons, reject, values
from transforms.record import RawDocument

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Ellery Gazette</title>
<language>en</language>
<item><title>Bridge &amp; tram</title><link>https://g.example/1</link><guid>g1</guid>
<pubDate>Tue, 06 May 2031 07:30:00 +0200</pubDate><dc:creator>Tomas Lind</dc:creator>
<category>bridges</category><category>trams</category><description>In short.</description>
<content:encoded><![CDATA[<p>First &amp; foremost.</p><p>Second.</p>]]></content:encoded></item>
<item><title>Short</title><description>Only this.</description></item>
<item><title>Empty</title></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title>
<entry><title>Tram</title><id>urn:1</id><link rel="self" href="https://g.example/self"/>
<link href="https://g.example/2"/><published>2031-05-06T07:30:00Z</published>
<updated>2031-05-07T07:30:00Z</updated><author><name>Ines Farrow</name></author>
<category term="trams"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>It <b>ran</b>.</p><p>It stopped.</p></div></content></entry></feed>"""


def test_rss_entries_are_records() -> None:
    found = outcomes(RSS.encode(), "a.xml")
    assert reasons(found) == ["ok", "ok", "no_text_field"]
    first, second = found[0], found[1]
    assert isinstance(first, RawDocument)
    assert isinstance(second, RawDocument)
    assert (first.text, first.format) == ("First & foremost.\nSecond.", "rss")
    assert second.text == "Only this."
    assert values(first, "title") == ["Bridge & tram"]
    assert values(first, "url") == ["https://g.example/1"]
    assert values(first, "external_id") == ["g1"]
    assert values(first, "published") == ["Tue, 06 May 2031 07:30:00 +0200"]
    assert values(first, "author") == ["Tomas Lind"]
    assert values(first, "tag") == ["bridges", "trams"]
    assert values(first, "dek") == ["In short."]
    assert values(first, "source_name") == ["The Ellery Gazette"]


def test_atom_entries_are_records() -> None:
    (found,) = outcomes(ATOM.encode(), "a.atom")
    assert isinstance(found, RawDocument)
    assert (found.text, found.format) == ("It ran.\nIt stopped.", "atom")
    assert values(found, "url") == ["https://g.example/2"]
    assert values(found, "author") == ["Ines Farrow"]
    assert values(found, "published") == ["2031-05-06T07:30:00Z"]
    assert values(found, "modified") == ["2031-05-07T07:30:00Z"]


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>', "doctype_refused"),
        ('<!DOCTYPE r SYSTEM "http://192.0.2.1/x.dtd">', "doctype_refused"),
    ],
)
def test_document_types_are_refused(head: str, reason: str) -> None:
    data = RSS.replace("<rss", head + "<rss", 1).replace("Only this", "&x;")
    assert reject(data.encode(), "a.rss").reason == reason


def test_a_cut_feed_keeps_its_whole_entries() -> None:
    data = RSS[: RSS.index("Only this")]
    assert reasons(outcomes(data.encode(), "a.rss")) == ["ok", "bad_xml"]


def test_a_deep_or_empty_feed_is_refused() -> None:
    assert reject(b"<rss>" + b"<a>" * 100_000, "a.rss").reason == "bad_xml"
    assert reject(b"<rss><channel></channel></rss>", "a.rss").reason == "no_records"
    assert reject(b"<?xml version='1.0'?><other/>", "a.xml").reason == "unsupported_format"
