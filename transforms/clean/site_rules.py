"""Which lines belong to the site around the article: counters, related stories, players?"""

from __future__ import annotations

import re

from transforms.clean import phrases
from transforms.clean.pattern import any_of
from transforms.clean.signals import LineSignals

_COUNTED = (
    "comments?|shares?|likes?|views?|votes?|reactions?|retweets?|tweets?|replies"
    "|responses?|reads?|diggs?|pins?|followers|people like this|kommentare?|commentaires?"
    "|comentarios?|commenti|reacties|yorum"
)
_COUNTER = any_of(
    rf"0(?: [kKmM])? (?:{_COUNTED})",
    rf"(?:{_COUNTED}|score|rating) 0(?: [kKmM])?",
    r"(?:total|all) (?:shares?|views?|comments?) 0",
)


def counter(line: LineSignals) -> bool:
    """A counted label: "34 Comments", "0 Shares", "1.2K views"."""
    return _COUNTER.fullmatch(line.norm) is not None


_AGE = any_of(
    r"(?:(?:last |first )?(?:updated|published|posted|modified|edited) )?(?:about |"
    r"over )?(?:0|an?|one) (?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|"
    r"months?|years?) ago",
    r"vor (?:0|einer|einem) (?:stunden?|minuten?|tage?n?|wochen?)",
    r"il y a 0 (?:heures?|jours?|minutes?)",
    r"hace 0 (?:horas?|días?|minutos?)",
    r"0 ?(?:時間|分|日)前\w{0,6}",
    r"just now",
    r"0 [hdm] ago",
)


def age_note(line: LineSignals) -> bool:
    """An age that only the page's clock gives meaning to: "2 hours ago"."""
    return _AGE.fullmatch(line.norm) is not None


_RELATED = any_of(
    r"(?:most (?:read|popular|viewed|shared|e-?mailed|commented|watched|recent)|(?:latest|"
    r"more|top|recent|trending|popular|related|other|similar|today's|"
    r"today's top)(?: [\w'-]+){0,2} (?:news|stories|headlines|articles|posts|videos|"
    r"coverage|links|topics))(?: (?:in|from|on|by|about) .{2,40})?",
    r"more (?:from|on|in|about) (?:this|our|the)?(?: ?[\w'-]+){1,4}",
    r"you (?:may|might|could) (?:also )?(?:like|be interested in|enjoy)",
    r"(?:recommended|suggested|picked) (?:for you|by .{2,30}|stories|reading)",
    r"editors?(?:'s|')? (?:picks?|choice)",
    r"mehr (?:zum thema|zu|aus|von|über) .{2,40}",
    r"das könnte (?:sie|dich|ihnen) .{0,30}",
    r"weitere (?:artikel|themen|meldungen|nachrichten).{0,30}",
    r"(?:à lire|lire) (?:aussi|également).{0,20}",
    r"(?:notícias|noticias|artículos|articoli) (?:relacionad[ao]s|correlat[ie])",
)


def related_head(line: LineSignals) -> bool:
    """Head of a list of other stories: "Similar Posts", "Most read", "More from Sport"."""
    if (line.ends_sentence and not line.text.endswith("…")) or line.text[0] in "\"'“‘«":
        return False
    return line.norm in phrases.RELATED_HEADS or _RELATED.fullmatch(line.norm) is not None


_POINTER = any_of(
    r"[>»►▶→•*\[( ]{0,6}(?:read more|read also|also read|read next|read|see also|related|"
    r"related (?:story|article|video|link|news)|related (?:stories|articles|videos|links)|"
    r"more|watch|watch now|listen|see more|in pictures|in pics|in photos|gallery|quiz|poll|"
    r"map|graphic|timeline|factbox|infographic|audio|"
    r"photo gallery|video|photos|slideshow|podcast|interactive|don['’]t miss|click here|"
    r"must[- ]read|live updates|full story|full coverage|recommended|you may like|"
    r"more on this|more here|lesen sie (?:auch|mehr)|mehr dazu|mehr zum thema|lire aussi|"
    r"à lire aussi|lire|lea también|lee también|leia também|leia mais|leggi anche|"
    r"läs (?:också|även|mer)|les også|læs også|lees ook|czytaj (?:też|także|więcej)|"
    r"читайте также|관련기사|関連記事)\s*[:|–—>»]{1,2}\s*\S",
)
_CLICK = any_of(
    r"(?:click|tap) (?:here|on|the|for|to|through)\b.{0,100}",
    r"(?:read|see|view) (?:the )?(?:full|complete|original|rest of the|entire) (?:article|"
    r"story|text|report|post|interview|statement|list|version)(?: (?:here|at|on|"
    r"in)\b.{0,60})?",
    r"(?:read|see|find|get) (?:more|out more|all|the latest)(?: \w+){0,4} (?:here|"
    r"on our .{2,30}|at [\w ]+)",
    r"check out (?:our|the|more).{2,80}",
    r"for more (?:\w+ ){0,6}(?:click|visit|go to|see our|follow|read).{2,80}",
    r"read more(?: about .{2,60})?",
    r"continue reading .{2,80}",
    r"see all .{2,40}",
    r"view all .{2,40}",
    r"all stories by .{2,40}",
    r"(?:continued|read) on page 0",
)


def read_more_pointer(line: LineSignals) -> bool:
    """A pointer to another page: "Read more: …", "Related: …", "Click here for …"."""
    if _POINTER.match(line.text.lower()):
        return not (line.text[:5].isupper() and line.words > 30) and line.words <= 25
    return line.words <= 16 and _CLICK.fullmatch(line.norm) is not None


_PLAYER = any_of(
    r"(?:to (?:view|play|watch|hear|listen to) this (?:video|content|clip|audio)|"
    r"(?:please )?(?:enable|turn on|install|upgrade) (?:javascript|flash|your browser|"
    r"adobe flash)|javascript (?:is|must|seems)|your browser (?:does not|doesn't|is|isn't|"
    r"cannot)|this (?:video|content|audio|media) (?:is|has|can|cannot|can't|could|"
    r"file)\b.{0,60}\b(?:available|load|loaded|play|played|removed|supported|displayed|"
    r"expired|not)\b|we apologi[sz]e but this video|try refreshing your browser|"
    r"tap here to see|(?:play|watch|pause|replay|mute|unmute|stop) (?:video|the video|live|"
    r"audio|again|full video)\b|(?:video|audio|media) (?:player|playback|unavailable|"
    r"will (?:start|begin)|duration|caption|ad)|media playback is|now playing|"
    r"you need to have javascript|sorry (?:your browser|this video)|close (?:dialog|modal|"
    r"video)|this is a modal window|beginning of dialog window|end of dialog window|"
    r"use up and down arrow|video (?:abspielen|starten)|exit full ?screen|playback speed|"
    r"0 seconds of 0|when (?:search suggestions|autocomplete results) are available)(?: "
    r".{0,200})?",
)


_CLOCKS = re.compile(r"\d{1,2}(?::\d\d){1,2} ?/ ?\d{1,2}(?::\d\d){1,2}")


_VIDEO = re.compile(
    r"[^.]{8,110}[^\W\d_][?!\"'’”)]?"
    + "".join(
        rf"(?<!\b{word})"
        for word in ("at", "by", "to", "um", "ab", "bis", "von", "from", "until", "kl", "à", "alle")
    )
    + r" \d\d:\d\d"
)
"""A video's title and length: "Winds over the bridge 02:24"; a clock after "at" is none."""


def player_chrome(line: LineSignals) -> bool:
    """Words of a video or audio player, or of the browser: "Enable JavaScript to …"."""
    text = line.text
    if line.norm in phrases.PLAYER or ("/" in text and _CLOCKS.fullmatch(text)):
        return True
    if text[-3:-2] == ":" and _VIDEO.fullmatch(text):
        return True
    return _PLAYER.fullmatch(line.norm) is not None and line.words <= 30


_ARCHIVE = any_of(
    r"(?:about this capture|0 captures?|0 (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|"
    r"dec) 0 0 (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) 0|collected by|"
    r"timestamps|success fail|the wayback machine https?.*|starting in 0 alexa internet.*|"
    r".{0,80}donating their crawl data.*|these crawls are part of.*|"
    r".{0,60}archive team.{0,80}|crawl data donated by.*|(?:collection|organization|"
    r"crawl) (?:archive|internet|alexa|wide|common).{0,80}|"
    r"the goal is to fix all broken links.*|this data is currently not publicly "
    r"accessible.*|formerly archived at.*|web crawl data.*|saved from https?.*|"
    r"webpage capture.*|archived from https?.*)",
)


def archive_toolbar(line: LineSignals) -> bool:
    """Words that a web archive adds to the pages it keeps."""
    return _ARCHIVE.fullmatch(line.norm) is not None


_CODE = any_of(
    r"\s*(?:[{}\[\]();]+\s*$|\{\s*[\x22']?\w+[\x22']?\s*:|<!--|</?(?:script|div|span|p|a|img|"
    r"iframe|style|br|table|td|tr|ul|li|b|i|em|strong)\b[^<]{0,300}>|window\.\w|var \w+\s*=|"
    r"let \w+\s*=|const \w+\s*=|function\s*\w*\(|document\.\w|\(function|if\s*\(\w+|"
    r"googletag|@media\b|@import\b|[.#]?[\w-]+\s*\{\s*[\w-]+\s*:|\?\?\?|\w+\.push\(|"
    r"//<!\[CDATA|%%\w+%%|\{\{|\$\(|var _|try\s*\{)",
)
_MARKUP = re.compile(r"</?(?:a|img|iframe|script|div|span|ins|object|embed|noscript)\b")
_CODE_NAME = any_of(
    r"[a-z]+(?:_[a-z0-9]+)+",
)


def machine_text(line: LineSignals) -> bool:
    """Text that was meant for machines: scripts, styles, markup, template names."""
    text = line.text
    if _CODE.match(text) or (text[0] == "<" and text[-1] == ">" and _MARKUP.match(text)):
        return True
    return "_" in line.text and _CODE_NAME.fullmatch(line.text) is not None
