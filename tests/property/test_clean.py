"""What holds of cleaning for any text?

Cleaning clean text again: exactly for texts of prose paragraphs with furniture between them the
second pass leaves the text as it is. For arbitrary text it only holds that the second pass never
adds a line: a first line that was a sub-heading may become the title, and so leave the text.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.record import Article, RawDocument, Reject
from transforms.steps import EditOptions, edit

OPTIONS = EditOptions(date(2025, 11, 22))
PROSE = (
    "The council of Orvane voted on Friday (April 11) to close the old bridge for a whole year.",
    "Mayor Karl Vess said in 2014 that nobody wanted to be the one who shuts the market.",
    "“We will be back,” he told the traders, who have until the end of May to move out.",
    "Repairs are to cost four million marks, of which the province will pay about a half.",
)
FURNITURE = (
    "Leave a Reply",
    "Share on Facebook",
    "0",
    "26",
    "34 Comments",
    "Advertisement",
    "Similar Posts",
    "#Orvane #bridge",
    "5 min read",
    "© 2024 Orvane Times",
    "Print",
    "",
    "  ",
    "\u200b",
    "Back to top",
    "Sign up for our newsletter",
    "« Previous",
    "We use cookies to count our readers.",
    "* * *",
)
SHAPES = (
    *PROSE,
    *FURNITURE,
    "By Ada Brun",
    "3 March 2024",
    "ORVANE, March 3 —",
    "A short line",
    "1. One",
    "Tags: a, b",
)
FORMATS = st.sampled_from(("txt", "md", "html", "jsonl"))
ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.lists(st.sampled_from(SHAPES)).map(
    "\n".join
)


def check(document: RawDocument, result: Article | Reject) -> None:
    """The promises on every ledger."""
    if isinstance(result, Reject):
        assert (result.step, result.reason) == ("clean", "no_article_text")
        return
    assert "\n".join(line.raw_text for line in result.lines) == document.text
    in_text = []
    for number, line in enumerate(result.lines, 1):
        assert line.line_no == number
        assert document.text[line.raw_start : line.raw_end] == line.raw_text
        assert 0 <= line.score <= 1
        assert line.rule
        assert line.reason
        if line.text_start is not None and line.text_end is not None:
            assert line.is_kept
            assert 0 <= line.text_start < line.text_end <= len(result.text)
            in_text.append(result.text[line.text_start : line.text_end])
    assert "\n".join(in_text) == result.text
    for row in result.dates:
        assert result.text[row.start_char : row.end_char] == row.text
    for link in result.links:
        assert (link.start_char is None) == (link.end_char is None)
    assert len({(tag.tag_kind, tag.tag) for tag in result.tags}) == len(result.tags)


@given(ANY_TEXT, FORMATS)
def test_the_ledger_is_honest_for_any_text(text, format_name):
    document = RawDocument(0, text, format_name)
    check(document, edit(document, OPTIONS))


@given(st.text(), st.frozensets(st.integers(0, 8)))
def test_any_body_lines_are_survived(text, body_lines):
    document = RawDocument(0, text, "html", body_lines=body_lines, heading_lines=body_lines)
    check(document, edit(document, OPTIONS))


@given(ANY_TEXT)
def test_a_second_pass_adds_no_line(text):
    first = edit(RawDocument(0, text, "txt"), OPTIONS)
    if isinstance(first, Reject):
        return
    second = edit(RawDocument(0, first.text, "txt"), OPTIONS)
    if isinstance(second, Article):
        assert Counter(second.text.split("\n")) <= Counter(first.text.split("\n"))


@given(st.permutations(PROSE), st.lists(st.sampled_from(FURNITURE), min_size=5, max_size=5))
def test_a_second_pass_over_prose_changes_nothing(prose, furniture):
    pieces = [furniture[0]]
    for paragraph, between in zip(prose, furniture[1:], strict=True):
        pieces += [paragraph, between]
    first = edit(RawDocument(0, "\n".join(pieces), "txt"), OPTIONS)
    assert isinstance(first, Article)
    assert first.text.split("\n") == list(prose)
    second = edit(RawDocument(0, first.text, "txt"), OPTIONS)
    assert isinstance(second, Article)
    assert second.text == first.text


@settings(max_examples=20)
@given(
    st.sampled_from(
        [
            " ",
            "\t",
            ",",
            "#",
            "a, ",
            "1",
            '"',
            ".",
            "|",
            "(",
            "[a](",
            "*a",
            "\u200d",
            "…",
            "A",
            "By ",
            "in 2014 ",
            "#a ",
            "1\n",
            "Related\n",
        ]
    ),
    FORMATS,
)
def test_huge_inputs_end(unit, format_name):
    document = RawDocument(0, unit * (20_000 // len(unit)) + "x", format_name)
    check(document, edit(document, OPTIONS))
