"""In what order are the line rules asked?

`LINE_RULES` is the table. The rules themselves stand in four modules: what addresses the reader,
what says whose the page is, what belongs to the site around the article, what leads elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from transforms.clean import credit_rules, navigation_rules, phrases, reader_rules, site_rules
from transforms.clean.signals import LineSignals, Pages
from transforms.clean.verdict import LineRule, Verdict
from transforms.clean.words import Lexicon, flags_of


def _cues(words: str) -> frozenset[str]:
    """The cues of a rule, from one string."""
    return frozenset(words.split())


SIGNED_START = 40
"""In prose a sign such as a bar or a colon is a cue only among its first characters."""

SIGNED_END = 300
"""In other lines it is one up to here."""

LINE_RULES: tuple[LineRule, ...] = (
    LineRule(
        credit_rules.reading_time,
        "reading_time",
        "states how long reading takes",
        0.99,
        _cues(
            "read reading lesezeit lesedauer lecture lectura lettura leitura leestijd "
            "leestid lästid læsetid lesetid czytania čtení okuma чтения 読了時間 lesen lire "
            "leer この記事は"
        ),
        12,
    ),
    LineRule(
        credit_rules.hashtag_line,
        "hashtags",
        "hashtags only; kept as tags",
        0.98,
        _cues("#"),
        10_000,
    ),
    LineRule(
        credit_rules.labelled_keywords,
        "keywords",
        "keywords after a label; kept as tags",
        0.95,
        _cues(":"),
        120,
    ),
    LineRule(
        site_rules.counter, "counter", "a counter of comments, shares or views", 0.97, _cues("0"), 5
    ),
    LineRule(
        reader_rules.comment_prompt,
        "comment_prompt",
        "part of the comment form",
        0.97,
        _cues(
            "comment comments reply replies kommentare name email e-mail website url "
            "location fields akismet notify logged thoughts responses register registered "
            "said says wrote committed"
        ),
        40,
        phrases.COMMENT_PROMPTS,
    ),
    LineRule(
        site_rules.age_note,
        "date",
        "an age that only the page's clock gives meaning to",
        0.95,
        _cues("ago vor il hace just 前"),
        8,
    ),
    LineRule(
        reader_rules.ad_note,
        "ad_note",
        "announces an advertisement",
        0.97,
        _cues(
            "advertisement continues sponsored presented paid brought commission "
            "affiliate werbung anzeige free win offer"
        ),
        45,
        phrases.ADS,
    ),
    LineRule(
        reader_rules.cookie_notice,
        "cookie_notice",
        "about cookies or consent",
        0.96,
        _cues(
            "cookies cookie recaptcha consent privacy terms agreement externer externen "
            "externe daten einverstanden"
        ),
        110,
        phrases.COOKIES,
    ),
    LineRule(
        reader_rules.newsletter_prompt,
        "newsletter_prompt",
        "invites to a newsletter, an app or an account",
        0.94,
        _cues(
            "every each newsletter newsletters inbox "
            "sign signing subscribe subscribing follow like "
            "join find e-mail email app stay keep alerts unsubscribe register sent "
            "abonnez-vous inscrivez-vous suscríbete suscríbase iscriviti inscreva-se "
            "assine opt welcome mailbox phone signing subscribing clicking entering "
            "providing submitting registering"
        ),
        60,
        phrases.NEWSLETTER,
    ),
    LineRule(
        reader_rules.subscription_note,
        "subscription_note",
        "asks to subscribe, register or sign in",
        0.95,
        _cues(
            "subscribe subscriber subscribers subscription register registered "
            "registering sign log login member already unlimited articles article support "
            "account puzzles access institution thoughts updates abo abonnent abonnieren "
            "anmelden abonnés become rent free"
        ),
        45,
        phrases.SUBSCRIPTION,
    ),
    LineRule(
        reader_rules.share_buttons,
        "share_buttons",
        "sharing services and nothing else",
        0.97,
        _cues(" ".join(phrases.PURE_NETWORKS))
        | _cues("share email e-mail tweet x link teilen partager compartir friend clipboard"),
        60,
        phrases.SHARE | phrases.PURE_NETWORKS,
    ),
    LineRule(
        reader_rules.page_tools,
        "page_tools",
        "a tool of the page",
        0.96,
        reader_rules.TOOL_SURE,
        14,
        phrases.TOOLS,
    ),
    LineRule(
        site_rules.related_head,
        "related_head",
        "heads a list of other stories",
        0.93,
        _cues(
            "most latest more top recent trending popular related other similar today's "
            "you recommended suggested picked editor's editors mehr das weitere lire "
            "relacionadas relacionados correlati"
        ),
        9,
        phrases.RELATED_HEADS,
    ),
    LineRule(
        site_rules.read_more_pointer,
        "related_link",
        "points to another page",
        0.93,
        _cues(": | > » click tap read see view find check continue continued stories –"),
        30,
    ),
    LineRule(
        credit_rules.copyright_line,
        "copyright",
        "a copyright line",
        0.97,
        _cues(
            "© copyright reserved vorbehalten réservés reservados riservati permission "
            "prohibited redistributed broadcast rewritten consent copy rättigheter c"
        ),
        90,
    ),
    LineRule(
        credit_rules.photo_credit,
        "credit",
        "credits a photo or a video",
        0.93,
        _cues(
            "photo photos photograph photographs photography picture pictures image "
            "images illustration illustrations graphic graphics foto fotos bild bilder "
            "bildquelle bildnachweis credit credits getty ap afp reuters epa alamy "
            "shutterstock istock dpa imago alliance pa ritzau scanpix ntb tt ansa efe "
            "zuma wireimage video unsplash pexels epa-efe fotografie"
        ),
        14,
    ),
    LineRule(
        credit_rules.caption,
        "caption",
        "a caption by its own words",
        0.92,
        _cues(
            "caption media legende bildunterschrift file pictured above left right photo image "
            "bilde ＝ 연합뉴스 뉴시스 뉴스 nach v picture credit foto bild photograph getty ap afp "
            "reuters epa dpa frame fotograf screen clockwise images photos"
        ),
        90,
    ),
    LineRule(
        site_rules.player_chrome,
        "player_chrome",
        "words of a player or of the browser",
        0.96,
        _cues(
            "0 video javascript browser player playback audio flash media playing modal "
            "dialog fullscreen screen arrow seconds suggestions autocomplete content /"
        ),
        40,
        phrases.PLAYER,
    ),
    LineRule(
        site_rules.archive_toolbar,
        "archive_toolbar",
        "words of a web archive",
        0.97,
        _cues(
            "capture captures crawl crawls wayback archive archived timestamps success "
            "alexa donating collected broken accessible webpage saved jan feb mar apr may "
            "jun jul aug sep oct nov dec"
        ),
        60,
    ),
    LineRule(
        credit_rules.outlet_note,
        "other_furniture",
        "what the outlet says on every page",
        0.92,
        _cues(
            "responsible weather "
            "external appears appeared appear published expressed network group plc "
            "partnership times ipso delayed story tip send email e-mail brought "
            "ausgedruckt programm quelle opinions views information ° contains comments comment "
            "monitoring"
        ),
        100,
    ),
    LineRule(
        credit_rules.author_contact,
        "author_note",
        "how to reach the author, or who else reported",
        0.93,
        _cues("@ reporting writing editing standards journalists twitter contact"),
        40,
    ),
    LineRule(
        navigation_rules.prev_next,
        "navigation",
        "leads to another page",
        0.94,
        _cues(
            "« » ‹ › ← → ► ▶ ◀ ◄ next previous prev older newer page image photo slide "
            "picture 0 back view show hide skip jump go to return continued"
        ),
        12,
    ),
    LineRule(
        navigation_rules.breadcrumb,
        "navigation",
        "the path of the page",
        0.94,
        _cues("> » › / | → :"),
        30,
    ),
    LineRule(
        navigation_rules.navigation_row,
        "navigation",
        "a row of page links",
        0.93,
        _cues("| • · - /"),
        40,
    ),
    LineRule(
        credit_rules.legal_note,
        "copyright",
        "a link to the site's legal pages",
        0.96,
        frozenset(),
        8,
        phrases.LEGAL,
    ),
    LineRule(
        navigation_rules.navigation_label,
        "navigation",
        "a label of the site's navigation",
        0.95,
        frozenset(),
        8,
        phrases.NAVIGATION,
    ),
    LineRule(
        site_rules.machine_text,
        "machine_text",
        "meant for machines",
        0.95,
        _cues("{ } < = ( ; ? _ / %"),
        60,
    ),
)
"""Line rules in their order; the first that finds the line decides. Whole lines that a phrase
table knows are looked up before."""


def _by_phrase() -> Mapping[str, LineRule]:
    """The rule that knows a whole line by heart: the earliest of the table where several do."""
    return {phrase: rule for rule in reversed(LINE_RULES) for phrase in rule.phrases}


_PHRASES = _by_phrase()
_OPENERS = np.array([ord("#"), ord("<")], np.uint32)
"""What lines of hashtags and of markup start with; they have no greatest length."""

_NUMBER_CUE = "0"
_MOST_WORDS = max(rule.most_words for rule in LINE_RULES if rule.most_words < 1_000) + 1


@dataclass(frozen=True, slots=True)
class _Cues:
    """The rules to ask, by what a line has: bit n stands for place n in `LINE_RULES`."""

    of_words: Lexicon
    of_phrases: Lexicon
    of_numbers: int
    signs: npt.NDArray[np.uint32]
    of_signs: npt.NDArray[np.int64]
    by_length: npt.NDArray[np.int64]


@cache
def _cues_of_all() -> _Cues:
    bits = flags_of(rule.cues for rule in LINE_RULES)
    signs = sorted(cue for cue in bits if not cue[0].isalnum())
    return _Cues(
        of_words=Lexicon({c: b for c, b in bits.items() if c[0].isalnum() and c != _NUMBER_CUE}),
        of_phrases=Lexicon(dict.fromkeys(_PHRASES, 1), is_of_lines=True),
        of_numbers=bits[_NUMBER_CUE],
        signs=np.array([*map(ord, signs)], np.uint32),
        of_signs=np.array([bits[sign] for sign in signs], np.int64),
        by_length=np.array(
            [
                sum(1 << n for n, rule in enumerate(LINE_RULES) if words <= rule.most_words)
                for words in range(_MOST_WORDS + 1)
            ],
            np.int64,
        ),
    )


def line_verdicts(pages: Pages) -> list[list[Verdict | None]]:
    """What the lines' own words say, page by page; None: nothing.

    A rule is asked only if a line has one of its cues, so that prose costs little.
    """
    cues, words, lines = _cues_of_all(), pages.words, pages.lines
    asked = words.flags(cues.of_words.values(words.hashes))
    asked |= words.flags(np.where(words.is_number, cues.of_numbers, 0))
    place = np.minimum(np.searchsorted(cues.signs, words.signs), len(cues.signs) - 1)
    is_cue = cues.signs[place] == words.signs
    is_cue &= words.sign_at < np.where(pages.is_prose, SIGNED_START, SIGNED_END)[words.sign_line]
    np.bitwise_or.at(asked, words.sign_line[is_cue], cues.of_signs[place[is_cue]])
    asked &= cues.by_length[np.minimum(pages.count, _MOST_WORDS)]
    is_phrase = cues.of_phrases.values(words.norm) > 0
    is_opener = (words.sign_at == 0) & np.isin(words.signs, _OPENERS)
    is_asked = (asked > 0) | is_phrase
    is_asked[words.sign_line[is_opener]] = True
    found: list[Verdict | None] = [None] * len(lines)
    for number in np.flatnonzero(is_asked).tolist():
        line = lines[number]
        known = _PHRASES.get(line.norm) if is_phrase[number] and line.is_read else None
        if known is not None and line.text[-1] != "*":
            found[number] = known.verdict()
        else:
            found[number] = _verdict(line, int(asked[number]))
    verdicts: list[list[Verdict | None]] = []
    start = 0
    for page in pages.pages:
        own: list[Verdict | None] = [None] * len(page.lines)
        for index, verdict in zip(page.shown, found[start:], strict=False):
            own[index] = verdict
        start += len(page.shown)
        verdicts.append(own)
    return verdicts


def _verdict(line: LineSignals, asked: int) -> Verdict | None:
    """The verdict of the first rule that finds the line, of those whose bits are set."""
    if not line.is_read:
        if line.text[0] == "#" and credit_rules.hashtag_line(line):
            return _HASHTAG_LINE.verdict()
        is_markup = line.text[0] == "<" and site_rules.machine_text(line)
        return _MACHINE_TEXT.verdict() if is_markup else None
    while asked:
        lowest = asked & -asked
        rule = LINE_RULES[lowest.bit_length() - 1]
        if rule.find(line):
            return rule.verdict()
        asked ^= lowest
    return None


_HASHTAG_LINE, _MACHINE_TEXT = (
    next(rule for rule in LINE_RULES if rule.name == name)
    for name in ("hashtag_line", "machine_text")
)
