"""Which pipeline reads which article, and what becomes of its names?"""

from __future__ import annotations

import shutil
from functools import partial

import pytest
import spacy
from spacy.tokens import Doc, SpanGroup

import copydesk_en
from transforms.language import prose
from transforms.language.pipeline import language_version, rules_for
from transforms.language.prose import Reader, find_mentions
from transforms.record import Article, Candidate, RawDocument

ENGLISH = (
    "Mayor Ines Kovar of Brenwick met Karim Haddad in Geneva on Tuesday.\n"
    "“It went well,” Kovar said. Haddad flew home to Warsaw."
)
GERMAN = "Bürgermeisterin Ines Kovar traf Karim Haddad am Dienstag in Genf. Es regnete."
JAPANESE = "彼は去った。彼女も去った。"


def article(text: str, language: str | None) -> Article:
    told = Candidate(language, "test", 0.9, raw="") if language else None
    return Article(RawDocument(0, text, "txt"), text=text, language=told)


@pytest.fixture(scope="module")
def reader():
    return Reader("copydesk_en")


def test_names_are_mentions_with_their_evidence(reader):
    (read,) = reader.read([article(ENGLISH, "en")])
    assert read.language_pipeline.startswith("copydesk_en/")
    assert read.language_steps == ("sentences", "names", "entities", "quotes", "figures", "events")
    assert len(read.sentences) == 3
    for mention in read.mentions:
        assert read.text[mention.start_char : mention.end_char] == mention.text
        assert mention.method == read.language_pipeline
        assert mention.mention_kind == "name"
        assert 0 < mention.confidence <= 1
        sentence = read.sentences[mention.sentence_no - 1]
        assert sentence.start_char <= mention.start_char < sentence.end_char
    named = {(m.text, m.label) for m in read.mentions}
    assert {("Ines Kovar", "PERSON"), ("Kovar", "PERSON"), ("Geneva", "GPE")} <= named
    assert not any(m.text == "Tuesday" for m in read.mentions)


def test_every_language_is_read_by_what_holds_for_it(reader):
    texts = [
        article(GERMAN, "de"),
        article(ENGLISH, "en"),
        article(JAPANESE, "ja"),
        article("Kovar.", None),
        article("Saluton. Bonan tagon.", "zz"),
    ]
    german, english, japanese, unknown, other = reader.read(texts)
    assert [a.text for a in (german, english)] == [GERMAN, ENGLISH]
    assert german.language_pipeline.startswith("blank:de/")
    assert japanese.language_pipeline.startswith("blank:xx/")
    assert unknown.language_pipeline.startswith("blank:en/")
    assert other.language_pipeline.startswith("blank:xx/")
    for read in (german, japanese, unknown, other):
        assert read.language_steps == ("sentences",)
        assert read.mentions == ()
    assert [len(a.sentences) for a in (german, japanese, other)] == [2, 2, 2]
    assert english.mentions


def test_the_order_of_articles_changes_nothing(reader):
    texts = [article(ENGLISH, "en"), article(GERMAN, "de"), article(ENGLISH.upper(), "en")]
    assert reader.read(texts) == reader.read(texts[::-1])[::-1]


def test_a_long_text_is_read_in_pieces_with_its_own_offsets(reader, monkeypatch):
    long = "\n".join([ENGLISH] * 40)
    (whole,) = reader.read([article(long, "en")])
    monkeypatch.setattr(prose, "pieces", partial(prose.pieces, limit=2_000))
    (cut,) = reader.read([article(long, "en")])
    assert [m._replace(confidence=None) for m in cut.mentions] == [
        m._replace(confidence=None) for m in whole.mentions
    ]
    assert cut.sentences == whole.sentences


def test_rules_alone_can_be_set_for_all():
    (read,) = Reader("blank:en").read([article(GERMAN, "de")])
    assert read.language_pipeline.startswith("blank:en/")
    assert read.mentions == ()


def test_a_long_address_parts_no_text(reader):
    address = "https://example.org/" + "a1b2/" * 100
    text = (
        "The lawyer Ada Zongo, who has led the city council since May, said that she will"
        f" leave.\n{address} more at {address}\nAfter the vote in Zongo communities she left."
    )
    (read,) = reader.read([article(text, "en")])
    told = {(m.text, m.label) for m in read.mentions if "Zongo" in m.text}
    assert ("Ada Zongo", "PERSON") in told
    assert ("Zongo", "PERSON") in told
    assert all(text[m.start_char : m.end_char] == m.text for m in read.mentions)
    assert read.sentences[-1].end_char == len(text)


def test_a_lone_surrogate_takes_nobody_along(reader):
    texts = ["Ada Brandel left.", "Bo \ud800 left. Karim Haddad stayed.", ""]
    found = reader.read([article(text, "en") for text in texts])
    assert [len(a.sentences) for a in found] == [1, 2, 0]
    assert [m.text for m in found[1].mentions if "Karim" in m.text] == ["Karim Haddad"]


def test_an_edited_rule_is_another_version(monkeypatch, tmp_path):
    before = language_version("copydesk_en")
    package = tmp_path / "copydesk_en"
    shutil.copytree(
        copydesk_en.MODEL.parent, package, ignore=shutil.ignore_patterns("*.onnx", "__pycache__")
    )
    monkeypatch.setattr(copydesk_en, "MODEL", package / "model")
    assert language_version("copydesk_en") == before
    with (package / "boundaries.py").open("a") as module:
        module.write("# one more rule\n")
    assert language_version("copydesk_en") != before


def test_versions_are_told_without_loading():
    assert language_version("copydesk_en") != language_version("blank:en")
    assert language_version("no_such_pipeline").startswith("no_such_pipeline/unknown/")
    assert rules_for("de") == "blank:de"


def test_scores_of_another_pipeline_are_no_confidences():
    doc = Doc(spacy.blank("en").vocab, words=["Ada", "left"], ents=["B-PERSON", "O"])
    for attrs, confidence in (({"scores": [0.7]}, None), ({"scores": [0.7], "starts": [0]}, 0.7)):
        doc.spans["names"] = SpanGroup(doc, spans=list(doc.ents), attrs=attrs)
        (mention,) = find_mentions(doc.text, [(0, doc)], (), "test/1")
        assert (mention.text, mention.confidence) == ("Ada", confidence)
