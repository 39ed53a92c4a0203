from __future__ import annotations

import time

import pytest

from tests.unit.transforms.decode.inputs import PAGE, PARAGRAPHS, TITLE, document, reject, values
from transforms.decode.body import align
from transforms.decode.options import DecodeOptions
from transforms.decode.tree import parse_html, visible


def lines_of(markup: str) -> list[str]:
    root = parse_html(markup)
    assert root is not None
    return visible(root).lines


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One <b>bo</b>ld.</p><p>Two.</p>", ["One bold.", "Two."]),
        ("<div>a<p>b</p>c</div>d", ["a", "b", "c", "d"]),
        ("one<br>two<br><br>three", ["one", "two", "three"]),
        ("<ul><li>a</li><li>b</ul>", ["a", "b"]),
        ("<table><tr><td>a<td>b</tr><tr><td>c</table>", ["a b", "c"]),
        ("<pre>a\n  b\n\nc</pre>", ["a", "b", "c"]),
        ("<p>a\n   b&nbsp;\tc</p>", ["a b c"]),
        ("<p>a</p><script>b</script><style>c</style><template>d</template>e", ["a", "e"]),
        ("<p hidden>a</p><p style='display: none'>b</p>c<!-- d -->", ["c"]),
        ("<div hidden id='S:0'><p>late</p></div>", ["late"]),
        ("<p>a<svg><title>t</title></svg> b</p>", ["a b"]),
        ("x<noscript>y</noscript><button>z</button>w", ["x", "z", "w"]),
        ("<p>A &amp;amp; B &lt;i&gt;</p>", ["A &amp; B <i>"]),
        ("<p>un<p>closed<div>tags", ["un", "closed", "tags"]),
    ],
)
def test_visible_lines(markup: str, expected: list[str]) -> None:
    assert lines_of(markup) == expected


def test_page_with_claims_body_links_and_headings() -> None:
    found = document(PAGE.encode(), "a.html")
    lines = found.text.split("\n")
    assert [lines[n] for n in sorted(found.heading_lines)] == [TITLE]
    assert "Secret" not in found.text
    assert "not seen" not in found.text
    assert found.body_lines is not None
    body = [lines[n] for n in sorted(found.body_lines)]
    assert [line for line in body if line in PARAGRAPHS] == list(PARAGRAPHS)
    assert not {"Home", "Sport", "Copyright The Ellery Gazette"} & set(body)
    link = next(link for link in found.links if link.url == "/piers")
    assert link.anchor_text == "more about the piers"
    assert link.line_no is not None
    assert lines[link.line_no].startswith("Read more about")


def test_claims_of_jsonld_head_and_heading() -> None:
    found = document(PAGE.encode(), "a.html")
    title = found.claim("title")
    assert title is not None
    assert (title.value, title.method) == (TITLE, "jsonld")
    assert values(found, "author") == ["Tomas Lind", "Ines Farrow"]
    assert values(found, "published") == ["2031-05-06T07:30:00+02:00"]
    assert values(found, "tag") == ["bridges", "Port Ellery"]
    assert values(found, "source_name") == ["The Ellery Gazette"]
    assert values(found, "canonical_url") == ["https://gazette.example/bridge"]
    assert values(found, "language") == ["en"]


def test_title_element_alone_is_a_weak_claim_without_the_site() -> None:
    found = document(b"<title>Tram is late - The Gazette</title><p>Text.</p>", "a.html")
    (claim,) = [claim for claim in found.claims if claim.name == "title"]
    assert (claim.value, claim.confidence) == ("Tram is late", 0.5)


def test_meta_claims_come_in_order_of_confidence() -> None:
    page = (
        "<meta property='og:title' content='Og title'><meta name='author' content='Ada Brock'>"
        "<meta property='article:author' content='https://social.example/ada'>"
        "<meta property='article:published_time' content='2031-02-03'>"
        "<meta name='keywords' content='a, b'><h1>Heading</h1><p>Text.</p>"
    )
    found = document(page.encode(), "a.html")
    assert values(found, "title") == ["Og title", "Heading"]
    assert values(found, "author") == ["Ada Brock"]
    assert values(found, "published") == ["2031-02-03"]
    assert values(found, "tag") == ["a", "b"]


@pytest.mark.parametrize(
    "markup",
    [
        "<meta name='cXenseParse:author' content='Ada Brock'>",
        "<meta name='articleAuthor' content='Ada Brock'>",
        "<a rel='author' href='/ada'>Ada Brock</a>",
        "<p>By <span class='e-byline__author'>Ada Brock</span></p>",
        "<span itemprop='author'>Ada Brock</span>",
    ],
)
def test_authors_of_other_markup(markup: str) -> None:
    found = document(f"{markup}<h1>Heading</h1><p>Text.</p>".encode(), "a.html")
    assert values(found, "author") == ["Ada Brock"]


def test_elements_that_only_look_like_an_author_name_nobody() -> None:
    page = "<div class='author-bio'>Ada Brock is a writer.</div><p class='author'>More</p>"
    names = "".join(f"<a rel='author'>Name Number{chr(65 + n)}</a>" for n in range(9))
    found = document(f"{page}{names}<p>Text.</p>".encode(), "a.html")
    assert values(found, "author") == []


def test_a_date_in_the_prose_is_no_publication_date() -> None:
    page = "<html><body><p>The bridge was closed on 3 March 2021 for repairs.</p></body></html>"
    assert values(document(page.encode(), "a.html"), "published") == []


def test_time_element_is_a_publication_date() -> None:
    page = "<article><time datetime='2029-04-05' pubdate>5 April</time><p>Text here.</p></article>"
    assert values(document(page.encode(), "a.html"), "published") == ["2029-04-05"]


@pytest.mark.parametrize(
    "script",
    ['{"@type":"NewsArticle","headline":"x"', "[" * 50_000, "null", '{"@type":["NewsArticle",7],'
     '"author":[[{"name":{"x":1}}],3],"datePublished":1e309,"headline":null}'],
)  # fmt: skip
def test_broken_jsonld_makes_no_claims(script: str) -> None:
    page = f"<script type='application/ld+json'>{script}</script><p>Text.</p>"
    assert document(page.encode(), "a.html").claims == ()


@pytest.mark.parametrize(
    ("label", "encoding"), [("windows-1251", "cp1251"), ("iso-8859-1", "cp1252")]
)
def test_meta_charset(label: str, encoding: str) -> None:
    text = "Мост открыт" if encoding == "cp1251" else "Café geöffnet"
    page = f"<html><meta charset='{label}'><p>{text}</p>".encode(encoding)
    found = document(page, "a.html")
    assert (found.text, found.encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><body><img src=a.png></body></html>", "empty_text"),
        ("<html><body>" + "<div>" * 100_000 + "deep", "too_deep"),
    ],
)
def test_pages_that_show_nothing_or_are_too_deep(page: str, reason: str) -> None:
    assert reject(page.encode(), "a.html").reason == reason


def test_a_deep_page_keeps_its_lines_and_has_no_body() -> None:
    page = "<html><body>" + "<div>" * 600 + "deep text" + "</div>" * 600
    found = document(page.encode(), "a.html")
    assert (found.text, found.body_lines) == ("deep text", None)


def test_a_tag_with_50000_attributes_takes_no_time() -> None:
    attributes = " ".join(f"a{n}='>'" for n in range(50_000))
    started = time.process_time()
    found = document(f"<html><body><p {attributes}>Words</p></body></html>".encode(), "a.html")
    assert "Words" in found.text
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "head",
    [
        "<script>for(i=0;i<n;i++){x='" + 'a b "c" ' * 3_000 + "'}</script>",
        '<link rel="x" href="y"">' + "<meta name='a' content='b c d'>" * 400,
        "<script>document.write('<link" + " a 'b'" * 2_000 + "')</script>",
        "<!-- <p " + "it's a b " * 2_000 + "-->",
        f"<body data-x='{'many words in one value ' * 2_000}'>",
    ],
)
def test_long_scripts_stray_quotes_and_long_values_are_no_giant_tags(head: str) -> None:
    found = document(f"<html><head>{head}<p>Words</p><p>More</p></html>".encode(), "a.html")
    assert found.text == "Words\nMore"


def test_limits_switch_the_body_search_off() -> None:
    assert document(PAGE.encode(), "a.html", DecodeOptions(max_html_elements=3)).body_lines is None


@pytest.mark.parametrize(
    ("lines", "extracted", "expected"),
    [
        (["Home", "A sentence of some length.", "Home"], "A sentence of some length.", {1}),
        (["Share", "First words here it is", "Share", "Last words there it is"],
         "First words here it is\nShare\nLast words there it is", {1, 2, 3}),
        (["one part of a paragraph", "and the other part of it"],
         "one part of a paragraph and the other part of it", {0, 1}),
        (["By Ada: the whole of the sentence stands here"],
         "the whole of the sentence stands here", {0}),
        (["a very long line of which only a little bit was taken by the extractor, so no"],
         "a little bit was taken", set()),
        (["Café"], "Cafe\u0301", {0}),
        ([], "x", set()),
    ],
)  # fmt: skip
def test_align(lines: list[str], extracted: str, expected: set[int]) -> None:
    assert align(lines, extracted) == expected


@pytest.mark.parametrize(
    ("title", "headline", "published"),
    [
        (
            "Orvane closes its bridge | OW | 28.04.2023",
            "Orvane closes its bridge | OW",
            ["28.04.2023"],
        ),
        ("Orvane closes its bridge | 2023-04-28 | OW", "Orvane closes its bridge", ["2023-04-28"]),
        ("Orvane remembers 28.04.2023", "Orvane remembers 28.04.2023", []),
        ("28.04.2023", "28.04.2023", []),
    ],
)
def test_a_date_behind_the_title_is_a_claim_of_its_own(
    title: str, headline: str, published: list[str]
) -> None:
    head = f'<meta property="og:title" content="{title}">'
    found = document(PAGE.replace("<head>", f"<head>{head}").encode(), "a.html")
    assert headline in values(found, "title")
    dated = [c.value for c in found.claims if c.method == "og_date"]
    assert dated == published
