"""Which lines are page furniture, judged by their words alone?

One function per rule: its name and docstring are published in docs/rules.md. A rule sees one
line of at most `signals.LONG_LINE` characters. `LINE_RULES`, at the end, shows the order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from transforms.clean import phrases
from transforms.clean.signals import LONG_LINE, LineSignals
from transforms.clean.verdict import LineRule, Verdict
from transforms.fields.reading_time import reading_seconds

_NETWORK = "|".join(sorted((p for p in phrases.PURE_NETWORKS if " " not in p), key=len, reverse=True))


def reading_time(line: LineSignals) -> bool:
    """A reading-time label, such as "2 minutes, 13 seconds Read"; it fills `reading_seconds`."""
    return reading_seconds(line.text) is not None


def hashtag_line(line: LineSignals) -> bool:
    """A line of hashtags and nothing else; they become tags."""
    parts = line.text.replace(",", " ").split()
    return all(p[0] == "#" and len(p) > 2 and any(c.isalpha() for c in p) for p in parts)


_TAG_LIST = re.compile(
    r"(?:tags?|tagged(?: with| in)?|topics|related topics|keywords?|filed under|filed in"
    r"|published under|posted in|posted under|categories|category|more about|schlagw[oö]rt(?:er|e)"
    r"|stichw[oö]rter|themen|mots[- ]cl[eé]s|etiquetas|etichette|palavras-chave|taggar|emneord"
    r"|etiketler|tagi|метки|теги|タグ|キーワード)\s*[:：]\s*\S",
    re.IGNORECASE,
)


def labelled_keywords(line: LineSignals) -> bool:
    """Keywords after a label: "Tags: …", "Filed under: …"; they become tags."""
    return _TAG_LIST.match(line.text) is not None and not line.is_prose


_COUNTED = (
    "comments?|shares?|likes?|views?|votes?|reactions?|retweets?|tweets?|replies|captures?"
    "|responses?|reads?|diggs?|pins?|followers|people like this|kommentare?|commentaires?"
    "|comentarios?|commenti|reacties|yorum"
)
_COUNTER = re.compile(
    rf"0(?: [kKmM])? (?:{_COUNTED})|(?:{_COUNTED}|score|rating) 0(?: [kKmM])?"
    r"|(?:total|all) (?:shares?|views?|comments?) 0"
)


def counter(line: LineSignals) -> bool:
    """A counted label: "34 Comments", "0 Shares", "1.2K views"."""
    return _COUNTER.fullmatch(line.norm) is not None


_AGE = re.compile(
    r"(?:(?:last |first )?(?:updated|published|posted|modified|edited) )?(?:about |over )?"
    r"(?:0|an?|one) (?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago"
    r"|vor (?:0|einer|einem) (?:stunden?|minuten?|tage?n?|wochen?)|il y a 0 (?:heures?|jours?|minutes?)"
    r"|hace 0 (?:horas?|días?|minutos?)|0 ?(?:時間|分|日)前\w{0,6}|just now|0 [hdm] ago"
)


def age_note(line: LineSignals) -> bool:
    """An age that only the page's clock gives meaning to: "2 hours ago"."""
    return _AGE.fullmatch(line.norm) is not None


_COMMENT = re.compile(
    r"(?:comments?|kommentare) 0|0 (?:comments?|responses?|replies|thoughts?) (?:to|on|for) .*"
    r"|(?:leave|post|add|write|submit|send) (?:a|an|us a|your|us your) (?:\w+ )?(?:comment|reply|feedback)s?\b.{0,50}"
    r"|(?:you|users) must be (?:logged in|registered|signed in|a member) to .*"
    r"|(?:please )?(?:log ?in|sign in|register|sign up)(?: or \w+(?: \w+)?)? to (?:post|leave|add|comment|join|reply|vote).*"
    r"|be the first to (?:comment|reply|review|leave).*|.{0,30}comments? (?:are|is|have been) (?:now )?(?:closed|disabled|turned off|moderated).*"
    r"|(?:let us know|tell us|share your (?:thoughts|views|opinions?)|have your say|sound off)\b.{0,80}\bcomments?(?: \w+)?"
    r"|(?:view|show|see|read|load|hide) (?:all )?(?:the )?(?:0 )?(?:more )?comments?"
    r"|(?:your )?email address will not be .*|required fields are marked.*|notify me of .*(?:comments?|posts?).*"
    r"|save my name email and website in .*|this site uses akismet .*|logged in as .*log out.*"
    r"|(?:view|read|see) (?:our|the) comments? (?:policy|guidelines?)|(?:newest|oldest|best) (?:first|comments?)"
    r"|(?:name|e-?mail|email address|website|comment|url|location)(?: required| optional| will not be published)+"
    r"|postmedia is committed .*|.{0,40}offensive unsuitable report this comment.*"
    r"|.{2,60} (?:says|said|wrote) 0 0 (?:at )?.{0,12}reply"
)


def comment_prompt(line: LineSignals) -> bool:
    """An invitation to comment, a label or a field of the comment form."""
    return line.norm in phrases.COMMENT_PROMPTS or _COMMENT.fullmatch(line.norm) is not None


_SHARE = re.compile(
    rf"(?:click to |please )?(?:share|e-?mail|tweet|post|pin|send|save|copy|bookmark|print|follow|add|recommend)"
    rf"(?: (?:this|it|us|a|the|link|article|story|page|post|with|via|on|to|by|in|as|url))*"
    rf" (?:{_NETWORK}|x|friend|link|clipboard|email|e-mail)(?: (?:opens|in|new|window|story|page|link|x|{_NETWORK}))*"
    rf"|(?:auf|per|via|über|bei) (?:{_NETWORK}|x|e-mail|mail) (?:teilen|senden|verschicken|empfehlen)(?: (?:{_NETWORK}|x|e-mail|mail))?"
    rf"|partager (?:sur|par|cet article)(?: (?:{_NETWORK}|x))?|compartir en (?:{_NETWORK}|x)"
    rf"|klicken um die teilen-funktion zu öffnen teilen"
)


def share_buttons(line: LineSignals) -> bool:
    """Share buttons: names of sharing services and words of sharing, and nothing else."""
    if line.norm in phrases.SHARE or line.norm in phrases.PURE_NETWORKS:
        return True
    tokens = line.tokens
    if 2 <= len(tokens) and all(t in phrases.NETWORKS or t in ("on", "via", "this", "by", "0") for t in tokens):
        return sum(t in phrases.PURE_NETWORKS for t in tokens) >= 2
    return _SHARE.fullmatch(line.norm) is not None


_TOOL_WORDS = frozenset(
    "print email e-mail mail comments comment license reprints reprint rss save share text size a"
    " font larger smaller article story page printer friendly version send this to friend permissions"
    " reply single feed discuss bookmark increase decrease normal small medium large drucken senden"
    " return top back forum view facebook twitter digg recommend subscribe order".split()
)
_TOOL_SURE = frozenset("print printer reprints reprint e-mail email drucken font rss larger".split())


def page_tools(line: LineSignals) -> bool:
    """Tools of the page: print, text size, save, send, listen."""
    if line.norm in phrases.TOOLS:
        return True
    tokens = line.tokens
    return (
        len(tokens) >= 2
        and not line.ends_sentence
        and all(t in _TOOL_WORDS for t in tokens)
        and len(_TOOL_SURE.intersection(tokens)) >= 1
    )


_RELATED = re.compile(
    r"(?:most (?:read|popular|viewed|shared|e-?mailed|commented|watched|recent)"
    r"|(?:latest|more|top|recent|trending|popular|related|other|similar|today's|today's top)"
    r"(?: [\w'-]+){0,2} (?:news|stories|headlines|articles|posts|videos|coverage|links|topics))"
    r"(?: (?:in|from|on|by|about) .{2,40})?"
    r"|more (?:from|on|in|about) (?:this|our|the)?(?: ?[\w'-]+){1,4}|you (?:may|might|could) (?:also )?(?:like|be interested in|enjoy)"
    r"|(?:recommended|suggested|picked) (?:for you|by .{2,30}|stories|reading)|editors?(?:'s|')? (?:picks?|choice)"
    r"|mehr (?:zum thema|zu|aus|von|über) .{2,40}|das könnte (?:sie|dich|ihnen) .{0,30}|weitere (?:artikel|themen|meldungen|nachrichten).{0,30}"
    r"|(?:à lire|lire) (?:aussi|également).{0,20}|(?:notícias|noticias|artículos|articoli) (?:relacionad[ao]s|correlat[ie])"
)


def related_head(line: LineSignals) -> bool:
    """Head of a list of other stories: "Similar Posts", "Most read", "More from Sport"."""
    if line.ends_sentence and not line.text.endswith("…"):
        return False
    return line.norm in phrases.RELATED_HEADS or _RELATED.fullmatch(line.norm) is not None


_POINTER = re.compile(
    r"[>»►▶→•*\[( ]{0,6}(?:read more|read also|also read|read next|read|see also|related|related (?:story|article|video|link|news)"
    r"|related (?:stories|articles|videos|links)|more|watch|watch now|listen|see more|in pictures|in pics|in photos|gallery|photo gallery|video|photos|slideshow|podcast|interactive"
    r"|don['’]t miss|click here|must[- ]read|live updates|full story|full coverage|recommended|you may like|more on this|more here"
    r"|lesen sie (?:auch|mehr)|mehr dazu|mehr zum thema|lire aussi|à lire aussi|lire|lea también|lee también|leia também|leia mais|leggi anche"
    r"|läs (?:också|även|mer)|les også|læs også|lees ook|czytaj (?:też|także|więcej)|читайте также|관련기사|関連記事)"
    r"\s*[:|–—>»]{1,2}\s*\S",
    re.IGNORECASE,
)
_CLICK = re.compile(
    r"(?:click|tap) (?:here|on|the|for|to|through)\b.{0,100}|(?:read|see|view) (?:the )?(?:full|complete|original|rest of the|entire) "
    r"(?:article|story|text|report|post|interview|statement|list|version)(?: (?:here|at|on|in)\b.{0,60})?"
    r"|(?:read|see|find|get) (?:more|out more|all|the latest)(?: \w+){0,4} (?:here|on our .{2,30}|at [\w ]+)|check out (?:our|the|more).{2,80}"
    r"|for more (?:\w+ ){0,6}(?:click|visit|go to|see our|follow|read).{2,80}|read more(?: about .{2,60})?"
    r"|continue reading .{2,80}|see all .{2,40}|view all .{2,40}|all stories by .{2,40}|(?:continued|read) on page 0"
)


def read_more_pointer(line: LineSignals) -> bool:
    """A pointer to another page: "Read more: …", "Related: …", "Click here for …"."""
    if _POINTER.match(line.text):
        return not (line.text[:5].isupper() and line.words > 30) and line.words <= 25
    return line.words <= 16 and _CLICK.fullmatch(line.norm) is not None


_NEWSLETTER = re.compile(
    r"(?:sign up|subscribe|register|join|signup)\b.{0,60}\b(?:newsletters?|alerts?|e-?mails?|bulletins?|inbox|updates|whatsapp|podcast|youtube|rss)\b.{0,140}"
    r"|(?:get|receive|want|have) (?:the|our|your|all|daily|breaking|more|a|up|latest|top|updates)\b.{0,90}\b(?:inbox|newsletters?|e-?mail|alerts|in your mail)\b.{0,80}"
    r"|.{0,120}\b(?:delivered|straight|sent|direct|directly) (?:direct(?:ly)? )?(?:to|into) your (?:inbox|e-?mail|phone|mailbox).{0,60}"
    r"|by (?:signing up|subscribing|clicking|entering|providing|submitting|registering)\b.{0,200}\b(?:agree|confirm|consent|accept|acknowledge)\b.{0,200}"
    r"|(?:follow|like|join|find) (?:us|our|.{2,50}) on (?:our )?(?:twitter|x|facebook|instagram|tiktok|threads|bluesky|youtube|linkedin|telegram|whatsapp|google news|google|social media|flipboard|apple news)\b.{0,80}"
    r"|(?:keep up to date|stay (?:up to date|informed|connected|updated|in the know|on top))\b.{0,120}"
    r"|download (?:the|our) .{0,40}\bapp\b.{0,60}|the next issue of .{2,60} will soon be in your inbox"
    r"|a welcome e-?mail is on its way.{0,90}|we encountered an issue signing you up.{0,60}|you can (?:unsubscribe|opt out) .{0,80}"
    r"|(?:jetzt |unser(?:en)? |den |zum |hier )*(?:[\w-]*newsletter)\b.{0,40}\b(?:abonnieren|anmelden|bestellen|an)\b.{0,40}"
    r"|(?:abonnez-vous|inscrivez-vous|suscríbete|suscríbase|iscriviti|inscreva-se|assine)\b.{0,120}"
    r"|(?:sent twice a|sent daily|sent weekly|sent every)\b.{0,80}"
)


def newsletter_prompt(line: LineSignals) -> bool:
    """An invitation to a newsletter, an alert, an app or a social account."""
    return line.norm in phrases.NEWSLETTER or _NEWSLETTER.fullmatch(line.norm) is not None


_AD = re.compile(
    r"advertisement(?: (?:scroll|continue|story|article|skip|0|feature)\b.{0,60})?|(?:paid for by|sponsored by|presented by|brought to you by) .{2,40}"
    r"|(?:this )?(?:story|article|post|content|report) continues (?:below|after).{0,40}|this advertisement has not loaded.{0,60}"
    r"|(?:we|.{2,30}) may (?:earn|receive) (?:a|an) (?:affiliate |small )?commission.{0,120}"
    r"|(?:if|when) you (?:buy|purchase|click)\b.{0,60}\b(?:links?)\b.{0,120}\b(?:commission|earn)\b.{0,60}|.{0,80}contains affiliate links.{0,80}"
    r"|click here to try 0 free .{2,60}|weiter nach der werbung|(?:a?nzeige|werbung) .{0,20}fortsetzung.{0,20}"
)


def ad_note(line: LineSignals) -> bool:
    """A note that an advertisement stands here, or that the text goes on after it."""
    return line.norm in phrases.ADS or _AD.fullmatch(line.norm) is not None


_SUBSCRIBE = re.compile(
    r"(?:already (?:a |an )?(?:subscriber|member|registered|subscribed|have an account)\b.{0,80}"
    r"|you (?:have|ve|'ve) (?:reached|full access|read all|used|used all|0 free|no free)\b.{0,100}|you(?:'ve| have) 0 .{0,20}articles? .{0,40}"
    r"|to (?:continue reading|read|view|access|unlock|see|enjoy)\b.{0,90}\b(?:subscri\w+|regist\w+|sign in|log in|login|member\w*|javascript)\b.{0,80}"
    r"|(?:please )?(?:subscribe|register|sign in|log in|login|sign up)(?: \w+){0,3} to (?:continue|read|unlock|view|access|save|get|see|keep|enjoy)\b.{0,120}"
    r"|(?:get |enjoy |for |unlock )?unlimited (?:digital |online )?access\b.{0,100}|(?:free|premium) articles? (?:left|remaining).{0,60}"
    r"|this (?:article|content|story|page|exclusive) is (?:only |exclusively |now )?(?:available|for|reserved|free|exclusive)\b.{0,60}\b(?:subscri\w+|regist\w+|members?)\b.{0,60}"
    r"|support (?:local|independent|our|quality) journalism\b.{0,60}|become a (?:member|subscriber|supporter|patron)\b.{0,80}"
    r"|subscribe now\b.{0,120}|(?:daily )?puzzles including .{0,60}|exclusive articles from .{2,160}|access articles from .{2,60}|share your thoughts and join .{2,60}"
    r"|enjoy additional articles .{2,40}|get e-?mail updates from your .{2,40}|create an account .{2,90}|(?:new|don't have an account|not a subscriber|not registered|want to read more)\b.{0,60}\b(?:register|subscribe|sign up|create)\b.{0,60}"
    r"|you can save this article by .{2,80}|you must be (?:logged in|registered|a subscriber)\b.{0,100}|(?:your|this) subscription (?:helps|supports|includes)\b.{0,100}"
    r"|if you are a .{0,30}(?:print |home delivery )+subscriber.{0,160}|you have full access .{0,80}|access (?:provided|through) .{0,60}institution.{0,20}"
    r"|rent or buy this article.{0,60}|(?:jetzt|hier|bereits|noch kein).{0,30}(?:abonnent|abo|registrier|anmeld)\w*.{0,60}|cet article est réservé aux abonnés.{0,40})"
)


def subscription_note(line: LineSignals) -> bool:
    """An invitation or a demand to subscribe, register or sign in."""
    return line.norm in phrases.SUBSCRIPTION or _SUBSCRIBE.fullmatch(line.norm) is not None


_COOKIE = re.compile(
    r".{0,80}\b(?:we|our partners|we and our partners|this (?:web ?)?site|our (?:web ?)?site|this page)\b(?: [\w']+){0,4} (?:use|uses|using|store|stores|set|sets) (?:[\w']+ ){0,4}cookies\b.{0,400}"
    r"|by (?:continuing|using|browsing|clicking|closing|visiting)\b.{0,160}\b(?:cookies?|privacy policy|terms of (?:use|service)|user agreement)\b.{0,200}"
    r"|(?:wir|diese (?:web)?seite|diese website|unsere (?:web)?seite)\b.{0,40}\b(?:verwende[nt]|nutz(?:en|t)|setz(?:en|t))\b.{0,30}cookies\b.{0,300}"
    r"|(?:nous|ce site|notre site)\b.{0,30}utilis\w+ (?:des )?cookies\b.{0,300}|.{0,60}utiliza(?:mos)? (?:\w+ ){0,3}cookies\b.{0,300}|.{0,60}utilizz\w+ (?:i )?cookies?\b.{0,300}"
    r"|.{0,80}protected by recaptcha.{0,120}|.{0,40}(?:accept|manage|change|reject|allow|update) (?:your |all |the )?cookies?(?: (?:settings|preferences|consent))?.{0,60}"
    r"|.{0,60}\bwith your consent\b.{0,200}(?:cookies|data)\b.{0,100}|(?:an dieser stelle|hier) (?:finden sie|befindet sich|steht) .{0,60}externe[rn]? inhalt.{0,160}"
    r"|ich bin damit einverstanden dass mir externe inhalte .{0,160}|.{0,120}\bpersonenbezogene daten an (?:drittplattformen|dritte) übermittelt.{0,160}"
)


def cookie_notice(line: LineSignals) -> bool:
    """A notice about cookies, consent or the privacy policy."""
    return line.norm in phrases.COOKIES or _COOKIE.fullmatch(line.norm) is not None


_COPYRIGHT = re.compile(
    r"\s*(?:©|\(c\)|&copy;|copyright\s*(?:©|\(c\)|\d{4}|by\s)|content\s+(?:©|copyright)|\d{4}\s*©)"
    r"|.{0,300}\b(?:all rights? reserved|alle rechte vorbehalten|tous droits réservés|(?:todos )?(?:los )?derechos reservados|tutti i diritti riservati|todos os direitos reservados|alla rättigheter)\b"
    r"|.{0,200}\bmay not be (?:published|reproduced|republished|reprinted|copied|used|redistributed)[ ,].{0,200}\b(?:permission|redistributed|broadcast|rewritten|prohibited|consent)\b"
    r"|.{0,200}\b(?:reproduction|republication|redistribution|copying|use)\b.{0,60}\b(?:prohibited|without (?:the )?(?:prior |express )?(?:written )?(?:permission|consent))\b",
    re.IGNORECASE,
)


def copyright_line(line: LineSignals) -> bool:
    """A copyright line or a notice of rights."""
    if "©" in line.text and line.words <= 12:
        return True
    return _COPYRIGHT.match(line.text) is not None


def legal_note(line: LineSignals) -> bool:
    """A link to the site's legal pages: "Terms of Use", "Impressum"."""
    return line.norm in phrases.LEGAL


_AGENCY = r"(?:getty(?: images)?|ap(?: photo)?|afp|reuters|epa(?:-efe)?|alamy|shutterstock|istock|dpa|imago|picture alliance|pa(?: media| wire)?|ritzau|scanpix|ntb|tt|ansa|efe|zuma|wireimage|unsplash|pexels)"
_CREDIT = re.compile(
    r"[\[(]?\s*(?:photos?|photographs?|photography|pictures?|images?|illustrations?|graphics?|file (?:photo|picture|image)|fotos?|fotografie|bild(?:er|quelle|nachweis)?|photo credits?|image credits?|picture credits?|credits?|source image|video)"
    r"\s*(?:by|credits?|courtesy(?: of)?|supplied|via)?\s*[:/|©]\s*.{2,70}"
    r"|[\[(]?\s*(?:photos?|photographs?|pictures?|images?|illustrations?|graphics?) (?:by|courtesy(?: of)?|copyright|source,?) [A-ZÀ-Þ@].{1,60}"
    rf"|[\[(]?.{{0,40}}(?:[/|©]|via|\bfor\b|\bby\b)\s*{_AGENCY}(?: images)?(?:\s*(?:/|via|for)\s*.{{2,30}})?[\])]?"
    rf"|{_AGENCY}(?: (?:images|photo|file|archive|archiv))?(?:\s*/\s*.{{2,40}})?",
    re.IGNORECASE,
)


def photo_credit(line: LineSignals) -> bool:
    """A credit of a photo, an illustration or a video."""
    return line.words <= 12 and not line.is_prose and _CREDIT.fullmatch(line.text) is not None


_CAPTION = re.compile(
    r"(?:image|video|media|photo|figure) caption[,:]? |caption: |legende: |bildunterschrift: |file ?(?:photo|pic)?\s?[-–—] .{0,80}[A-Za-z]"
    r"|in this (?:\w+ ){0,4}(?:file )?(?:photo|image|picture|frame grab|screen grab)\b|pictured(?: here)?: |above: |left: |right: |(?:from left|clockwise from)\b",
    re.IGNORECASE,
)
_CAPTION_END = re.compile(
    rf"[\[(]\s*(?:(?:file )?(?:photo|image|picture|credit|photograph|foto|bild)s?\b[^()\[\]]{{0,60}}|[^()\[\]]{{0,50}}[/|]\s*{_AGENCY}[^()\[\]]{{0,30}}|{_AGENCY}\b[^()\[\]]{{0,40}}(?:/|photo|images)[^()\[\]]{{0,40}})[\])]\s*$",
    re.IGNORECASE,
)


def caption(line: LineSignals) -> bool:
    """A caption by its own words: "Image caption …", "FILE - …", "… (Wire Photo/Name)"."""
    return _CAPTION.match(line.text) is not None or _CAPTION_END.search(line.text) is not None


_PLAYER = re.compile(
    r"(?:to (?:view|play|watch|hear|listen to) this (?:video|content|clip|audio)|(?:please )?(?:enable|turn on|install|upgrade) (?:javascript|flash|your browser|adobe flash)|javascript (?:is|must|seems)"
    r"|your browser (?:does not|doesn't|is|isn't|cannot)|this (?:video|content|audio|media) (?:is|has|can|cannot|can't|could|file)\b.{0,60}\b(?:available|load|loaded|play|played|removed|supported|displayed|expired|not)\b"
    r"|we apologi[sz]e but this video|try refreshing your browser|tap here to see|(?:play|watch|pause|replay|mute|unmute|stop) (?:video|the video|live|audio|again|full video)\b"
    r"|(?:video|audio|media) (?:player|playback|unavailable|will (?:start|begin)|duration|caption|ad)|media playback is|now playing|you need to have javascript|sorry (?:your browser|this video)"
    r"|close (?:dialog|modal|video)|this is a modal window|beginning of dialog window|end of dialog window|use up and down arrow|video (?:abspielen|starten)|exit full ?screen|playback speed|0 seconds of 0"
    r"|when (?:search suggestions|autocomplete results) are available)(?: .{0,200})?"
)


def player_chrome(line: LineSignals) -> bool:
    """Words of a video or audio player, or of the browser: "Enable JavaScript to …"."""
    return _PLAYER.fullmatch(line.norm) is not None and line.words <= 30


_ARCHIVE = re.compile(
    r"(?:about this capture|0 captures?|0 (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) 0 0 (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) 0|collected by|timestamps|success fail|the wayback machine https?.*"
    r"|starting in 0 alexa internet.*|.{0,80}donating their crawl data.*|these crawls are part of.*|.{0,60}archive team.{0,80}|crawl data donated by.*|(?:collection|organization|crawl) (?:archive|internet|alexa|wide|common).{0,80}"
    r"|the goal is to fix all broken links.*|this data is currently not publicly accessible.*|formerly archived at.*|web crawl data.*|saved from https?.*|webpage capture.*|archived from https?.*)"
)


def archive_toolbar(line: LineSignals) -> bool:
    """Words that a web archive adds to the pages it keeps."""
    return _ARCHIVE.fullmatch(line.norm) is not None


_CODE = re.compile(
    r"\s*(?:[{}\[\]();]+\s*$|\{\s*[\"']?\w+[\"']?\s*:|<!--|</?(?:script|div|span|p|a|img|iframe|style|br|table|td|tr|ul|li|b|i|em|strong)\b[^<]{0,300}>|window\.\w|var \w+\s*=|let \w+\s*=|const \w+\s*=|function\s*\w*\(|document\.\w|\(function|if\s*\(\w+|googletag|@media\b|@import\b|[.#]?[\w-]+\s*\{\s*[\w-]+\s*:|\?\?\?|\w+\.push\(|//<!\[CDATA|%%\w+%%|\{\{|\$\(|var _|try\s*\{)"
)
_CODE_NAME = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")


def machine_text(line: LineSignals) -> bool:
    """Text that was meant for machines: scripts, styles, markup, template names."""
    return _CODE.match(line.text) is not None or _CODE_NAME.fullmatch(line.text) is not None


_ARROWS = "«»‹›<>←→▶►◀◄|"
_TURN = re.compile(
    r"(?:next|previous|prev|older|newer) (?:article|story|post|page|entry|in|up|entries|posts)\b.{0,60}|(?:page|image|photo|slide|picture) 0 (?:of|/) 0(?: .{0,20})?"
    r"|0 (?:of|/) 0(?: (?:next|photos|images|slides))?|continued 0 (?:\|? ?0 )*next|(?:go |return |jump )?(?:back )?to (?:the )?(?:top|homepage|home page|news|main page|index|section front|gallery|top of page|article)"
    r"|back to .{2,30}|view (?:photo )?(?:gallery|slideshow|photos|larger image)\b.{0,30}|(?:show|hide) (?:caption|more|transcript)|skip .{2,30}|jump to .{2,30}|go to .{2,30}section"
)


def prev_next(line: LineSignals) -> bool:
    """A way to the previous, next or another page: "« Previous", "Page 2 of 5"."""
    if line.ends_sentence and not line.text.endswith(("…", "...")):
        return False
    first, last = line.text[0], line.text[-1]
    if line.words <= 10 and (last in "»›→►▶" or (first in "«‹←◀◄" and last not in "»›")):
        return True
    return line.words <= 8 and _TURN.fullmatch(line.norm) is not None


_ROOTS = frozenset("home news startseite accueil inicio start homepage sport sports ホーム トップ you are here".split())


def breadcrumb(line: LineSignals) -> bool:
    """The path of the page: "Home > News > Orvane"."""
    for mark in (">", "»", "›", "/", "|", "→", "::"):
        parts = [part.strip() for part in line.text.split(mark)]
        if len(parts) >= 3 and all(len(p.split()) <= 6 for p in parts[:-1]):
            head = parts[0].lower().removeprefix("you are here:").strip()
            if head in _ROOTS or (mark in ">›" and head in phrases.SECTION_LABELS):
                return not line.ends_sentence
    return False


def navigation_row(line: LineSignals) -> bool:
    """A row of page links: short labels between bars or dots, one of them a known label."""
    for mark in ("|", "•", "·", " - ", " / "):
        parts = [part.strip() for part in line.text.split(mark)]
        if len(parts) >= 2 and all(len(part.split()) <= 5 for part in parts):
            known = sum(part.lower().strip(" :") in KNOWN for part in parts)
            return known >= 1 and known * 3 >= len(parts) and not line.ends_sentence
    return False


def navigation_label(line: LineSignals) -> bool:
    """A label of the site's own navigation: "Contact us", "Back to top", "Load more"."""
    return line.norm in phrases.NAVIGATION


_OUTLET = re.compile(
    r".{0,60}\b(?:is|are) not responsible for the content of external.{0,60}|.{0,60}does not endorse external sites.{0,60}|this (?:story|article) (?:appears|appeared|originally appeared|was (?:first|originally) published|first appeared)\b.{0,120}"
    r"|(?:the )?(?:opinions?|views?) (?:expressed|of)\b.{0,120}\b(?:own|author's|authors|not necessarily)\b.{0,80}|.{0,60}\bis part of the .{2,40}(?:network|group|plc)\b.{0,60}"
    r"|(?:this|the) (?:report|article|story) (?:was )?(?:produced|prepared) (?:in partnership|with (?:the )?help|by ai)\b.{0,100}|all times (?:are )?(?:local|in|edt|est|gmt|aedt|et)\b.{0,40}"
    r"|.{0,30}ipso regulated.{0,80}|.{0,60}(?:quotes|data) (?:are )?delayed (?:at least )?0 minutes.{0,80}|(?:got a (?:story|tip|news tip)|do you have (?:a story|a tip|any information)|have a (?:story|tip|question))\b.{0,120}"
    r"|(?:e-?mail|send) (?:us|your) (?:at |your |a )?.{2,80}|(?:a version|versions) of this (?:article|story|review) appear.{2,120}|brought to you by .{2,30}"
    r"|dieser artikel wurde ausgedruckt .{2,200}|dieses thema im programm|die ard ist nicht .{2,80}|quelle .{2,20}|stand 0|(?:copyright )?the bbc is not responsible .{0,80}|external links|bbc 0 the bbc.{2,120}"
)


def outlet_note(line: LineSignals) -> bool:
    """What the outlet says about itself on every page: disclaimers, first publication, tip lines."""
    return _OUTLET.fullmatch(line.norm) is not None


_CONTACT = re.compile(
    r"(?:e-?mail:? ?)?[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}|@\w{2,30}|(?:follow|contact|reach|e-?mail|write to)\b.{2,60}\b(?:at|on|via|:)\s.{0,60}@[\w.-]{2,60}.{0,60}"
    r"|[\[(]?(?:additional |with )?(?:reporting|writing) by .{2,200}|[\[(]?editing by .{2,120}|(?:our standards|our journalists): .{2,80}|twitter: ?@\w+",
    re.IGNORECASE,
)


def author_contact(line: LineSignals) -> bool:
    """How to reach the author, or who else reported, wrote and edited, on a line of its own."""
    return _CONTACT.fullmatch(line.text) is not None


KNOWN = frozenset().union(
    phrases.NAVIGATION,
    phrases.SHARE,
    phrases.TOOLS,
    phrases.COMMENT_PROMPTS,
    phrases.RELATED_HEADS,
    phrases.SUBSCRIPTION,
    phrases.NEWSLETTER,
    phrases.LEGAL,
    phrases.COOKIES,
    phrases.PURE_NETWORKS,
)
"""Every label that furniture rules know by heart."""


def _cues(words: str) -> frozenset[str]:
    return frozenset(words.split())


ANY = frozenset({"*"})
"""Cue of rules that are asked about every short line."""

LINE_RULES: tuple[LineRule, ...] = (
    LineRule(reading_time, "reading_time", "states how long reading takes", 0.99,
             _cues("read reading lesezeit lesedauer lecture lectura lettura leitura leestijd leestid"
                   " lästid læsetid lesetid czytania čtení okuma чтения 読了時間 lesen lire leer この記事は"), 12),
    LineRule(hashtag_line, "hashtags", "hashtags only; kept as tags", 0.98, _cues("#"), 10_000),
    LineRule(labelled_keywords, "keywords", "keywords after a label; kept as tags", 0.95, _cues(":"), 120),
    LineRule(comment_prompt, "comment_prompt", "part of the comment form", 0.97,
             _cues("comment comments reply replies kommentare name email e-mail website url location fields"
                   " akismet notify logged thoughts responses register registered said says wrote committed"), 40, phrases.COMMENT_PROMPTS),
    LineRule(counter, "counter", "a counter of comments, shares or views", 0.97, _cues("0"), 5),
    LineRule(age_note, "date", "an age that only the page's clock gives meaning to", 0.95,
             _cues("ago vor il hace just 前"), 8),
    LineRule(ad_note, "ad_note", "announces an advertisement", 0.97,
             _cues("advertisement continues sponsored presented paid brought commission affiliate werbung anzeige free"), 45, phrases.ADS),
    LineRule(cookie_notice, "cookie_notice", "about cookies or consent", 0.96,
             _cues("cookies cookie recaptcha consent privacy terms agreement externer externen externe daten"), 110, phrases.COOKIES),
    LineRule(newsletter_prompt, "newsletter_prompt", "invites to a newsletter, an app or an account", 0.94,
             _cues("newsletter newsletters inbox sign signing subscribe subscribing follow like join find e-mail"
                   " email app stay keep alerts unsubscribe register sent by abonnez-vous inscrivez-vous suscríbete"
                   " suscríbase iscriviti inscreva-se assine opt welcome mailbox phone"), 60, phrases.NEWSLETTER),
    LineRule(subscription_note, "subscription_note", "asks to subscribe, register or sign in", 0.95,
             _cues("subscribe subscriber subscribers subscription register registered registering sign log login member"
                   " already unlimited articles article support account puzzles access institution thoughts updates"
                   " abo abonnent abonnieren anmelden abonnés become rent free"), 45, phrases.SUBSCRIPTION),
    LineRule(share_buttons, "share_buttons", "sharing services and nothing else", 0.97,
             phrases.PURE_NETWORKS | _cues("share email e-mail tweet x link teilen partager compartir friend clipboard"), 40, phrases.SHARE | phrases.PURE_NETWORKS),
    LineRule(page_tools, "page_tools", "a tool of the page", 0.96, _TOOL_SURE, 14, phrases.TOOLS),
    LineRule(related_head, "related_head", "heads a list of other stories", 0.93,
             _cues("most latest more top recent trending popular related other similar today's you recommended"
                   " suggested picked editor's editors mehr das weitere lire relacionadas relacionados correlati"), 9, phrases.RELATED_HEADS),
    LineRule(read_more_pointer, "related_link", "points to another page", 0.93,
             _cues(": | > » click tap read see view find get check for continue continued all –"), 30),
    LineRule(copyright_line, "copyright", "a copyright line", 0.97,
             _cues("© copyright reserved vorbehalten réservés reservados riservati permission prohibited"
                   " redistributed broadcast rewritten consent copy rättigheter c"), 90),
    LineRule(photo_credit, "credit", "credits a photo or a video", 0.93,
             _cues("photo photos photograph photographs photography picture pictures image images illustration illustrations"
                   " graphic graphics foto fotos bild bilder bildquelle bildnachweis credit credits getty ap afp reuters epa"
                   " alamy shutterstock istock dpa imago alliance pa ritzau scanpix ntb tt ansa efe zuma wireimage video"
                   " unsplash pexels epa-efe fotografie"), 14),
    LineRule(caption, "caption", "a caption by its own words", 0.92,
             _cues("caption legende bildunterschrift file pictured above left right photo image picture credit foto bild photograph"
                   " getty ap afp reuters epa dpa frame screen clockwise images photos"), 90),
    LineRule(player_chrome, "player_chrome", "words of a player or of the browser", 0.96,
             _cues("video javascript browser player playback audio flash media playing modal dialog fullscreen screen"
                   " arrow seconds suggestions autocomplete content"), 40),
    LineRule(archive_toolbar, "archive_toolbar", "words of a web archive", 0.97,
             _cues("capture captures crawl crawls wayback archive archived timestamps success alexa donating collected broken"
                   " accessible webpage saved jan feb mar apr may jun jul aug sep oct nov dec"), 60),
    LineRule(outlet_note, "other_furniture", "what the outlet says on every page", 0.92,
             _cues("external appears appeared appear published expressed network group plc partnership times ipso"
                   " delayed story tip send email e-mail brought ausgedruckt programm quelle opinions views information"), 50),
    LineRule(author_contact, "author_note", "how to reach the author, or who else reported", 0.93,
             _cues("@ reporting writing editing standards journalists twitter"), 40),
    LineRule(prev_next, "navigation", "leads to another page", 0.94,
             _cues("« » ‹ › ← → ► ▶ ◀ ◄ next previous prev older newer page image photo slide picture 0 back view show"
                   " hide skip jump go to return continued"), 12),
    LineRule(breadcrumb, "navigation", "the path of the page", 0.94, _cues("> » › / | → :"), 30),
    LineRule(navigation_row, "navigation", "a row of page links", 0.93, _cues("| • · - /"), 40),
    LineRule(legal_note, "copyright", "a link to the site's legal pages", 0.96, frozenset(), 8, phrases.LEGAL),
    LineRule(navigation_label, "navigation", "a label of the site's navigation", 0.95, frozenset(), 8, phrases.NAVIGATION),
    LineRule(machine_text, "machine_text", "meant for machines", 0.95, _cues("{ } < = ( ; ? _ / %"), 60),
)
"""Line rules in their order; the first that finds the line decides. Whole lines that a phrase
table knows are looked up before."""


def _by_phrase() -> Mapping[str, LineRule]:
    """The rule that knows a whole line by heart: the earliest of the table where several do."""
    return {phrase: rule for rule in reversed(LINE_RULES) for phrase in rule.phrases}


def _by_cue() -> Mapping[str, tuple[int, ...]]:
    """Places in `LINE_RULES` of the rules to ask, by cue."""
    places: dict[str, list[int]] = {}
    for place, rule in enumerate(LINE_RULES):
        for cue in rule.cues:
            places.setdefault(cue, []).append(place)
    return {cue: tuple(found) for cue, found in places.items()}


_PHRASES = _by_phrase()
_CUES = _by_cue()
_SIGNS = frozenset(cue for cue in _CUES if not cue[0].isalnum())
_SIGN = re.compile("[" + re.escape("".join(sorted(_SIGNS))) + "]")


def line_verdict(line: LineSignals) -> Verdict | None:
    """What the line's own words say; None: nothing.

    A rule is asked only if the line has one of its cues, so that prose costs little.
    """
    known = _PHRASES.get(line.norm)
    if known is not None and line.norm:
        return known.verdict()
    if len(line.text) > LONG_LINE:
        return hashtag_verdict(line)
    cues = _CUES.keys() & line.norm.split(" ")
    if not line.text.isalnum():
        cues.update(_SIGN.findall(line.text))
    if not cues:
        return None
    for place in sorted({place for cue in cues for place in _CUES[cue]}):
        rule = LINE_RULES[place]
        if line.words <= rule.most_words and rule.find(line):
            return rule.verdict()
    return None


def hashtag_verdict(line: LineSignals) -> Verdict | None:
    """Hashtag lines have no greatest length: their check is one pass over the words."""
    if line.text[0] == "#" and hashtag_line(line):
        return next(rule for rule in LINE_RULES if rule.find is hashtag_line).verdict()
    return None
