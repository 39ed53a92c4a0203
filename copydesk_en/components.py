"""The pipeline's components: each reads the vectors in `doc.tensor` and sets its part of the Doc.

    nlp = spacy.load(copydesk_en.MODEL)

A component that is added to a pipeline by its factory alone has no weights, and says so. The
encoder runs once for all that come behind it, over many texts at once; a component that is left out
costs nothing. Every component can be written to disk or to bytes and read again.
"""

from __future__ import annotations

from spacy.language import Language

from copydesk_en.entities import EntityRecogniser, NumericEntities
from copydesk_en.syntax import Lemmatiser, Parser, SentenceStarter, Tagger
from copydesk_en.vectors import EncoderComponent


@Language.factory("copydesk_encoder", assigns=["doc.tensor"], default_config={"threads": 0})
def make_encoder(nlp: Language, name: str, threads: int) -> EncoderComponent:
    """The encoder."""
    return EncoderComponent(nlp.vocab, name, threads)


@Language.factory("copydesk_tagger", requires=["doc.tensor"], assigns=["token.tag", "token.pos"])
def make_tagger(nlp: Language, name: str) -> Tagger:
    """The tagger."""
    return Tagger(nlp.vocab, name)


@Language.factory(
    "copydesk_senter",
    requires=["doc.tensor"],
    assigns=["token.is_sent_start"],
    default_config={"lines": True},
)
def make_senter(nlp: Language, name: str, lines: bool) -> SentenceStarter:
    """The sentence starter."""
    return SentenceStarter(nlp.vocab, name, lines)


@Language.factory(
    "copydesk_parser",
    requires=["doc.tensor"],
    assigns=["token.head", "token.dep", "token.is_sent_start", "doc.sents"],
    default_config={"lines": True},
)
def make_parser(nlp: Language, name: str, lines: bool) -> Parser:
    """The parser."""
    return Parser(nlp.vocab, name, lines)


@Language.factory("copydesk_ner", requires=["doc.tensor"], assigns=["doc.ents"])
def make_ner(nlp: Language, name: str) -> EntityRecogniser:
    """The recogniser of entities."""
    return EntityRecogniser(nlp.vocab, name)


@Language.factory("copydesk_numbers", assigns=["doc.ents"])
def make_numbers(nlp: Language, name: str) -> NumericEntities:
    """The rules for dates, money and numbers."""
    return NumericEntities(nlp.vocab, name)


@Language.factory("copydesk_lemmatizer", requires=["token.tag"], assigns=["token.lemma"])
def make_lemmatizer(nlp: Language, name: str) -> Lemmatiser:
    """The lemmatiser."""
    return Lemmatiser(nlp.vocab, name)
