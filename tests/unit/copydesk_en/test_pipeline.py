"""Does the shipped pipeline work as spaCy's users expect, and alike beside any other text?"""

from __future__ import annotations

import numpy as np
import pytest
import spacy

import copydesk_en
from copydesk_en import component, syntax

TEXT = (
    "Gen. Ada Brandel of the Orlova Institute left Warsaw on Friday (April 11).\n"
    "“Nobody saw her go,” said Ms. Brandel’s spokesman, Karim Haddad, 41. The institute, "
    "which employs 1,200 people in Poland and Chad, paid $3.5 million.\n\n"
    "Haddad declined to comment."
)
OTHERS = [
    "Rain.",
    "",
    " \n ",
    "The council of Brenwick voted on Tuesday to close its only library, Mayor Ines Kovar said.",
    "word " * 700,
    TEXT.upper(),
    "x" * 5000,
    "彼は去った。 Он ушёл. 🙂",
]


@pytest.fixture(scope="module")
def nlp():
    return copydesk_en.load()


def annotations(doc):
    return (
        [(e.start_char, e.end_char, e.label_) for e in doc.ents],
        [(t.tag_, t.pos_, t.dep_, t.head.i, t.lemma_, t.is_sent_start) for t in doc],
        doc.spans["names"].attrs["scores"] if len(doc) else [],
    )


def test_everything_is_set(nlp):
    doc = nlp(TEXT)
    for name in ("TAG", "POS", "DEP", "HEAD", "LEMMA", "SENT_START", "ENT_IOB"):
        assert doc.has_annotation(name, require_complete=True), name
    people = {e.text for e in doc.ents if e.label_ == "PERSON"}
    assert {"Ada Brandel", "Karim Haddad", "Haddad"} <= people
    places = {e.text for e in doc.ents if e.label_ == "GPE"}
    assert {"Warsaw", "Poland", "Chad"} <= places
    assert ("$3.5 million", "MONEY") in [(e.text, e.label_) for e in doc.ents]
    saw = next(t for t in doc if t.text == "saw")
    assert (saw.lemma_, saw.tag_) == ("see", "VBD")
    assert {t.text for t in saw.children} >= {"Nobody"}


def test_sentences_end_with_lines_and_stops(nlp):
    sentences = [s.text.strip() for s in nlp(TEXT).sents]
    assert sentences[0].endswith("(April 11).")
    assert sentences[-1] == "Haddad declined to comment."
    assert len(sentences) == 4


def test_trees_have_one_root_each_and_stay_inside_their_sentence(nlp):
    for doc in nlp.pipe([TEXT, *OTHERS]):
        for sentence in doc.sents:
            assert sum(t.head.i == t.i for t in sentence) == 1
            assert all(sentence.start <= t.head.i < sentence.end for t in sentence)


def test_what_a_text_gets_does_not_depend_on_its_neighbours_or_threads(nlp):
    alone = nlp(TEXT)
    among = list(nlp.pipe([*OTHERS, TEXT, *OTHERS]))[len(OTHERS)]
    other = copydesk_en.load(threads=1)(TEXT)
    for doc in (among, other):
        assert np.array_equal(doc.tensor, alone.tensor)
        assert annotations(doc) == annotations(alone)


def test_processes_give_the_same(nlp):
    texts = [TEXT, *OTHERS, TEXT]
    here = [annotations(doc) for doc in nlp.pipe(texts)]
    there = [annotations(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=3)]
    assert here == there


def test_components_can_be_left_out(nlp):
    only = copydesk_en.load(("senter", "ner"))
    assert only.pipe_names == ["transformer", "senter", "ner"]
    doc = only(TEXT)
    assert [e.text for e in doc.ents if e.label_ == "PERSON"]
    assert not doc.has_annotation("DEP")
    with nlp.select_pipes(enable=["transformer", "tagger"]):
        assert not nlp(TEXT).ents
    with nlp.select_pipes(disable="transformer"), pytest.raises(ValueError, match="no vectors"):
        nlp(TEXT)


def test_the_folder_can_be_written_and_read_again(nlp, tmp_path):
    nlp.to_disk(tmp_path / "copy")
    again = spacy.load(tmp_path / "copy")
    assert annotations(again(TEXT)) == annotations(nlp(TEXT))


def test_bytes_hold_everything(nlp):
    again = spacy.blank("en")
    for name, factory in nlp.pipe_factories.items():
        again.add_pipe(factory, name=name)
    again.from_bytes(nlp.to_bytes())
    assert annotations(again(TEXT)) == annotations(nlp(TEXT))


def test_a_component_without_weights_says_so():
    bare = spacy.blank("en")
    bare.add_pipe("copydesk_encoder", name="transformer")
    with pytest.raises(ValueError, match="transformer: the component has no weights"):
        bare(TEXT)
    with pytest.raises(ValueError, match="no weights"):
        bare.to_bytes()
    bare = spacy.blank("en")
    bare.add_pipe("copydesk_ner", name="ner")
    with pytest.raises(ValueError, match="ner: the component has no weights"):
        bare(TEXT)


def test_only_components_that_exist_can_be_asked_for():
    with pytest.raises(ValueError, match="no component 'nre'; there are transformer, tagger"):
        copydesk_en.load(["nre"])
    assert copydesk_en.load("numeric_ents").pipe_names == ["numeric_ents"]
    assert copydesk_en.load(["lemmatizer"])("cities")[0].lemma_ == "city"


def test_long_sentences_are_cut_and_read_in_runs(monkeypatch, nlp):
    starts = np.zeros(5_000, bool)
    starts[[0, 10, 3_000]] = True
    lengths = np.diff([*np.flatnonzero(syntax._bounded(starts)), len(starts)])
    assert lengths.max() == syntax.LONGEST_SENTENCE
    assert lengths.sum() == len(starts)
    whole = annotations(nlp(TEXT))
    monkeypatch.setattr(syntax, "TOKENS_AT_ONCE", 20)
    assert annotations(nlp(TEXT)) == whole
    monkeypatch.setattr(syntax, "LONGEST_SENTENCE", 5)
    assert max(len(sentence) for sentence in nlp(TEXT).sents) == 5


def test_sentences_are_those_of_the_trees_however_deep_these_are(nlp):
    for text in ('" “ ' * 700, "( " * 500 + ") " * 300, '" “ and said ( ' * 90):
        doc = nlp(text)
        for sentence in doc.sents:
            assert len(sentence) <= syntax.LONGEST_SENTENCE
            assert all(sentence.start <= t.head.i < sentence.end for t in sentence)


def test_a_stream_is_read_in_batches_that_memory_bounds(nlp):
    taken = []

    def texts():
        for number in range(500):
            taken.append(number)
            yield "Ada left."

    next(nlp.pipe(texts()))
    assert len(taken) <= 3 * component.TEXTS_AT_ONCE


def test_irregular_verbs_have_their_lemmas(nlp):
    lemmas = {t.text: t.lemma_ for t in nlp("Haddad shot twice. Then he forsook his friends.")}
    assert lemmas["shot"] == "shoot"
    assert lemmas["forsook"] == "forsake"


def test_the_card_states_licence_and_scores():
    meta = copydesk_en.meta()
    assert meta["license"] == "CC BY-SA 4.0"
    assert {"ents_f", "tag_acc", "dep_uas", "dep_las", "sents_f"} <= set(meta["performance"])
    assert {source["name"] for source in meta["sources"]} >= {"UD English EWT", "Re-DocRED"}
