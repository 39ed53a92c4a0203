"""Which lines say whose the page is: keywords, credits, captions, rights, contacts?"""

from __future__ import annotations

import re

from transforms.clean import phrases
from transforms.clean.pattern import any_of
from transforms.clean.signals import LineSignals
from transforms.fields.reading_time import reading_seconds

_NETWORK = "|".join(
    sorted((p for p in phrases.PURE_NETWORKS if " " not in p), key=len, reverse=True)
)


def reading_time(line: LineSignals) -> bool:
    """A reading-time label, such as "2 minutes, 13 seconds Read"; it fills `reading_seconds`."""
    return reading_seconds(line.text) is not None


def hashtag_line(line: LineSignals) -> bool:
    """A line of hashtags and nothing else; they become tags."""
    parts = line.text.replace(",", " ").split()
    return all(p[0] == "#" and any(c.isalpha() for c in p) for p in parts)


_TAG_LIST = any_of(
    r"(?:tags?|tagged(?: with| in)?|topics|related topics|keywords?|filed under|filed in|"
    r"published under|posted in|posted under|categories|category|more about|"
    r"schlagw[oö]rt(?:er|e)|stichw[oö]rter|themen|mots[- ]cl[eé]s|etiquetas|etichette|"
    r"palavras-chave|taggar|emneord|etiketler|tagi|метки|теги|タグ|キーワード)\s*[:：]\s*\S",
    flags=re.IGNORECASE,
)


def labelled_keywords(line: LineSignals) -> bool:
    """Keywords after a label: "Tags: …", "Filed under: …"; they become tags."""
    return _TAG_LIST.match(line.text) is not None and not line.is_prose


_COPYRIGHT = any_of(
    r"\s*(?:©|\(c\)|&copy;|copyright\s*(?:©|\(c\)|\d{4}|by\s)|content\s+(?:©|copyright)|"
    r"\d{4}\s*©)",
    r".{0,300}\b(?:all rights? reserved|alle rechte vorbehalten|tous droits réservés|"
    r"(?:todos )?(?:los )?derechos reservados|tutti i diritti riservati|"
    r"todos os direitos reservados|alla rättigheter)\b",
    r".{0,200}\bmay not be (?:published|reproduced|republished|reprinted|copied|used|"
    r"redistributed)[ ,].{0,200}\b(?:permission|redistributed|broadcast|rewritten|"
    r"prohibited|consent)\b",
    r".{0,200}\b(?:reproduction|republication|redistribution|copying|"
    r"use)\b.{0,60}\b(?:prohibited|without (?:the )?(?:prior |"
    r"express )?(?:written )?(?:permission|consent))\b",
    flags=re.IGNORECASE,
)


_RIGHTS_CUES = (
    "©",
    "(c)",
    "copy",
    "reserv",
    "riservati",
    "vorbehalten",
    "réservés",
    "rättigheter",
    "may not be",
    "prohibited",
    "without",
)
"""Parts of words, cheap to look for, of which all that `_COPYRIGHT` finds has one."""


def copyright_line(line: LineSignals) -> bool:
    """A copyright line or a notice of rights."""
    if "©" in line.text and line.words <= 12:
        return True
    low = line.text.lower()
    for cue in _RIGHTS_CUES:
        if cue in low:
            return _COPYRIGHT.match(line.text) is not None
    return False


def legal_note(line: LineSignals) -> bool:
    """A link to the site's legal pages: "Terms of Use", "Impressum"."""
    return line.norm in phrases.LEGAL


_AGENCY = (
    r"(?:getty(?: images)?|ap(?: photo)?|afp|reuters|epa(?:-efe)?|alamy|shutterstock|istock|dpa"
    r"|imago|picture alliance|pa(?: media| wire)?|ritzau|scanpix|ntb|tt|ansa|efe|zuma|wireimage"
    r"|unsplash|pexels)"
)
_CREDIT = any_of(
    r"[\[(]?\s*(?:photos?|photographs?|photography|pictures?|images?|illustrations?|"
    r"graphics?|file (?:photo|picture|image)|fotos?|fotografie|bild(?:er|quelle|nachweis)?|"
    r"photo credits?|image credits?|picture credits?|credits?|source image|video)\s*(?:by|"
    r"credits?|courtesy(?: of)?|supplied|via)?\s*[:/|©]\s*.{2,70}",
    r"[\[(]?\s*(?:photos?|photographs?|pictures?|images?|illustrations?|graphics?) (?:by|"
    r"courtesy(?: of)?|copyright|source,?) [A-ZÀ-Þ@].{1,60}",
    rf"[\[(]?.{{0,40}}(?:[/|©]|via|\bfor\b|\bby\b)\s*{_AGENCY}(?: images)?(?:\s*(?:/|via|"
    rf"for)\s*.{{2,30}})?[\])]?",
    rf"{_AGENCY}(?: (?:images|photo|file|archive|archiv))?(?:\s*/\s*.{{2,40}})?",
    flags=re.IGNORECASE,
)


def photo_credit(line: LineSignals) -> bool:
    """A credit of a photo, an illustration or a video."""
    return line.words <= 12 and not line.is_prose and _CREDIT.fullmatch(line.text) is not None


_CAPTION = any_of(
    r"(?:image|video|media|photo|figure) caption[,:]? ?",
    r"caption(?::| (?=[A-Z0-9“\"']))",
    r"(?:picture|photo|image|pictured): ",
    r"legende: ",
    r"bildunterschrift: ",
    r"file ?(?:photo|pic)?\s?[-–—] .{0,80}[A-Za-z]",
    r"in this (?:\w+ ){0,4}(?:file )?(?:photo|image|picture|frame grab|screen grab)\b",
    r"pictured(?: here)?: |pictured (?:from|on the|at the|in the|right|left|above|below|with)\b",
    r"above: ",
    r"left: ",
    r"right: ",
    r"(?:from left|clockwise from)\b",
    r"[(\[]?file (?:photo|picture)[.:]",
    flags=re.IGNORECASE,
)
_CAPTION_END = any_of(
    rf"[\[(]\s*(?:(?:file )?(?:photo|image|picture|credit|photograph|foto|"
    rf"bild)s?\b[^()\[\]]{{0,60}}|[^()\[\]]{{0,50}}[/|]\s*{_AGENCY}[^()\[\]]{{0,30}}|"
    rf"{_AGENCY}\b[^()\[\]]{{0,40}}(?:/|photo|images)[^()\[\]]{{0,40}})[\])]\s*$",
    r"(?:\|\s*(?:bild|foto|photo|image|quelle|credit)s?:|\b(?:bild|foto) ?©)\s?[^|.]{2,60}$",
    r"＝(?:ＡＰ|AP|ロイター|共同|時事|ＡＦＰ|AFP|ＥＰＡ)\S{0,6}$",
    r"[.다)] ?(?:연합뉴스|뉴시스|뉴스1)$",
    r"\((?:von )?(?:li|links|l)\.? nach (?:re|rechts|r)\b|\(v\. ?l\.",
    r"[.!?)\"”»] ?(?:foto|photo|bild|bilde|fotograf): ?[^.|!?]{2,50}\.?$",
    rf"[.!?…\"”»][\"”»)]?{_AGENCY}(?: images)?(?:\s?[/|]\s?[^.|/]{{2,40}})?\s*$",
    flags=re.IGNORECASE,
)


def caption(line: LineSignals) -> bool:
    """A caption by its own words: "Image caption …", "FILE - …", "… (Wire Photo/Name)".

    Also one that ends in a credit: "… over the bridge.Getty Images", "… | Photo: Ada Brun".
    """
    return _CAPTION.match(line.text) is not None or _CAPTION_END.search(line.text) is not None


_OUTLET = any_of(
    r"your weather is set to .{0,120}",
    r".{0,60}\b(?:is|are) not responsible for the content of (?:external|other).{0,60}",
    r".{0,60}does not endorse external sites.{0,60}",
    r"this (?:story|article) (?:appears|appeared|originally appeared|was (?:first|"
    r"originally) published|first appeared)\b.{0,120}",
    r"(?:the )?(?:opinions?|views?) (?:expressed|of)\b.{0,120}\b(?:own|author's|authors|"
    r"not necessarily)\b.{0,80}",
    r".{0,60}\bis part of the .{2,40}(?:network|group|plc)\b.{0,60}",
    r"(?:this|the) (?:report|article|story) (?:was )?(?:produced|"
    r"prepared) (?:in partnership|with (?:the )?help|by ai)\b.{0,100}",
    r"all times (?:are )?(?:local|in|edt|est|gmt|aedt|et)\b.{0,40}",
    r".{0,30}ipso regulated.{0,80}",
    r".{0,60}(?:quotes|data) (?:are )?delayed (?:at least )?0 minutes.{0,80}",
    r"(?:got a (?:story|tip|news tip)|do you have (?:a story|a tip|any information)|"
    r"have a (?:story|tip|question))\b.{0,300}",
    r"this (?:story|article|page|report) (?:will be|is being) updated\b.{0,80}",
    r".{0,20}(?:contact|e-?mail) (?:me|us) at \S+@\S+.{0,80}",
    r"(?:have|got) (?:any )?(?:\w+ ){0,2}(?:thoughts|insights?|tips?)\b.{0,160}"
    r"\b(?:share|e-?mail|write|contact)\b.{0,80}",
    r"(?:are you in the area|have you been affected|did you witness|are you affected)\b.{0,200}",
    r"are you in .{2,40}\b(?:affected|experiences|contact us|e-?mail)\b.{0,200}",
    r"a selection of your (?:comments|e-?mails|pictures|photos).{0,160}",
    r"(?:e-?mail|send) (?:us|your) (?:at |your |a )?.{2,80}",
    r"(?:a version|versions) of this (?:article|story|review) appear.{2,120}",
    r"brought to you by .{2,30}",
    r"the full article contains 0 words\b.{0,80}",
    r"comment (?:posters|writers) are responsible for the opinions\b.{0,500}",
    r"(?:user reviews and )?comments that (?:include|contain) .{2,200}\b"
    r"(?:removed|deleted|published)\b.{0,500}",
    r"bbc monitoring selects and translates news\b.{0,200}",
    r"dieser artikel wurde ausgedruckt .{2,200}",
    r"dieses thema im programm",
    r"die ard ist nicht .{2,80}",
    r"quelle .{2,20}",
    r"stand 0",
    r"(?:copyright )?the bbc is not responsible .{0,80}",
    r"external links",
    r"bbc 0 the bbc.{2,120}",
)


_WEATHER = re.compile(r"(?:[^\W\d_]+[ ,]{1,2}){0,4}[-−]?\d{1,2} ?°(?: ?[CF])?")


def outlet_note(line: LineSignals) -> bool:
    """What the outlet says on its pages: disclaimers, first publication, tip lines, weather."""
    return _WEATHER.fullmatch(line.text) is not None or _OUTLET.fullmatch(line.norm) is not None


_CONTACT = any_of(
    r"(?:e-?mail:? ?)?[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}",
    r"@\w{2,30}",
    r"(?:follow|contact|reach|e-?mail|write to)\b.{2,60}\b(?:at|on|via|"
    r":)\s.{0,60}@[\w.-]{2,60}.{0,140}",
    r"[\[(]?(?:additional |with )?(?:reporting|writing) by .{2,200}",
    r"[\[(]?editing by .{2,120}",
    r"(?:our standards|our journalists): .{2,80}",
    r"twitter: ?@\w+",
    r"to contact the (?:reporter|editor|author|writer)s?\b.{4,200}",
    flags=re.IGNORECASE,
)


def author_contact(line: LineSignals) -> bool:
    """How to reach the author, or who else reported, wrote and edited, on a line of its own."""
    return _CONTACT.fullmatch(line.text) is not None
