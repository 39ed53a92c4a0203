"""Which lines address the reader: to share, comment, subscribe, sign up, consent?"""

from __future__ import annotations

import re

from transforms.clean import phrases
from transforms.clean.pattern import any_of
from transforms.clean.signals import LineSignals

_NETWORK = "|".join(
    sorted((name for name in phrases.PURE_NETWORKS if " " not in name), key=len, reverse=True)
)

_COMMENT = any_of(
    r"(?:comments?|kommentare) 0",
    r"0 (?:comments?|responses?|replies|thoughts?) (?:to|on|for) .*",
    r"(?:leave|post|add|write|submit|send) (?:a|an|us a|your|us your) (?:\w+ )?(?:comment|"
    r"reply|feedback)s?\b.{0,50}",
    r"(?:you|users) must be (?:logged in|registered|signed in|a member) to .*",
    r"(?:please )?(?:log ?in|sign in|register|sign up)(?: or \w+(?: \w+)?)? to (?:post|"
    r"leave|add|comment|join|reply|vote).*",
    r"be the first to (?:comment|reply|review|leave).*",
    r".{0,30}comments? (?:are|is|have been) (?:now )?(?:closed|disabled|turned off|"
    r"moderated).*",
    r"(?:let us know|tell us|share your (?:thoughts|views|opinions?)|have your say|"
    r"sound off)\b.{0,80}\bcomments?(?: \w+)?",
    r"(?:view|show|see|read|load|hide) (?:all )?(?:the )?(?:0 )?(?:more )?comments?",
    r"(?:your )?email address will not be .*",
    r"required fields are marked.*",
    r"notify me of .*(?:comments?|posts?).*",
    r"save my name email and website in .*",
    r"this site uses akismet .*",
    r"logged in as .*log out.*",
    r"(?:view|read|see) (?:our|the) comments? (?:policy|guidelines?)",
    r"(?:newest|oldest|best) (?:first|comments?)",
    r"(?:name|e-?mail|email address|website|comment|url|location)(?: required| optional|"
    r" will not be published)+",
    r"postmedia is committed .*",
    r".{0,40}offensive unsuitable report this comment.*",
    r".{2,60} (?:says|said|wrote) 0 0 (?:at )?.{0,12}reply",
)


def comment_prompt(line: LineSignals) -> bool:
    """An invitation to comment, a label or a field of the comment form."""
    if line.norm in phrases.COMMENT_PROMPTS:
        return True
    if line.text[-1] == "*" and line.words <= 4:
        return line.norm.split(" ")[0] in ("name", "email", "e-mail", "website", "your", "comment")
    return line.text[0] not in "\"'“‘„«" and _COMMENT.fullmatch(line.norm) is not None


_SHARE = any_of(
    rf"(?:click to |please )?(?:share|e-?mail|tweet|post|pin|send|save|copy|bookmark|print|"
    rf"follow|add|recommend)(?: (?:this|it|us|a|the|link|article|story|page|post|with|via|on|"
    rf"to|by|in|as|url))* (?:{_NETWORK}|x|friend|link|clipboard|email|e-mail)(?: (?:opens|in|"
    rf"new|window|story|page|link|x|{_NETWORK}))*",
    rf"(?:auf|per|via|über|bei) (?:{_NETWORK}|x|e-mail|mail) (?:teilen|senden|verschicken|"
    rf"empfehlen)(?: (?:{_NETWORK}|x|e-mail|mail))?",
    rf"partager (?:sur|par|cet article)(?: (?:{_NETWORK}|x))?",
    rf"compartir en (?:{_NETWORK}|x)",
    rf"share (?:this|with others):? (?:article |story |it )?(?:{_NETWORK}|what is this|"
    r"what's this)\b.{0,120}",
    r"if you (?:liked|enjoyed) this (?:article|story|post)\b.{0,60}\bshare\b.{0,200}",
    r"klicken um die teilen-funktion zu öffnen teilen",
)


def share_buttons(line: LineSignals) -> bool:
    """Share buttons: names of sharing services and words of sharing, and nothing else."""
    if line.norm in phrases.SHARE or line.norm in phrases.PURE_NETWORKS:
        return True
    tokens = line.form.split(" ")
    if len(tokens) >= 2 and all(
        t in phrases.NETWORKS or t in ("on", "via", "this", "by", "0") for t in tokens
    ):
        return sum(t in phrases.PURE_NETWORKS for t in tokens) >= 2
    return _SHARE.fullmatch(line.norm) is not None


_TOOL_WORDS = frozenset((
    "print", "email", "e-mail", "mail", "comments", "comment", "license", "reprints", "reprint",
    "rss", "save", "share", "text", "size", "a", "font", "larger", "smaller", "article",
    "story", "page", "printer", "friendly", "version", "send", "this", "to", "friend",
    "permissions", "reply", "single", "feed", "discuss", "bookmark", "increase", "decrease",
    "normal", "small", "medium", "large", "drucken", "senden", "return", "top", "back", "forum",
    "view", "facebook", "twitter", "digg", "recommend", "subscribe", "order",
))  # fmt: skip
TOOL_SURE = frozenset((
    "print", "printer", "reprints", "reprint", "e-mail", "email", "drucken", "font", "rss",
    "larger",
))  # fmt: skip


_SEND = re.compile(
    r"(?:e-?mail|send|print|forward) (?:this(?: \w+)?|to) (?:to )?(?:an? |your )?\w+"
)


def page_tools(line: LineSignals) -> bool:
    """Tools of the page: print, text size, save, send, listen."""
    if line.norm in phrases.TOOLS or _SEND.fullmatch(line.norm):
        return True
    tokens = line.form.split(" ")
    return (
        len(tokens) >= 2
        and not line.ends_sentence
        and all(t in _TOOL_WORDS for t in tokens)
        and len(TOOL_SURE.intersection(tokens)) >= 1
    )


_NEWSLETTER = any_of(
    r"get (?:the|our|all|your) .{0,60}\b(?:stories|news|headlines|briefing)\b.{0,60}"
    r"\b(?:every|each) (?:weekday|day|morning|evening|week)\b.{0,30}",
    r"(?:sign up|subscribe|register|join|signup)\b.{0,60}\b(?:newsletters?|alerts?|"
    r"e-?mails?|bulletins?|inbox|updates|whatsapp|podcast|youtube|rss)\b.{0,140}",
    r"(?:get|receive|want|have) (?:the|our|your|all|daily|breaking|more|a|up|latest|top|"
    r"updates)\b.{0,90}\b(?:inbox|newsletters?|e-?mail|alerts|in your mail)\b.{0,80}",
    r".{0,120}\b(?:delivered|straight|sent|direct|directly) (?:direct(?:ly)? )?(?:to|"
    r"into) your (?:inbox|e-?mail|phone|mailbox).{0,60}",
    r"by (?:signing up|subscribing|clicking|entering|providing|submitting|"
    r"registering)\b.{0,200}\b(?:agree|confirm|consent|accept|acknowledge)\b.{0,200}",
    r"(?:follow|like|join|find) (?:us|our|.{2,50}) on (?:our )?(?:twitter|x|facebook|"
    r"instagram|tiktok|threads|bluesky|youtube|linkedin|telegram|whatsapp|google news|"
    r"google|social media|flipboard|apple news)\b.{0,80}",
    r"(?:keep up to date|stay (?:up to date|informed|connected|updated|in the know|"
    r"on top))\b.{0,120}",
    r"download (?:the|our) .{0,40}\bapp\b.{0,60}",
    r"the next issue of .{2,60} will soon be in your inbox",
    r"a welcome e-?mail is on its way.{0,90}",
    r"we encountered an issue signing you up.{0,60}",
    r"you can (?:unsubscribe|opt out) .{0,80}",
    r"(?:jetzt |unser(?:en)? |den |zum |hier )*(?:[\w-]*newsletter)\b.{0,40}\b(?:abonnieren|"
    r"anmelden|bestellen|an)\b.{0,40}",
    r"(?:abonnez-vous|inscrivez-vous|suscríbete|suscríbase|iscriviti|inscreva-se|"
    r"assine)\b.{0,120}",
    r"(?:sent twice a|sent daily|sent weekly|sent every)\b.{0,80}",
)


def newsletter_prompt(line: LineSignals) -> bool:
    """An invitation to a newsletter, an alert, an app or a social account."""
    return line.norm in phrases.NEWSLETTER or _NEWSLETTER.fullmatch(line.norm) is not None


_AD = any_of(
    r"advertisement(?: the)?(?: (?:scroll|continue|story|article|skip|0|feature)\b.{0,60})?",
    r"(?:paid for by|sponsored by|presented by|brought to you by) .{2,40}",
    r"(?:this )?(?:story|article|post|content|report) continues (?:below|after).{0,40}",
    r"this advertisement has not loaded.{0,60}",
    r"(?:we|.{2,30}) may (?:earn|receive) (?:a|an) (?:affiliate |small )?commission.{0,120}",
    r"(?:if|when) you (?:buy|purchase|click)\b.{0,60}\b(?:links?)\b.{0,120}\b(?:commission|"
    r"earn)\b.{0,60}",
    r".{0,80}contains affiliate links.{0,80}",
    r"click here to try 0 free .{2,60}",
    r"enter (?:here|now|today)?\b.{0,30}\b(?:chance to win|to win)\b.{2,160}",
    r"special offer\b.{2,200}",
    r".{0,80}\ba free (?:£|\$|€|0|eur|usd)* ?bet\b.{0,60}",
    r"weiter nach der werbung",
    r"(?:a?nzeige|werbung) .{0,20}fortsetzung.{0,20}",
)


def ad_note(line: LineSignals) -> bool:
    """A note that an advertisement stands here, or that the text goes on after it."""
    return line.norm in phrases.ADS or _AD.fullmatch(line.norm) is not None


_SUBSCRIBE = any_of(
    r"the (?:rest|remainder) of this (?:article|story)\b.{0,60}"
    r"\b(?:registered|subscribers?|members?)\b.{0,40}",
    r"you have (?:0|one|two|three|no) (?:free )?articles? (?:left|remaining)\b.{0,90}",
    r"you have (?:0|one|two|three|no) free .{2,90}",
    r"(?:already (?:a |an )?(?:subscriber|member|registered|subscribed|"
    r"have an account)\b.{0,80}|you (?:have|ve|'ve) (?:reached|full access|read all|used|"
    r"used all|0 free|no free)\b.{0,100}|you(?:'ve| have) 0 .{0,20}articles? .{0,40}|"
    r"to (?:continue reading|read|view|access|unlock|see|enjoy)\b.{0,90}\b(?:subscri\w+|"
    r"regist\w+|sign in|log in|login|member\w*|javascript)\b.{0,80}|"
    r"(?:please )?(?:subscribe|register|sign in|log in|login|"
    r"sign up)(?: \w+){0,3} to (?:continue|read|unlock|view|access|save|get|see|keep|"
    r"enjoy)\b.{0,120}|(?:get |enjoy |for |unlock )?unlimited (?:digital |"
    r"online )?access\b.{0,100}|(?:free|premium) articles? (?:left|remaining).{0,60}|"
    r"this (?:article|content|story|page|exclusive) is (?:only |exclusively |"
    r"now )?(?:available|for|reserved|free|exclusive)\b.{0,60}\b(?:subscri\w+|regist\w+|"
    r"members?)\b.{0,60}|support (?:local|independent|our|quality) journalism\b.{0,60}|"
    r"become a (?:member|subscriber|supporter|patron)\b.{0,80}|subscribe now\b.{0,120}|"
    r"(?:daily )?puzzles including .{0,60}|exclusive articles from .{2,160}|"
    r"access articles from .{2,60}|share your thoughts and join .{2,60}|"
    r"enjoy additional articles .{2,40}|get e-?mail updates from your .{2,40}|"
    r"create an account .{2,90}|(?:new|don't have an account|not a subscriber|"
    r"not registered|want to read more)\b.{0,60}\b(?:register|subscribe|sign up|"
    r"create)\b.{0,60}|you can save this article by .{2,80}|you must be (?:logged in|"
    r"registered|a subscriber)\b.{0,100}|(?:your|this) subscription (?:helps|supports|"
    r"includes)\b.{0,100}|if you are a .{0,30}(?:print |home delivery )+subscriber.{0,160}|"
    r"you have full access .{0,80}|access (?:provided|through) .{0,60}institution.{0,20}|"
    r"rent or buy this article.{0,60}|(?:jetzt|hier|bereits|noch kein).{0,30}(?:abonnent|"
    r"abo|registrier|anmeld)\w*.{0,60}|cet article est réservé aux abonnés.{0,40})",
)


def subscription_note(line: LineSignals) -> bool:
    """An invitation or a demand to subscribe, register or sign in."""
    return line.norm in phrases.SUBSCRIPTION or _SUBSCRIBE.fullmatch(line.norm) is not None


_COOKIE = any_of(
    r".{0,80}\b(?:we|our partners|we and our partners|this (?:web ?)?site|"
    r"our (?:web ?)?site|this page)\b(?: [\w']+){0,4} (?:use|uses|using|store|stores|set|"
    r"sets) (?:[\w']+ ){0,4}cookies\b.{0,400}",
    r"by (?:continuing|using|browsing|clicking|closing|visiting)\b.{0,160}\b(?:cookies?|"
    r"privacy policy|terms of (?:use|service)|user agreement)\b.{0,200}",
    r"(?:wir|diese (?:web)?seite|diese website|unsere (?:web)?seite)"
    r"\b.{0,40}\b(?:verwende[nt]|nutz(?:en|t)|setz(?:en|t))\b.{0,30}cookies\b.{0,300}",
    r"(?:nous|ce site|notre site)\b.{0,30}utilis\w+ (?:des )?cookies\b.{0,300}",
    r".{0,60}utiliza(?:mos)? (?:\w+ ){0,3}cookies\b.{0,300}",
    r".{0,60}utilizz\w+ (?:i )?cookies?\b.{0,300}",
    r".{0,80}protected by recaptcha.{0,120}",
    r".{0,40}(?:accept|manage|change|reject|allow|update) (?:your |all |"
    r"the )?cookies?(?: (?:settings|preferences|consent))?.{0,60}",
    r".{0,60}\bwith your consent\b.{0,200}(?:cookies|data)\b.{0,100}",
    r"(?:an dieser stelle|hier) (?:finden sie|befindet sich|"
    r"steht) .{0,60}externe[rn]? inhalt.{0,160}",
    r"ich bin damit einverstanden dass mir (?:externe )?inhalte .{0,160}",
    r".{0,120}\bpersonenbezogene daten (?:können )?an (?:drittplattformen|dritte) übermittelt"
    r".{0,160}",
)


def cookie_notice(line: LineSignals) -> bool:
    """A notice about cookies, consent or the privacy policy."""
    return line.norm in phrases.COOKIES or _COOKIE.fullmatch(line.norm) is not None
