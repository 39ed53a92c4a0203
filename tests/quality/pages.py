"""Whole pages around the stories, laid out as a development set of `benchmarks.cleaning`.

    python -m tests.quality.pages FOLDER

Each outlet has its own furniture in the language of its stories, in the manner of what stands on
real pages: menus, teasers of its other stories, share buttons, captions, pointers, prompts for
newsletters, readers' comments, notes on cookies and rights. What is drawn is drawn from a fixed
seed, so that every machine measures the same pages. A page's labels are known from its making.
"""

from __future__ import annotations

import gzip
import html
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.quality.stories import ALL, Story

SEED = 20_260_301
Lines = list[tuple[str, str]]
"""(line, label): B body, T title, - furniture, C caption."""


@dataclass(frozen=True)
class Outlet:
    """An invented outlet and what it says around its stories.

    Args:
        name: Name; `domain` its address.
        language: Of its stories.
        menu: One label a line.
        head: What stands between title and text; `{author}` and `{date}` are filled in.
        inside: What may stand between two paragraphs.
        caption: Under a picture.
        more: The heading above teasers of other stories.
        comments: Readers' comments, with their heads.
        foot: The last lines.
        bare: Whether its menus are on one line.
    """

    name: str
    domain: str
    language: str
    menu: tuple[str, ...]
    head: tuple[str, ...]
    inside: tuple[str, ...]
    caption: str
    more: str
    comments: tuple[str, ...]
    foot: tuple[str, ...]
    bare: bool = False


OUTLETS = (
    Outlet(
        "Larn Post",
        "larn-post.example",
        "en",
        ("Home", "News", "Sport", "Farming", "Tides", "Sign in", "Subscribe"),
        ("By {author}", "Published {date}", "Share this article", "3 comments"),
        ("Advertisement", "Story continues below", "Read more: {teaser}"),
        "The harbour on Thursday. (Photo: Nils Brae/Larn Post)",
        "More from the Larn Post",
        ("Comments", "seagull77", "2 hours ago", "And who pays for the paint? Always us.", "Reply"),
        (
            "Sign up for our morning letter",
            "Enter your email address",
            "By signing up you agree to our terms of use.",
            "About us | Contact | Privacy",
            "© 2024 Larn Post. All rights reserved.",
        ),
    ),
    Outlet(
        "The Ardun Courier",
        "arduncourier.example",
        "en",
        ("Skip to content", "World", "Business", "Opinion", "Culture", "Search", "Log in"),
        ("{date} | {author}", "Listen to this story", "Facebook", "X", "WhatsApp", "Copy link"),
        ("Sponsored", "Related: {teaser}", "Sign up to our weekly newsletter"),
        "A view of the valley from the north. File picture: Courier archive",
        "Most read",
        ("Join the conversation", "Oldest first", "P. Lund", "I was there and it rained.", "Like"),
        (
            "{author} is a staff writer at the Courier.",
            "Follow us on social media",
            "We use cookies to improve your experience.",
            "Accept all",
            "Copyright Ardun Courier Media Group 2024",
        ),
        bare=True,
    ),
    Outlet(
        "Kuhlener Bote",
        "kuhlener-bote.example",
        "de",
        ("Startseite", "Lokales", "Sport", "Wirtschaft", "Anzeigen", "Anmelden"),
        ("Von {author}", "{date}", "Artikel teilen", "Drucken"),
        ("Anzeige", "Lesen Sie auch: {teaser}", "Newsletter abonnieren"),
        "Blick auf den Ort am Montag. Foto: Hauke Sand",
        "Das könnte Sie auch interessieren",
        (
            "Kommentare",
            "Uhlenspiegel",
            "vor 3 Stunden",
            "Na endlich, es wurde Zeit!",
            "Antworten",
        ),
        ("Impressum", "Datenschutz", "AGB", "© 2024 Kuhlener Bote. Alle Rechte vorbehalten."),
    ),
    Outlet(
        "L’Écho de Sorlac",
        "echo-sorlac.example",
        "fr",
        ("Accueil", "Actualités", "Sports", "Culture", "Annonces", "Se connecter"),
        ("Par {author}", "Publié le {date}", "Partager", "Imprimer"),
        ("Publicité", "Lire aussi : {teaser}", "Inscrivez-vous à notre newsletter"),
        "La place du village, lundi. Photo : Écho de Sorlac",
        "À lire aussi",
        ("Commentaires", "corbeau12", "il y a 2 heures", "Enfin une bonne nouvelle !", "Répondre"),
        ("Mentions légales", "Plan du site", "© 2024 L’Écho de Sorlac - Tous droits réservés"),
    ),
    Outlet(
        "静浦新聞",
        "shizuura.example",
        "ja",
        ("ホーム", "ニュース", "スポーツ", "地域", "ログイン"),
        ("{date}", "{author}", "シェアする", "印刷"),
        ("広告", "関連記事：{teaser}", "続きを読む"),
        "岬から見た湾（静浦新聞社撮影）",
        "おすすめ記事",
        ("コメント", "名無しさん", "返信"),
        ("会社概要", "利用規約", "プライバシーポリシー", "© 静浦新聞社 無断転載を禁じます"),
    ),
)
AUTHORS = {
    "en": ("Ada Hull", "Jon Merrow", "Tilda Voss"),
    "de": ("Hauke Sand", "Grete Olm"),
    "fr": ("Luc Fabre", "Anne Vidal"),
    "ja": ("川瀬ゆう", "森田こう"),
}
DATES = {
    "en": ("March 4, 2024", "21 November 2024"),
    "de": ("4. März 2024", "21.11.2024"),
    "fr": ("4 mars 2024", "21 novembre 2024"),
    "ja": ("2024年3月4日", "2024年11月21日"),
}


def _page(outlet: Outlet, story: Story, others: Sequence[Story], draw: random.Random) -> Lines:
    """One whole page, from the first label of its menu to the note on rights."""
    author = draw.choice(AUTHORS[outlet.language])
    date = draw.choice(DATES[outlet.language])

    def said(text: str) -> str:
        return text.format(author=author, date=date, teaser=draw.choice(others).title)

    menu = (" | ".join(outlet.menu),) if outlet.bare else outlet.menu
    lines: Lines = [(label, "-") for label in (outlet.name, *menu)]
    lines.append((story.title, "T"))
    lines += [(said(line), "-") for line in outlet.head]
    if draw.random() < 0.7:
        lines.append((outlet.caption, "C"))
    places = set(draw.sample(range(1, len(story.body)), k=min(2, len(story.body) - 1)))
    for place, paragraph in enumerate(story.body):
        if place in places:
            lines.append((said(draw.choice(outlet.inside)), "-"))
        lines.append((paragraph, "B"))
    lines.append((outlet.more, "-"))
    for other in draw.sample(others, k=min(3, len(others))):
        lines.append((other.title, "-"))
        if draw.random() < 0.5:
            lines.append((f"{other.body[0][:70].rsplit(' ', 1)[0]}…", "-"))
    if draw.random() < 0.6:
        lines += [(line, "-") for line in outlet.comments]
    lines += [(said(line), "-") for line in outlet.foot]
    return lines


def _container(lines: Lines) -> Lines:
    """The same as an article's container gives it: from the title to the last prompt inside."""
    first = next(n for n, (_, label) in enumerate(lines) if label == "T")
    last = max(n for n, (_, label) in enumerate(lines) if label == "B")
    return lines[first : last + 2]


def _markup(outlet: Outlet, lines: Lines) -> str:
    """The page in plain HTML."""
    title = next(line for line, label in lines if label == "T")
    tags = {"T": "h1", "B": "p", "C": "figcaption", "-": "div"}
    rows = [f"<{tags[label]}>{html.escape(line)}</{tags[label]}>" for line, label in lines]
    first = next(n for n, (_, label) in enumerate(lines) if label == "T")
    last = max(n for n, (_, label) in enumerate(lines) if label == "B")
    return "\n".join(
        [
            f"<html lang={outlet.language!r}><head><title>{html.escape(title)} - "
            f"{html.escape(outlet.name)}</title></head><body><header><nav>",
            *rows[:first],
            "</nav></header><main><article>",
            *rows[first : last + 1],
            "</article></main><footer>",
            *rows[last + 1 :],
            "</footer></body></html>",
        ]
    )


def pages() -> Iterator[tuple[str, Outlet, Story, Lines]]:
    """Every story in every outlet of its language: (id, outlet, story, lines)."""
    draw = random.Random(SEED)
    for outlet in OUTLETS:
        own = [story for story in ALL if story.language == outlet.language]
        for number, story in enumerate(own):
            others = [other for other in own if other is not story]
            page_id = f"{outlet.domain.partition('.')[0]}-{number}"
            yield page_id, outlet, story, _page(outlet, story, others, draw)


def write_set(folder: Path) -> Path:
    """Writes `gold.jsonl`, `text/`, `near/` and `html/`; returns the folder."""
    for name in ("text", "near", "html"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    rows = []
    for page_id, outlet, story, lines in pages():
        near = _container(lines)
        for variant, own in (("text", lines), ("near", near)):
            text = "\n".join(line for line, _ in own)
            (folder / variant / f"{page_id}.txt").write_text(text, encoding="utf-8")
        with gzip.open(folder / "html" / f"{page_id}.html.gz", "wt", encoding="utf-8") as stream:
            stream.write(_markup(outlet, lines))
        row = {
            "id": page_id,
            "source": outlet.language,
            "domain": outlet.domain,
            "title": story.title,
            "body": "\n".join(story.body),
            "labels": "".join(label for _, label in lines),
            "near_labels": "".join(label for _, label in near),
        }
        rows.append(json.dumps(row, ensure_ascii=False))
    (folder / "gold.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


if __name__ == "__main__":
    write_set(Path(sys.argv[1]))
