"""Which blocks leave a page, and which of the same shape stay?"""

from __future__ import annotations

from datetime import date

import pytest

from transforms.fields.moments import is_only_date
from transforms.record import Article, RawDocument
from transforms.steps import EditOptions, edit

LEAD = "The council of Orvane voted on Friday to close the old bridge for at least a whole year."
SAID = "Mayor Karl Vess said: “I walked over it this morning. It sang.” Nobody answered him then."
REST = "Repairs are to cost four million marks, of which the province will pay about a half."


def made(*lines: str) -> Article:
    article = edit(RawDocument(0, "\n".join(lines), "txt"), EditOptions(date(2025, 11, 22)))
    assert isinstance(article, Article), article
    return article


def kinds(article: Article) -> dict[str, str]:
    return {line.raw_text: line.kind for line in article.lines}


def test_an_announced_poll_goes_with_all_its_answers():
    found = kinds(
        made(
            LEAD, SAID, REST, "YOUR VIEW: Would you walk?", "Yes, twice", "Only home", "3 Comments"
        )
    )
    assert [found[k] for k in ("YOUR VIEW: Would you walk?", "Yes, twice", "Only home")] == [
        "other_furniture"
    ] * 3


def test_a_question_of_the_text_is_no_poll():
    found = kinds(made(LEAD, "Who will pay?", REST, SAID))
    assert found["Who will pay?"] == "subhead"


def test_a_post_goes_from_handle_to_time():
    post = ("Orvane Bridge @orvanebridge", "I am tired. Walk slowly.", "1:58 AM · Aug 13, 2024")
    found = kinds(made(LEAD, *post, SAID, REST))
    assert [found[line] for line in post] == ["embed"] * 3
    alone = kinds(made(LEAD, "1:58 AM · Aug 13, 2024", SAID, REST))
    assert alone["1:58 AM · Aug 13, 2024"] != "embed"


def test_a_pull_quote_goes_once_and_its_paragraph_stays():
    quote = "“I walked over it this morning. It sang.”"
    article = made(LEAD, SAID, quote, REST)
    assert kinds(article)[quote] == "other_furniture"
    assert article.text == "\n".join((LEAD, SAID, REST))
    other = "“I walked over it last night. It cried.”"
    assert kinds(made(LEAD, SAID, other, REST))[other] == "body"


def test_a_menu_takes_its_sign_in_label():
    found = kinds(made("Sport", "Home", "Subscribe", "Sign in", "Contact us", LEAD, SAID, REST))
    assert found["Subscribe"] == found["Sign in"] == "navigation"
    apart = kinds(made(LEAD, SAID, REST, "Subscribe"))
    assert apart["Subscribe"] == "subscription_note"


def test_the_last_item_of_a_plain_list_is_no_subheading():
    found = kinds(made(LEAD, "The plan, in short:", "Close it", "Mend it", "Open it", REST))
    assert [found[k] for k in ("Close it", "Mend it", "Open it")] == ["body"] * 3
    headed = kinds(made(LEAD, "What they want", "A second bridge", "A ferry", "A loan", REST))
    assert headed["What they want"] == "subhead"
    assert headed["A loan"] == "body"


def test_a_table_has_no_subheading():
    rows = ("Team P W", "Orvane 28 15 6", "Tessal 27 12 4", "Brunholm 24 9 1")
    found = kinds(made(LEAD, *rows, REST))
    assert {found[row] for row in rows} == {"body"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("0:00 / 1:42", "player_chrome"),
        ("Fog, 3°C", "other_furniture"),
        ("It was 3°C in Orvane", "body"),
    ],
)
def test_clocks_and_weather_boxes(line, kind):
    assert kinds(made(LEAD, line, REST, SAID))[line] in (
        kind,
        "subhead" if kind == "body" else kind,
    )


def test_a_title_of_two_words_between_path_and_byline():
    article = made("Home > News > Orvane", "Old bridge", "By Ada Brun", LEAD, SAID, REST)
    assert article.title is not None
    assert article.title.value == "Old bridge"
    assert made("Old bridge", LEAD, SAID, REST).title is None


@pytest.mark.parametrize(
    "line",
    [
        "Zuletzt aktualisiert: 3. März 2024",
        "Last updated 12 January 2005",
        "Mis à jour le 3 mars 2024",
    ],
)
def test_every_label_passes_the_look_at_its_words(line):
    assert is_only_date(line)


CAPTIONS = (
    "The old bridge from the harbour, in a photograph of the town archive from 1911.",
    "Workers hang the first chain, watched by half of the town and a brass band.",
    "Mayor Karl Vess cuts a ribbon on the day that the bridge was opened again.",
)


@pytest.mark.parametrize("below", [("The bridge in pictures",) * 3, ("<<", "1", "2", "3", ">>")])
def test_captions_above_the_control_of_a_slide_show_go(below):
    text = (LEAD, SAID, *CAPTIONS, "HIDE CAPTION", *below, REST)
    found = kinds(made(*text))
    assert [found[line] for line in CAPTIONS] == ["caption"] * 3
    assert found[SAID] == found[REST] == "body"


def test_without_a_control_or_a_count_captions_are_not_guessed():
    assert "caption" not in kinds(made(LEAD, *CAPTIONS, REST, SAID)).values()
    assert "caption" not in kinds(made(LEAD, *CAPTIONS, "HIDE CAPTION", REST, SAID)).values()
