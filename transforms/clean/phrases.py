"""Which phrases does page furniture use?

Each table holds whole lines in the form of `LineSignals.norm`: lower case, words only, numbers
as 0. A phrase stands here only if it cannot be a line of an article by itself.
"""

from __future__ import annotations


def _set(*blocks: str) -> frozenset[str]:
    """The phrases of all blocks; within a block they are separated by bars."""
    return frozenset(phrase.strip() for block in blocks for phrase in block.split("|"))


NETWORKS = _set(
    "facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|tumblr|telegram|bluesky|threads",
    "email|e-mail|mail|flipboard|pocket|messenger|digg|delicious|del|icio|us|stumbleupon",
    "newsvine|mixx|technorati|furl|blinklist|myspace|line|vk|viber|xing|mastodon|instagram",
    "youtube|signal|sms|skype|yahoo|google|plus|slashdot|fark|propeller|spurl|netvouz|magnolia",
    "simpy|aim|buzz|copy|link|rss|print|share|tweet|weibo|wechat|kakaotalk|hatena|evernote",
    "buffer|gmail|outlook|yahoomyweb|myweb|snapchat|tiktok|nextdoor|truth social|gettr|parler",
    "meneame",
)
"""Words that a row of share buttons is made of."""

PURE_NETWORKS = NETWORKS - _set("us|x|line|link|plus|signal|buzz|mail|copy|print|pocket|google")
"""The networks whose name alone on a line can be nothing else."""

SHARE = _set(
    "share|share this|share this article|share this story|share this post|share this page",
    "share this on|share on|share via|share article|share story|share options|share save|tweet",
    "tweet this|like this|like us on facebook|share it|share now|share link|copy link|copied",
    "link copied|copy url|copy link to clipboard|share this with|share this video|save share",
    "share this article in your social network|digg this|digg it|stumble it|post to facebook",
    "post to del icio us|bookmark with|bookmark|bookmark this|add to favorites|reddit this",
    "share full article|share with your friends|spread the word|pin it|send this to a friend",
    "share on facebook|share on twitter|share on x|share on linkedin|share on whatsapp",
    "share on reddit|share on pinterest|share on bluesky|share by email|share via email",
    "click to share on facebook|click to share on twitter|email this article to a friend|teilen",
    "artikel teilen|beitrag teilen|diesen artikel teilen|link kopieren|weiterleiten",
    "auf facebook teilen|auf x teilen|auf twitter teilen|per whatsapp teilen|per e-mail teilen",
    "partager|partager cet article|partager sur facebook|partager sur twitter|copier le lien",
    "compartir|compartir en facebook|compartir en twitter|copiar enlace|condividi|compartilhar",
    "compartilhe|paylaş|dela|del|delen|deel dit artikel|udostępnij|поделиться|シェア|ポスト",
    "共有|シェアする|みんなのポストを見る|공유하기|分享|whatsapp|facebook|telegram|linkedin",
    "pinterest|reddit|tumblr|flipboard|stumbleupon|newsvine|bluesky|digg|delicious|technorati",
    "messenger|blinklist|furl|del icio us|del icio us digg",
)

TOOLS = _set(
    "print|print this|print this article|print this page|print article|print story|print email",
    "print page|printable version|printer friendly|printer friendly version|printer-friendly",
    "printer-friendly version|email this|e-mail this|email this article|e-mail this article",
    "email this story|e-mail this to a friend|email this to a friend|email a friend",
    "e-mail story|email story|email article|e-mail article|e-mail a friend|send to a friend",
    "mail this page|email to a friend|e-mail to a friend|text size|font size|increase text size",
    "resize text|decrease text size|larger text|smaller text|increase font size",
    "decrease font size|a a|a a a|change text size|reprints|reprints permissions|order reprints",
    "license reprints|reprint|photo reprints|request reprint or submit correction|save",
    "save article|save this article|save for later|save story|saved|article tools|story tools",
    "site tools|page tools|tools|article controls|single page|view as single page|listen",
    "listen to this article|listen to article|listen to this story|audio|gift article",
    "gift this article|bookmark article|report an error|report a typo|report this error",
    "suggest a correction|request a correction|add to reading list|read later|read aloud",
    "print email return to top|cite this article|drucken|artikel drucken|seite drucken|merken",
    "artikel merken|vorlesen|anhören|artikel anhören|imprimer|écouter|écouter cet article",
    "imprimir|escuchar|stampa|skriv ut|tulosta|afdrukken|yazdır|印刷|保存|メール|ブックマーク",
    "人気のまとめ|print this story|email print|print mail|e-mail print|print e-mail",
    "view comments print|hide this content|what's this|what is this|what are these|rss|rss feed",
    "rss feeds|get our rss feed|reprints and permissions",
)

COMMENT_PROMPTS = _set(
    "comment|comments|no comments|no comments yet|add a comment",
    "leave a reply|leave a comment|leave a reply cancel reply|cancel reply|post a comment|reply",
    "post comment|post your comment|add comment|add your comment|write a comment|your comment",
    "view comments|view comments 0|view all comments|see all comments|show comments",
    "hide comments|read comments|read all comments|read the comments|join the conversation",
    "join the discussion|have your say|be the first to comment|comments are closed",
    "comments closed|comment policy|comments are closed for this article",
    "comments on this article|comments on this story|comment on this story",
    "comment on this article|discuss this story|start the conversation|load comments",
    "load more comments|more comments|sort by|sort comments by|recommended comments",
    "sign in to comment|log in to comment|login to comment|you must be logged in to comment",
    "you must be logged in to post a comment|please log in to leave a comment",
    "most recent comments|report abuse|report this comment|report comment|report a comment",
    "flag comment|flag as abuse|offensive unsuitable report this comment|conversation",
    "comment guidelines|comments policy|notify me of follow-up comments by email",
    "notify me of new posts by email|your name|your email address will not be published",
    "required fields are marked|submit comment",
    "your email address will not be published required fields are marked",
    "save my name email and website in this browser for the next time i comment|name",
    "name required|email required|website|mail will not be published required|name e-mail",
    "name email website|your email|e-mail address|email address|enter your email",
    "enter your email address|characters remaining|comment name",
    "this site uses akismet to reduce spam learn how your comment data is processed",
    "reader comments|kommentare|kommentar schreiben|kommentar verfassen|kommentieren",
    "zu den kommentaren|zu den kommentaren springen|anzahl kommentare|alle kommentare anzeigen",
    "diskutieren sie mit|schreibe einen kommentar|antworten|antwort abbrechen|keine kommentare",
    "kommentare anzeigen|laisser un commentaire|commentaires|commenter|réagir",
    "voir les commentaires|ajouter un commentaire|deja un comentario|deja una respuesta",
    "cancelar la respuesta|comentarios|commenti|ver comentarios|lascia un commento",
    "annulla risposta|deixe um comentário|deixe uma resposta|comentários|reacties",
    "geef een reactie|reageer|yorum yap|yorumlar|bir yanıt yazın|skomentuj|dodaj komentarz",
    "komentarze|kommentera|kommentarer|skriv en kommentar|комментарии|оставить комментарий",
    "コメント|コメントを残す|コメントを書く|댓글|发表评论|ваш e-mail не будет опубликован",
    "join the debate|have your say on this story|talkback",
)

RELATED_HEADS = _set(
    "related|related stories|related articles|related posts|related news|related content",
    "related links|related topics|related coverage|related reading|related story",
    "related article|related items|related videos|related video|related headlines",
    "related quotes|similar posts|similar articles|similar stories|similar news|similar content",
    "you may also like|more stories|you might also like|you may like|you might like|also read",
    "also see|see also|more on this|more on this story|more on this topic",
    "more from this section|more like this|more news|more related stories|more articles",
    "more headlines|more top stories|more from the web|more from around the web|more coverage",
    "more for you|more to read|more to explore|read next|what to read next|recommended",
    "recommended for you|recommended stories|recommended articles|recommended reading",
    "recommended videos|editors picks|editor's picks|editor's choice|editor's pick|don't miss",
    "in case you missed it|most popular|most read|most viewed|most shared|most emailed",
    "most e-mailed|most commented|most recent|most watched|trending|trending now",
    "trending stories|trending news|popular now|popular posts|popular stories|popular articles",
    "top stories|today's top stories|other top stories|other stories|latest|latest news",
    "hot topics|latest stories|latest headlines|latest articles|latest posts|recent posts",
    "recent stories|recent articles|today's headlines|top headlines|from around the web",
    "around the web|elsewhere on the web|from the web|promoted stories|promoted content",
    "sponsored stories|sponsored content|sponsored links|sponsored|paid content",
    "links to more stories|links we like|keep reading|continue reading|further reading|next up",
    "now read|you may also be interested in|you might also be interested in|people also read",
    "readers also liked|discover more|explore more|related sections|related internet links",
    "external links|related news stories|other news|top searches|special coverage|full coverage",
    "in this section|in this story|mehr zum thema|lesen sie auch",
    "lesen sie mehr zum thema|das könnte sie auch interessieren",
    "das könnte dich auch interessieren|auch interessant|weitere informationen|weitere artikel",
    "weitere themen|weitere nachrichten|verwandte themen|ähnliche artikel|meistgelesen",
    "lesetipps|meistgelesene artikel|themen|zum thema|mehr aus|mehr über dieses thema",
    "mehr nachrichten|à lire aussi|a lire aussi|lire aussi|sur le même sujet|voir aussi",
    "articles liés|à lire|les plus lus|articles similaires|dans la même rubrique|lea también",
    "lee también|le puede interesar|te puede interesar|noticias relacionadas",
    "artículos relacionados|más noticias|lo más leído|ver también|relacionadas|leggi anche",
    "articoli correlati|potrebbe interessarti|leia também|leia mais|notícias relacionadas",
    "veja também|lees ook|lees meer|meer over dit onderwerp|läs också|läs även|läs mer|les også",
    "læs også|lue myös|ayrıca bakınız|ilgili haberler|czytaj też|czytaj także|zobacz także",
    "zobacz też|читайте также|по теме|関連記事|あわせて読みたい|関連ニュース|関連リンク",
    "おすすめ記事|인기기사|관련기사|相关新闻|相关阅读|相关文章|延伸閱讀",
)

NEWSLETTER = _set(
    "newsletter|newsletters|our newsletters|sign up|sign up now|subscribe to our newsletter",
    "sign up for our newsletter|sign up for our newsletters|get our newsletter",
    "email newsletters|sign up for email newsletters|e-mail newsletters",
    "browse all e-mail newsletters|email alerts|get breaking news alerts|e-mail news alerts",
    "daily newsletter|newsletter sign up|email signup|newsletter signup|subscribe to newsletter",
    "sign up for alerts|get email alerts|sign me up|get the newsletter|join our newsletter",
    "thanks for signing up|thank you for signing up",
    "a welcome email is on its way if you don't see it please check your junk folder",
    "breaking news alerts|please enter a valid email address",
    "there was an error please provide a valid email address|you can unsubscribe at any time",
    "unsubscribe at any time|newsletter abonnieren|jetzt newsletter abonnieren",
    "newsletter bestellen|s'inscrire à la newsletter|suscríbete a nuestra newsletter",
    "iscriviti alla newsletter|follow us|follow us on facebook|follow us on x",
    "follow us on twitter|follow us on instagram|follow us on google news|follow|folgen sie uns",
    "suivez-nous|síguenos|seguici su|stay connected|connect with us|join us on facebook",
    "メルマガ登録|get breaking news and daily headlines|get our news by e-mail|unsubscribe",
)

ADS = _set(
    "advertisement|advertisements|advertising|advertisement 0|ad|ads|ads by google|ad choices",
    "adchoices|advertiser content|advertisement continue reading below|story continues below",
    "advertisement continue reading the main story|continue reading the main story|skip ad",
    "story continues below advertisement|article continues below advertisement|ad feedback",
    "article continues below|article continues after advertisement",
    "advertisement article continues below",
    "this advertisement has not loaded yet but your article continues below|skip advertisement",
    "this advertisement has not loaded yet|scroll to continue|scroll to continue with content",
    "story continues after advertisement|sponsored message|sponsor message|sponsored by",
    "promoted|thanks for reading article continues below|remove ads|why you are seeing this ad",
    "advert|after promotion|anzeige|werbung|anzeige werbung|publicité|publicidad|pubblicità",
    "publicidade|reklam|reklame|reklama|mainos|annonse|annonsørinnhold|annons|реклама",
    "advertentie|広告|광고|广告|la suite après la publicité",
    "continua a leggere dopo la pubblicità|this is an advertisement",
    "continue reading this article below|the article continues below|read on below",
)

SUBSCRIPTION = _set(
    "subscribe|subscribe now|subscribe today|subscribe to continue reading",
    "subscribe to read more|subscribe to unlock more articles|subscribe for unlimited access",
    "register|register now|log in|register to unlock more articles",
    "register sign in to unlock more articles|sign in|login|sign in or create an account",
    "create an account|create an account or sign in|create an account sign in",
    "already a subscriber|already a subscriber log in|already a subscriber sign in|premium",
    "already have an account|already have an account sign in|sign in or register|log out",
    "sign out|subscribers only|for subscribers|subscriber only|subscriber exclusive",
    "members only|register for free|continue reading with a subscription",
    "this content is reserved for subscribers only|my account|manage your account",
    "this article is for subscribers only|become a member|become a subscriber",
    "become a supporter|support local journalism|support us|support independent journalism",
    "enjoy additional articles per month|get email updates from your favourite authors",
    "unlimited online access|access articles from across canada with one account",
    "share your thoughts and join the conversation in the comments",
    "create an account or sign in to continue with your reading experience",
    "start your free trial|start free trial|view offers|view more offers|gift subscriptions",
    "anmelden|abonnieren|jetzt abonnieren|registrieren|jetzt registrieren|einloggen",
    "jetzt anmelden|s'abonner|se connecter|je m'abonne|réservé aux abonnés|suscríbete",
    "iniciar sesión|abbonati|accedi|assine|entrar|word abonnee|inloggen|logga in|logg inn",
    "bli prenumerant|zaloguj się|このページの先頭へ|会員登録|ログイン|有料会員限定",
    "この記事は有料記事です|password|username|user name|forgot password|forgot your password",
    "remember me|e-mail password|premium content|unlock this article",
    "this article is free to read register to unlock",
    "you can save this article by registering for free here or sign-in if you have an account",
)

COOKIES = _set(
    "cookie policy|cookie settings|cookie preferences|manage cookies|accept cookies|accept all",
    "accept all cookies|reject all|reject all cookies|cookie notice|cookies",
    "we value your privacy|manage preferences|privacy settings|privacy policy|privacy notice",
    "privacy statement|cookie statement|cookie-einstellungen|datenschutz|datenschutzerklärung",
    "datenschutzeinstellungen|alle akzeptieren|cookies akzeptieren|tout accepter",
    "accepter et fermer|aceptar cookies|política de privacidad|política de cookies",
    "accetta tutti|empfohlener redaktioneller inhalt|externen inhalt anzeigen",
    "externe inhalte anzeigen|your privacy choices|do not sell my personal information",
    "terms and privacy|privacy and cookies|consent preferences|manage consent",
)

LEGAL = _set(
    "copyright|all rights reserved|alle rechte vorbehalten|tous droits réservés",
    "todos los derechos reservados|tutti i diritti riservati|todos os direitos reservados",
    "terms of use|terms of service|terms and conditions|terms conditions|disclaimer|legal",
    "legal notice|impressum|mentions légales|aviso legal|note legali|terms|user agreement",
    "nutzungsbedingungen|agb|about our ads|copyright notice|copyright policy|cgu|cgv",
    "all times local|無断転載を禁じます|無断転載禁止|corrections",
)

PLAYER = _set(
    "play|pause|mute|unmute|replay|full screen|fullscreen|play video|watch video|play audio"
)

NAVIGATION = _set(
    "home|home page|homepage|menu|main menu|site map|sitemap|contact us|about us|faq",
    "jump directly to the content|hopp til hovedinnhold|hopp til hovedinnholdet|hopp til innhold",
    "zum inhalt springen|direkt zum inhalt|zum hauptinhalt springen|aller au contenu",
    "aller au contenu principal|ir al contenido|saltar al contenido|vai al contenuto",
    "naar de inhoud|hoppa till innehåll|gå til hovedindhold|przejdź do treści",
    "skip to content|skip to main content|skip to navigation|skip to main|skip to footer",
    "back to top|return to top|top of page|go to top|to top|back|back to home|back to homepage",
    "back to news|previous|next|prev|previous article|next article|previous story|next story",
    "previous post|next post|previous page|next page|older posts|newer posts|prev next",
    "previous next|next previous|0 of 0|page 0 of 0|image 0 of 0|photo 0 of 0|slide 0 of 0",
    "show more|show less|load more|see more|view more|view all|see all|more|less|close|open",
    "read more|read less|learn more|find out more|click here|expand|collapse|show all|hide",
    "search|search for|search site|advanced search|search results|breadcrumb|breadcrumbs",
    "breadcrumb trail links|you are here|all topics|all sections|navigation|advertise",
    "advertise with us|subscriptions|customer service|media kit|e-paper|epaper|site index",
    "rss feeds|our apps|download our app|get the app|accessibility|letters to the editor",
    "real estate|crossword|puzzles|tv listings|photo newsroom|masthead|view gallery|gallery",
    "back to gallery|enlarge|enlarge image|click to enlarge|zoom|view larger image",
    "view slideshow|launch slideshow|slideshow|hide caption|show caption|caption|toggle caption",
    "enlarge this image|image|article content|content continues",
    "zur startseite|startseite|inhalt|inhaltsverzeichnis|nach oben|zum seitenanfang|suche",
    "suchen|menü|kontakt|über uns|zurück|weiter|mehr|mehr anzeigen|mehr lesen|schließen",
    "schliessen|hilfe|zum inhalt springen|hauptnavigation|accueil|retour|suivant|précédent",
    "haut de page|voir plus|fermer|rechercher|inicio|volver|siguiente|anterior|ver más|cerrar",
    "buscar|leer más|chiudi|cerca|torna su|leggi tutto|lire la suite|weiterlesen|meer|sluiten",
    "zoeken|vis mer|lukk|visa mer|lees verder|devamını oku|ana sayfa|anasayfa|strona główna",
    "więcej|zobacz więcej|главная|ホーム|トップ|トップページ|記事一覧|続きを読む|もっと見る",
    "一覧へ|前へ|次へ|홈|首页|返回顶部|loading|please wait|loading comments|try again|retry",
    "submit",
)

TAG_HEADS = _set(
    "tags|tag|topics|related topics|tagged|keywords|filed under|themen|schlagwörter|stichwörter",
    "schlagwörter zu diesem artikel|mots-clés|etiquetas|explore more on these topics",
    "in this article",
)
"""Heads of a list of tags."""

KEY_POINTS = _set(
    "story highlights|highlights|key points|key takeaways|key facts|in brief|in short|at a glance",
    "what we know|what to know|das wichtigste in kürze|auf einen blick|kurz zusammengefasst",
    "l'essentiel|en bref|ce qu'il faut retenir|las claves|en resumen|in sintesi|in het kort",
    "kort fortalt|kortversjonen|in kürze|the gist",
)
"""Heads of the points in which an outlet sums up its article."""

CAPTION_CONTROLS = _set(
    "hide caption|show caption|hide captions|show captions|toggle caption|caption ein ausblenden",
    "bildunterschrift ausblenden|bildunterschrift einblenden|masquer la légende",
)
"""Controls that show or hide the captions of a slide show."""

MENU_WORDS = _set("subscribe|sign in|sign up|log in|login|register|subscriptions")
"""Labels of menus that elsewhere would be a demand."""

THREAD_WORDS = _set(
    "report|flag|reply|replies|quote|recommend|antworten|melden|répondre|signaler|responder",
    "posted|comment|commented|written|submitted|left|says|said|wrote|writes|am|pm|a|p|schrieb",
    "schreibt|écrit|dijo|unsuitable",
)
"""Words of which each line above or below readers' comments has one."""

SECTION_LABELS = _set(
    "about|contact|jobs|careers|help|mobile|apps|weather|photos|videos|video|multimedia",
    "podcasts|galleries|blogs|press|service|plus|topics|sections|archives|archive|classifieds",
    "obituaries|horoscopes|yes|no|ok|cancel|select|shop|traffic|schools|letters|theater|theatre",
    "dining|blog|news|business|sports|sport|entertainment|politics|opinion|health|world|travel",
    "lifestyle|us|technology|tech|science|education|culture|arts|books|music|movies|tv",
    "television|film|food|autos|cars|motoring|golf|tennis|football|soccer|cricket|rugby",
    "rugby union|rugby league|nfl|nba|mlb|nhl|hockey|baseball|basketball|boxing|racing|nascar",
    "olympics|columnists|columns|features|editorials|editorial|reviews|events|shopping|local",
    "local news|national|international|nation|europe|asia|africa|middle east|americas",
    "latin america|australia|uk|usa|u s|economy|markets|money|personal finance|property|fashion",
    "style|life|living|games|gaming|comics|contests|deals|crime|environment|climate|society",
    "community|religion|royals|showbiz|celebrity|breaking news|world news|sports news|top|live",
    "special reports|investigations|analysis|commentary|magazine|politik|wirtschaft|kultur",
    "wissen|wissenschaft|gesellschaft|panorama|fußball|ausland|inland|meinung|reise|medien",
    "digital|unternehmen|karriere|finanzen|gesundheit|technik|regional|politique|économie",
    "société|monde|política|economía|deportes|cultura|sociedad|internacional|cronaca|esteri",
    "economia|politica|spettacoli|nyheter|spor|ekonomi|社会|経済|政治|国際|スポーツ|オピニオン",
    "速報|文化|mundo|opinión|nacional|more sports",
)
"""Names of sections: an article's own section at its head, navigation when they come in rows."""
