"""In what order are the line rules asked?

`LINE_RULES` is the table. The rules themselves stand in four modules: what addresses the reader,
what says whose the page is, what belongs to the site around the article, what leads elsewhere.
"""

from __future__ import annotations

from transforms.clean import credit_rules, navigation_rules, phrases, reader_rules, site_rules
from transforms.clean.verdict import LineRule


def _cues(words: str) -> frozenset[str]:
    """The cues of a rule, from one string."""
    return frozenset(words.split())


_AGENCIES = (
    "getty ap afp reuters epa epa-efe alamy shutterstock istock dpa imago alliance pa ritzau "
    "scanpix ntb tt ansa efe zuma wireimage unsplash pexels"
)

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
        leads=_cues(
            "tag tags tagged topics related keyword keywords filed published posted "
            "categories category more schlagwort schlagworter schlagworte schlagwörter "
            "schlagwörte stichworter stichworte stichwörter stichwörte themen mots mots-clés "
            "mots-cles etiquetas etichette palavras-chave taggar emneord etiketler tagi метки "
            "теги タグ キーワード"
        ),
    ),
    LineRule(
        site_rules.counter,
        "counter",
        "a counter of comments, shares or views",
        0.97,
        _cues(
            "comment comments share shares like likes view views vote votes reaction "
            "reactions retweet retweets tweet tweets replies response responses read reads "
            "digg diggs pin pins followers kommentar kommentare commentaire commentaires "
            "comentario comentarios commenti reacties yorum score rating"
        ),
        5,
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
        leads=_cues(
            "comment comments kommentare 0 leave post add write submit send you users please "
            "log login sign register be let tell share have sound view show see read load "
            "hide your email e-mail required notify save this logged newest oldest best name "
            "website url location postmedia"
        ),
        inner=_cues("comment comments reply"),
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
        leads=_cues(
            "advertisement paid sponsored presented brought this story article post content "
            "report we if when click enter special weiter anzeige nzeige werbung"
        ),
        inner=_cues("commission affiliate bet"),
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
        leads=_cues("by wir diese unsere nous ce notre an hier ich"),
        inner=_cues("cookie cookies recaptcha consent personenbezogene"),
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
        leads=_cues(
            "get sign subscribe register join signup receive want have by follow like find "
            "keep stay download the a we you jetzt unser unseren den zum hier abonnez-vous "
            "inscrivez-vous suscríbete suscríbase iscriviti inscreva-se assine sent"
        ),
        inner=_cues("inbox phone mailbox email emails e-mail e-mails newsletter newsletters"),
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
        leads=_cues(
            "the you you've already to please subscribe register sign log login get enjoy for "
            "unlock unlimited free premium this support become daily puzzles exclusive access "
            "share create new don't not want your if rent jetzt hier bereits noch cet"
        ),
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
        leads=frozenset(" ".join(phrases.NETWORKS).split())
        | _cues(
            "click please share email e-mail tweet post pin send save copy bookmark print "
            "follow add recommend auf per via über bei partager compartir if klicken on this "
            "by 0"
        ),
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
        leads=_cues(
            "most latest more top recent trending popular related other similar today's you "
            "recommended suggested picked editor editors editor's mehr das weitere à lire "
            "notícias noticias artículos articoli"
        ),
    ),
    LineRule(
        site_rules.read_more_pointer,
        "related_link",
        "points to another page",
        0.93,
        _cues(": | > » click tap read see view find check continue continued stories –"),
        30,
        leads=_cues(
            "read also see related more watch listen in gallery quiz poll map graphic "
            "timeline factbox infographic audio photo video photos slideshow podcast "
            "interactive don't click must must-read live full recommended you lesen mehr lire "
            "à lea lee leia leggi läs les læs lees czytaj читайте 관련기사 関連記事 tap view "
            "find get check for continue all continued"
        ),
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
        leads=_cues(
            "image video media photo figure caption picture pictured legende bildunterschrift "
            "file in above left right from clockwise"
        ),
        inner=_cues(_AGENCIES)
        | _cues(
            "photo photos image images picture credit photograph foto bild bilde fotograf "
            "quelle file ＝ 연합뉴스 뉴시스 뉴스 nach v"
        ),
    ),
    LineRule(
        site_rules.player_chrome,
        "player_chrome",
        "words of a player or of the browser",
        0.96,
        _cues(
            "00:00 clip video javascript browser player playback audio flash media playing modal "
            "dialog fullscreen screen arrow seconds suggestions autocomplete content /"
        ),
        40,
        phrases.PLAYER,
        leads=_cues(
            "to please enable turn install upgrade javascript your this we try tap play watch "
            "pause replay mute unmute stop video audio media now you sorry close beginning "
            "end use exit playback when 0"
        ),
        inner=_cues("/ 00:00"),
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
        leads=_cues(
            "about 0 collected timestamps success the starting these crawl collection "
            "organization this formerly web saved webpage archived"
        ),
        inner=_cues("donating archive"),
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
        leads=_cues(
            "your this the opinion opinions view views all got do have are did a user "
            "comments comment email e-mail send versions brought bbc dieser dieses die quelle "
            "stand copyright external"
        ),
        inner=_cues("responsible external network group plc ipso delayed °"),
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
            "picture of back view show hide skip jump go to return continued"
        ),
        12,
        leads=_cues(
            "next previous prev older newer page image photo slide picture 0 continued go "
            "return jump back to view show hide skip"
        ),
        inner=_cues("« » ‹ › ← → ► ▶ ◀ ◄"),
    ),
    LineRule(
        navigation_rules.breadcrumb,
        "navigation",
        "the path of the page",
        0.94,
        _cues("> » › / | → :"),
        30,
        leads=navigation_rules.ROOT_OPENERS,
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
        leads=_cues(
            "window var let const function document if googletag try { } [ ] ( ) ; < @ . # ? / % $"
        ),
        inner=_cues("{ _ push"),
    ),
)
"""Line rules in their order; the first that finds the line decides. Whole lines that a phrase
table knows are looked up before."""
