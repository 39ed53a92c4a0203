"""Stories of invented people and places: the bodies of the pages that the floors are measured on."""

from __future__ import annotations

from dataclasses import dataclass

from tests.factories import STORIES


@dataclass(frozen=True)
class Story:
    """A headline, its language, and the paragraphs of the body; short ones are sub-headings."""

    title: str
    language: str
    body: tuple[str, ...]


_ENGLISH = (
    Story("Orvane closes its old bridge for a year", "en", STORIES[0]),
    Story("Brenwick Rovers play at last and win", "en", STORIES[1]),
    Story("Three hundred wait for falling stars", "en", STORIES[2]),
    Story("Hail ends the under-twelves' afternoon", "en", STORIES[3]),
    Story(
        "Larn's ferry is back after eleven weeks in the yard",
        "en",
        (
            "LARN — The ferry Margit Holm crossed the sound at six on Thursday morning with nine"
            " passengers, two vans and a crate of hens, its first trip since a rope broke its screw.",
            "“I had forgotten how the water smells from up here,” said its captain, Tove Aster, who"
            " spent the weeks behind the counter of the harbour office.",
            "What the repair cost",
            "The yard at Selmouth asked for 410,000 crowns, a fifth more than its offer, because the"
            " shaft turned out to be bent as well. The county council will pay one half and the"
            " island the other.",
            "Eleven weeks without a ferry cost the island more than that, the shopkeeper Jon Brae"
            " reckons. He drove to the mainland by the long way round, four hours for each crate of"
            " milk.",
            "- Sailings at 6, 9, 13 and 18 o'clock",
            "- Vans by order only until the end of March",
            "- No crossing above wind force eight",
            "A second screw now lies in the harbour shed, painted red, so that nobody takes it for"
            " scrap.",
        ),
    ),
    Story(
        "The library that lends out its cellar",
        "en",
        (
            "When the river came into the reading room of Tessal in spring, the books were already on"
            " the second floor, carried up by a chain of two hundred people.",
            "Now the cellar is dry and empty, and Irma Vance, who runs the library, lends it: to a"
            " brass band, to a chess club, and on Sundays to nobody at all.",
            "The band pays in concerts.",
            "The chess club pays in chairs, of which it has repaired thirty-one.",
            "“People ask what Sundays cost,” she says. “I tell them: bring a question that you have"
            " had for a long time, and sit with it.”",
            "So far forty-four people have. One of them, a retired surveyor, came up after three hours"
            " and asked for a map of the river of 1890; the bend on it was where the water had come in.",
        ),
    ),
    Story(
        "Envoys meet for a third time and say little",
        "en",
        (
            "The envoys of Ardun and Velmar met for more than four hours on Friday in the customs house"
            " on the border, the third meeting this year, and left by two doors.",
            "Neither side spoke of a result. A spokesman for Ardun, Piet Corran, called the talks"
            " “useful”; Velmar's ministry said that it would not comment on them.",
            "At issue are five villages on the upper Sarn, about 25 percent of whose fields lie on the"
            " other bank, and a bridge that was blown up in February 2019.",
            "In a statement, Mr Corran wrote:",
            "“Nobody who has stood at that river can want the bridge to stay as it is. We want people"
            " to be able to reach their cows.”",
            "The mission that counts crossings said that 12 people had drowned there in six years.",
            "A fourth meeting is planned for the week after Easter, a diplomat told this newspaper on"
            " condition of anonymity.",
        ),
    ),
    Story(
        "Halvern counts its swifts",
        "en",
        (
            "At nine in the evening Runa Keel lies down on the roof of the school and counts.",
            "She has done so every July since 1996, and in all these years the number of swifts over"
            " Halvern has fallen only twice: in the year of the hot June, and this year.",
            "There were 312 last summer. There are 208 now.",
            "It is the roofs, she believes. The old ones had gaps under their tiles, and the new ones"
            " are tight. The town paid for tight roofs and forgot who lived there.",
            "Her remedy costs nine marks apiece and is made of wood. The school's carpenter has built"
            " sixty of them, and in the last week of July the first pair moved into number seventeen.",
        ),
    ),
)
_GERMAN = (
    Story(
        "Kuhlen bekommt seine Post wieder",
        "de",
        (
            "Nach vierzehn Monaten hat Kuhlen wieder ein Postamt. Am Montag um acht schloss Hedda Brandis"
            " die Tür auf, hinter der früher ein Friseur arbeitete.",
            "„Der erste Kunde wollte die Haare geschnitten haben“, sagte sie und lachte.",
            "Die Gemeinde zahlt die Miete, das Land einen Teil des Lohns. Der Vertrag läuft über drei"
            " Jahre und kann verlängert werden, wie Bürgermeister Ole Tarnow mitteilte.",
            "Bis dahin fuhr jeder, der ein Paket aufgeben wollte, 23 Kilometer bis nach Stensee.",
            "Geöffnet ist an fünf Tagen, mittwochs auch am Abend.",
        ),
    ),
    Story(
        "Der Deich hält, die Wiese nicht",
        "de",
        (
            "Das Wasser der Elve stand in der Nacht zum Dienstag 40 Zentimeter unter der Krone des Deichs"
            " von Marnhagen, so hoch wie seit 2002 nicht mehr.",
            "Rund achtzig Helfer legten Sandsäcke an der Stelle, an der ein Biber gegraben hatte.",
            "Verletzt wurde niemand, wie die Feuerwehr mitteilte.",
            "Auf der Festwiese dagegen steht das Wasser einen halben Meter hoch, und das Zelt für das"
            " Schützenfest schwimmt. „Wir feiern dann eben im Juli“, sagte der Vorsitzende Imke Rohwer.",
        ),
    ),
)
_FRENCH = (
    Story(
        "À Valbrume, l’école rouvre avec neuf élèves",
        "fr",
        (
            "Fermée depuis deux ans, l’école de Valbrume a rouvert lundi avec neuf élèves, un de plus que"
            " ce qu’exigeait le rectorat.",
            "« Le neuvième est arrivé en août, avec ses parents et deux chèvres », raconte l’institutrice"
            " Mireille Astier.",
            "La commune a refait le toit et le poêle pour 86 000 couronnes, dont la moitié payée par le"
            " département.",
            "Le car qui emmenait les enfants à Sorlac, à quarante minutes de là, continuera de passer : il"
            " ramène désormais le pain.",
        ),
    ),
    Story(
        "Le pont de Sorlac attendra le printemps",
        "fr",
        (
            "La réparation du pont de Sorlac, fissuré depuis la crue de novembre, est reportée au mois"
            " d’avril, a annoncé mardi le conseil départemental.",
            "Les pierres doivent venir de la même carrière que celles de 1764, or celle-ci n’ouvre qu’après"
            " le dégel.",
            "D’ici là, les voitures passent par Valbrume, un détour de dix-huit kilomètres.",
            "Le boulanger a calculé ce que cela lui coûte : quarante baguettes par jour, dit-il.",
        ),
    ),
)
_JAPANESE = (
    Story(
        "美浜町の古い灯台、来春から宿泊施設に",
        "ja",
        (
            "美浜町は十二日、使われなくなった岬の灯台を改修し、来年四月から宿泊施設として公開すると発表した。",
            "灯台は一九二八年に建てられ、高さは二十一メートルある。最上階の部屋からは湾の全体が見渡せるという。",
            "町長の西岡千春さんは「船を導いた明かりで、今度は旅の人を迎えたい」と話した。",
            "改修費は約六千万円で、半分は寄付でまかなう。予約は二月から町のホームページで受け付ける。",
        ),
    ),
    Story(
        "朝市の名物、百歳の秤が引退",
        "ja",
        (
            "静浦の朝市で百年使われてきた木の秤が、三十日の市を最後に引退することになった。",
            "秤は魚の仲買人だった大崎家に伝わるもので、今の持ち主の大崎ふみさんは四代目にあたる。",
            "「狂ったことは一度もないが、皿を載せる腕が少し曲がってきた」と大崎さんは言う。",
            "秤は町の資料館に寄贈され、来月から展示される予定だ。",
        ),
    ),
)
ALL = (*_ENGLISH, *_GERMAN, *_FRENCH, *_JAPANESE)
