"""Lines that each line rule finds, and look-alikes that must survive."""

from __future__ import annotations

import pytest

from transforms.clean.asking import line_verdicts
from transforms.clean.rules import LINE_RULES
from transforms.clean.signals import read_pages
from transforms.record import RawDocument

FOUND = [
    ("2 minutes, 13 seconds Read", "reading_time"),
    ("Lesezeit: 4 Minuten", "reading_time"),
    ("Temps de lecture : 3 min", "reading_time"),
    ("#Orvane #bridge #flood", "hashtag_line"),
    ("#a #bridge", "hashtag_line"),
    ("Tags: bridge, flood, Orvane", "labelled_keywords"),
    ("Filed under: Politics, Orvane", "labelled_keywords"),
    ("Leave a Reply", "comment_prompt"),
    ("Name *", "comment_prompt"),
    ("Your email address will not be published. Required fields are marked *", "comment_prompt"),
    ("Comments are closed.", "comment_prompt"),
    ("34 Comments", "counter"),
    ("1.2K views", "counter"),
    ("2 hours ago", "age_note"),
    ("Last updated 3 days ago", "age_note"),
    ("Advertisement", "ad_note"),
    ("Story continues below", "ad_note"),
    ("Advertisement – the article continues below", "ad_note"),
    ("We use cookies to count our readers.", "cookie_notice"),
    ("Accept all cookies", "cookie_notice"),
    ("Sign up for our free daily newsletter", "newsletter_prompt"),
    ("Follow us on Facebook", "newsletter_prompt"),
    ("Subscribe to continue reading", "subscription_note"),
    ("Already a subscriber? Log in", "subscription_note"),
    ("The rest of this article is for registered readers.", "subscription_note"),
    ("Share on Facebook", "share_buttons"),
    ("Facebook Twitter WhatsApp", "share_buttons"),
    ("Auf Facebook teilen", "share_buttons"),
    ("Printable version", "page_tools"),
    ("E-mail | Print | Reprints", "page_tools"),
    ("E-mail this to a colleague", "page_tools"),
    ("Similar Posts", "related_head"),
    ("Most read in Sport", "related_head"),
    ("Mehr zum Thema:", "related_head"),
    ("Read more: The bridge that nobody wanted", "read_more_pointer"),
    ("Click here for the slide show", "read_more_pointer"),
    ("© 2024 Orvane Times", "copyright_line"),
    ("Copyright 2024 Tessal Media. All rights reserved.", "copyright_line"),
    ("Photo: Ada Brun / Tessal Wire", "photo_credit"),
    ("Image copyright Getty Images", "photo_credit"),
    ("Image caption The bridge before the flood", "caption"),
    ("The bridge before the flood. (Photo by Ada Brun)", "caption"),
    ("Please enable JavaScript to watch this video", "player_chrome"),
    ("About this capture", "archive_toolbar"),
    ('{"pageType":"article","slot":"top"}', "machine_text"),
    ("template_bas", "machine_text"),
    ("« The ferry is back", "prev_next"),
    ("Back to the gallery", "prev_next"),
    ("Home > News > Orvane", "breadcrumb"),
    ("Markets | Companies | Shipping | Opinion", "navigation_row"),
    ("Contact us", "navigation_label"),
    ("Terms of Use", "legal_note"),
    ("ada.brun@orvanetimes.example", "author_contact"),
    ("The Courier is not responsible for the content of external sites.", "outlet_note"),
]

SURVIVE = [
    "Friends share the story of the flood.",
    "Related to this, the council said that the bridge would stay closed.",
    "He took 5 minutes to read the letter.",
    "Comments from residents were mixed, the mayor said on Monday.",
    "“Leave a reply on his desk,” she told the clerk.",
    "The tags, keywords and labels were all wrong, the court found.",
    "Advertisement revenue fell by a third in Orvane last year.",
    "Cookies were sold at the fair in aid of the flood victims.",
    "The newsletter was delivered to every house in the valley in 1911.",
    "Subscribers to the theatre lost their seats when the roof fell in.",
    "Facebook said on Tuesday that it would open an office in Orvane.",
    "Print runs of the Orvane Times rose in the year of the flood.",
    "Most of the bridge fell into the river within an hour.",
    "More than 40 people were taken to the hospital in Tessal.",
    "Copyright law was changed in the same year, after a long dispute.",
    "The photo shows the bridge as it stood in 1950, the museum said.",
    "Video of the flood was shown in court.",
    "Home to 4,000 people, the valley has one road.",
    "The next page of the story was written in Tessal.",
    "A two-hour wait",
    "Orvane, Tessal and Lorn",
    "Previous floods were smaller, but nobody measured them.",
    "«Nullo»",
    "Mayor’s card: “Get moving”",
    "No. 1 in the valley",
    "1953",
    "#1",
    "By Tuesday the water had risen over the bridge.",
    "The captures of 1811 are still told about in the valley.",
    "Who pays?",
    "Contact between the two towns broke off in 1812.",
]


def verdict_of(line: str):
    """What the line rules say of a page of this line alone."""
    return line_verdicts(read_pages([RawDocument(0, line, "txt")]))[0][0]


@pytest.mark.parametrize(("line", "rule"), FOUND)
def test_furniture_is_found_by_its_rule(line, rule):
    verdict = verdict_of(line)
    assert verdict is not None, line
    assert verdict.rule == rule
    assert not verdict.is_kept


@pytest.mark.parametrize("line", SURVIVE)
def test_text_that_looks_alike_survives(line):
    assert verdict_of(line) is None


def test_every_rule_is_shown_to_find_a_line():
    assert {rule.name for rule in LINE_RULES} == {rule for _, rule in FOUND}


def test_a_rule_finds_each_line_that_it_knows_by_heart():
    lost = [phrase for rule in LINE_RULES for phrase in rule.phrases if verdict_of(phrase) is None]
    assert lost == []
