"""What becomes of whole pages? All texts are our own, about invented people and places."""

from __future__ import annotations

from datetime import date

import pytest

from transforms.record import Article, Claim, RawDocument, Reject
from transforms.steps import EditOptions, edit

OPTIONS = EditOptions(date(2025, 11, 22))

LEAD = (
    "The council of Orvane voted on Friday (April 11) to close the old bridge for a year. Engineers"
    " had found cracks in eleven of its forty pillars, according to a report that was kept secret."
)
SECOND = (
    "Mayor Karl Vess said the decision had been hard, and that nobody wanted to be the"
    " one who shuts it."
)
THIRD = (
    "Repairs are to cost four million marks. The province will pay half of it, and the"
    " rest is open."
)


def made(text: str, **more) -> Article:
    article = edit(RawDocument(0, text, more.pop("format", "txt"), **more), OPTIONS)
    assert isinstance(article, Article), article
    assert "\n".join(line.raw_text for line in article.lines) == text
    return article


def removed(article: Article) -> list[tuple[str, str]]:
    return [
        (line.raw_text, line.kind)
        for line in article.lines
        if not line.is_kept and line.kind != "blank"
    ]


def kinds(article: Article) -> dict[str, str]:
    return {line.raw_text: line.kind for line in article.lines if line.kind != "blank"}


def test_plain_paragraphs_lose_nothing_and_get_no_title():
    article = made("\n".join((LEAD, SECOND, THIRD)))
    assert article.title is None
    assert article.text == "\n".join((LEAD, SECOND, THIRD))
    assert removed(article) == []


def test_an_aggregator_page():
    title = "Orvane closes its old bridge after secret report"
    keywords = "Orvane bridge, Karl Vess, bridge repairs, secret report"
    hashtags = "#Orvane #closes #its #oldbridge"
    text = "\n".join(
        (
            title,
            "",
            "0",
            "26",
            title,
            "",
            LEAD,
            "",
            "Mayor’s warning: “Walk”",
            "",
            SECOND,
            "",
            "The province has set three conditions:",
            "",
            "Orvane has refused these demands.",
            "",
            THIRD,
            "",
            keywords,
            hashtags,
            "",
            "Leave a Reply",
        )
    )
    article = made(text)
    assert article.title is not None
    assert article.title.value == title
    assert article.text.count(title) == 0
    assert [kind for _, kind in removed(article)] == [
        "counter",
        "counter",
        "repeated_title",
        "keywords",
        "hashtags",
        "comment_prompt",
    ]
    assert kinds(article)["Mayor’s warning: “Walk”"] == "subhead"
    assert "Mayor’s warning: “Walk”" in article.text
    assert [(t.tag, t.tag_kind) for t in article.tags][-1] == ("oldbridge", "hashtag")
    assert sum(tag.tag_kind == "keyword_line" for tag in article.tags) == 4
    assert article.is_truncated is True
    assert article.published is None


def test_a_block_quotation_after_an_announcement_is_no_truncation():
    quote = (
        "We want you to come. Look at the bridge, and then tell us that it can wait another year."
    )
    article = made("\n".join((LEAD, "The mayor turned to the minister, saying:", quote, THIRD)))
    assert kinds(article)[quote] == "quote_block"
    assert article.is_truncated is None


def test_reading_time_and_related_posts():
    article = made(
        f"Orvane closes its old bridge\n\n2 minutes, 13 seconds "
        f"Read\n{LEAD}\n\n{SECOND}\n\nSimilar Posts\nA town without a bridge\nThe "
        f"ferry is back"
    )
    assert article.reading_seconds == 133
    assert [kind for _, kind in removed(article)] == [
        "reading_time",
        "related_head",
        "related_link",
        "related_link",
    ]
    assert article.is_truncated is None


def test_a_mark_of_sponsors_inside_takes_no_line_of_the_text_along():
    said = "In a letter to the council, the minister wrote:"
    quote = "“We want you to come. Look at the bridge, and then tell us whether it can wait.”"
    items = ("- No vans over three tons", "- No crossing after ten in the evening")
    text = (LEAD, "Sponsored", said, quote, SECOND, items[0], "Sponsored", items[1], THIRD)
    article = made("\n".join(text))
    assert f"{LEAD}\n{said}\n{quote}\n{SECOND}" in article.text
    assert "related_list" not in {line.rule for line in article.lines}


def test_the_name_of_an_outlet_above_its_menu_is_no_title():
    title = "The bridge of Orvane closes after a secret report on its pillars"
    menu = "News | Sport | Opinion | Culture | Search | Log in"
    article = made("\n".join(("The Vellmar Morning Courier", menu, title, LEAD, SECOND, THIRD)))
    assert article.title is not None
    assert article.title.value == title


def test_the_dek_stands_under_the_title_and_the_text_starts_anew():
    dek = "The council of Orvane voted to close the old bridge after a secret report."
    body = (
        LEAD + " The vote was nine to four.",
        SECOND
        + " He spoke for an hour, and then he left the hall by the back door without a word.",
        THIRD + " The council meets again in May to decide who pays for the ferry in the meantime.",
    )
    article = made("\n".join(("Orvane council shuts bridge amid secret report", dek, *body)))
    assert article.dek is not None
    assert article.dek.value == dek
    assert not article.text.startswith(dek)


def test_a_single_sentence_lead_is_no_dek():
    article = made("\n".join(("Orvane council shuts bridge", SECOND, LEAD, THIRD)))
    assert article.dek is None
    assert article.text.startswith(SECOND)


@pytest.mark.parametrize(
    "first",
    [
        "The council of Orvane voted on Friday to close the",
        "the council of Orvane votes",
        "Dear readers of the Orvane Times,",
        "The council voted on Friday to close the bridge.",
        "Bridge",
        "Three things to know:",
        "Technology editor, Orvane News website",
    ],
)
def test_no_title_is_made_from_a_fragment(first):
    article = made("\n".join((first, LEAD, SECOND, THIRD)))
    assert article.title is None
    assert first in article.text


def test_a_hard_wrapped_text_has_no_title():
    assert (
        made(
            "The council of Orvane voted on Friday\nto close the old bridge for a year.\n" + SECOND
        ).title
        is None
    )


def test_numbers_of_a_box_score_survive():
    score = "Orvane United\n0\nTessal Rovers\n2"
    article = made("\n".join((LEAD, SECOND, score, THIRD)))
    assert score in article.text


def test_a_lone_number_between_furniture_is_a_counter():
    article = made("\n".join(("Share", "26", "Comments", LEAD, SECOND)))
    assert ("26", "counter") in removed(article)


@pytest.mark.parametrize(
    "line",
    [
        "12 Mill Road, Orvane, Tessal, TS1 4AB",
        "Brun, Vess, Okoro, Lind, Marek",
        "He came, saw, lost, and went home",
    ],
)
def test_comma_lists_that_are_no_keywords_survive(line):
    assert line in made("\n".join((LEAD, SECOND, line))).text


def test_a_section_name_between_paragraphs_is_a_subheading():
    article = made("\n".join((LEAD, "Weather", SECOND, THIRD)))
    assert kinds(article)["Weather"] == "subhead"


def test_head_lines_fill_their_fields():
    article = made(
        "\n".join(
            (
                "POLITICS",
                "Orvane closes its old bridge",
                "By Ada Brun and Karl Vess, Times Staff Writer",
                "Published: 3 March 2024, 10:15 GMT",
                "ORVANE, March 3 (Tessal Wire) — " + LEAD,
                SECOND,
            )
        )
    )
    assert article.section is not None
    assert article.section.value == "POLITICS"
    assert [author.name for author in article.authors] == ["Ada Brun", "Karl Vess"]
    assert article.published is not None
    assert article.published.at.isoformat() == "2024-03-03T10:15:00"
    assert article.published.precision == "minute"
    assert article.dateline is not None
    assert article.dateline.value == "Orvane"
    assert article.text.startswith("ORVANE, March 3 (Tessal Wire) — ")


def test_a_stated_title_takes_its_line_and_every_copy():
    title = "Orvane closes its old bridge"
    claims = (
        Claim("title", title + " | Orvane Times", "og", 0.85),
        Claim("source_name", "Orvane Times", "og", 0.9),
    )
    article = made(
        "\n".join(("News", title, LEAD, title + " - Orvane Times", SECOND)), claims=claims
    )
    assert article.title is not None
    assert (article.title.value, article.title.method) == (title, "og")
    assert kinds(article)[title] == "title"
    assert kinds(article)[title + " - Orvane Times"] == "repeated_title"


def test_lines_outside_the_html_body_go_and_rules_still_see_the_inside():
    lines = ("Some label here", LEAD, "Advertisement", SECOND, "A teaser of another story")
    article = made("\n".join(lines), format="html", body_lines=frozenset((1, 2, 3)))
    assert article.text == LEAD + "\n" + SECOND
    assert kinds(article)["A teaser of another story"] == "other_furniture"


def test_an_extractor_that_found_nothing_is_not_believed():
    article = made("\n".join((LEAD, SECOND, THIRD)), format="html", body_lines=frozenset())
    assert article.text.endswith(THIRD)


def test_readers_comments_go_with_their_form():
    article = made(
        "\n".join(
            (
                LEAD,
                SECOND,
                THIRD,
                LEAD,
                "2 Comments",
                "Oarsman",
                "I was there and saw no crack at all.",
                "Log in to comment",
            )
        )
    )
    assert ("I was there and saw no crack at all.", "comment") in removed(article)


def test_a_comment_counter_at_the_head_takes_nothing():
    article = made("\n".join(("2 Comments", LEAD, SECOND, THIRD, "Leave a Reply")))
    assert LEAD in article.text
    assert THIRD in article.text


def test_markdown_marks_leave_the_text_and_links_stay_rows():
    text = (
        "---\ntitle: x\n---\n# Orvane closes its *old* bridge\n\n## What now\n\nThe "
        "**council** met at [the hall](https://hall.example/a) on Monday, as it does "
        "every week.\n\n> A quotation of the mayor, who said this."
    )
    article = made(text, format="md")
    assert article.title is not None
    assert article.title.value == "Orvane closes its old bridge"
    assert article.text.startswith("What now\nThe council met at the hall on Monday")
    (link,) = article.links
    assert article.text[link.start_char : link.end_char] == "the hall"
    assert link.domain == "hall.example"
    assert kinds(article)["title: x"] == "markup"


def test_hidden_characters_leave_the_text_and_stay_in_the_line():
    article = made(
        "The \u202ecouncil\u202c of Or\u200bvane voted\x07 to close the old\u00a0bridge for a year."
    )
    assert article.text == "The council of Orvane voted to close the old bridge for a year."
    assert "\u202e" in article.lines[0].raw_text


def test_carriage_returns_stay_in_the_raw_text_only():
    article = made(LEAD + "\r\n\r\n" + SECOND + "\r\n")
    assert article.text == LEAD + "\n" + SECOND


@pytest.mark.parametrize("text", ["", " \n\t\n", "\u200b", "Leave a Reply\nShare on Facebook"])
def test_nothing_left_is_a_rejection(text):
    result = edit(RawDocument(4, text, "txt"), OPTIONS)
    assert isinstance(result, Reject)
    assert (result.step, result.reason, result.record_no) == ("clean", "no_article_text", 4)


@pytest.mark.parametrize(
    "end",
    ["He said that the bridge was…", "The bridge was… Read more", "It opened in [+1234 chars]"],
)
def test_a_cut_end_is_a_truncation(end):
    assert made("\n".join((LEAD, SECOND, end))).is_truncated is True


def test_with_a_stated_title_no_line_takes_its_place():
    claims = (Claim("title", "Orvane closes its old bridge", "field:title", 0.9),)
    article = made(
        "Engineers report cracks, and a wedding\n\n" + LEAD + "\n" + SECOND, claims=claims
    )
    assert article.title is not None
    assert article.title.value == "Orvane closes its old bridge"
    assert article.dek is not None
    assert article.dek.value == "Engineers report cracks, and a wedding"


def test_a_stated_summary_that_is_a_sentence_stays_in_the_text_too():
    claims = (
        Claim("title", "Orvane closes its old bridge", "og", 0.85),
        Claim("dek", SECOND, "og", 0.6),
    )
    text = "\n".join(("Orvane closes its old bridge", SECOND, LEAD, THIRD))
    article = made(text, claims=claims)
    assert article.dek is not None
    assert article.dek.value == SECOND
    assert article.text == "\n".join((SECOND, LEAD, THIRD))
    assert kinds(article)[SECOND] == "dek"


def test_key_points_and_their_head_stay():
    points = (
        "Bridge closes for a year",
        "Eleven of forty pillars cracked",
        "The ferry runs all day",
    )
    text = "\n".join(("Home", "News", "STORY HIGHLIGHTS", *points, LEAD, SECOND, THIRD))
    article = made(text, claims=stated())
    assert article.text.split("\n") == ["STORY HIGHLIGHTS", *points, LEAD, SECOND, THIRD]


def test_a_short_page_without_known_furniture_is_left_whole():
    lines = ("Fog", "It was thick.", "Nobody came.", "The ferry waited", "then it left")
    assert made("\n".join(lines)).text.split("\n")[-1] == "then it left"


def stated(*authors: tuple[str, str, float]) -> tuple[Claim, ...]:
    return (
        Claim("title", "Orvane closes its old bridge", "og", 0.85),
        Claim("source_name", "Orvane Times", "og", 0.9),
        *(Claim("author", name, method, confidence) for name, method, confidence in authors),
    )


@pytest.mark.parametrize(
    ("claims", "line", "names"),
    [
        # One statement is believed, not the sum of all.
        ([("Ada Brun", "jsonld", 0.95), ("Karl Vess", "meta", 0.8)], "", ["Ada Brun"]),
        # Another one counts if it names more than the surest.
        (
            [
                ("Ada Brun", "jsonld", 0.95),
                ("Ada Brun", "meta", 0.8),
                ("Karl Vess", "meta", 0.8),
            ],
            "",
            ["Ada Brun", "Karl Vess"],
        ),
        # A byline that says so counts where only a desk is stated, a bare name does not.
        ([("Tessal Wire Staff", "jsonld", 0.95)], "By Ada Brun", ["Ada Brun"]),
        ([("Tessal Wire Staff", "jsonld", 0.95)], "Great Lakes", ["Tessal Wire Staff"]),
        # The outlet comes last.
        (
            [("Orvane Times", "jsonld", 0.95), ("Tessal Wire Staff", "meta", 0.7)],
            "",
            ["Tessal Wire Staff"],
        ),
    ],
)
def test_authors(claims, line, names):
    head = ("Orvane closes its old bridge", *([line] if line else []), "3 March 2025")
    article = made("\n".join((*head, LEAD, SECOND, THIRD)), claims=stated(*claims))
    assert [author.name for author in article.authors] == names
