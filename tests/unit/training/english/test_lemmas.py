"""Do the learned tables give back what they were learned from, and fitting rules beyond it?"""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from copydesk_en.lemmas import Change, Lemmas
from training.english.lemmas import change_of, learn

PAIRS = [
    ("cities", "NNS", "city"),
    ("parties", "NNS", "party"),
    ("dogs", "NNS", "dog"),
    ("cats", "NNS", "cat"),
    ("mice", "NNS", "mouse"),
    ("walked", "VBD", "walk"),
    ("talked", "VBD", "talk"),
    ("went", "VBD", "go"),
    ("Kovars", "NNPS", "Kovar"),
]


def docs():
    words, tags, lemmas = zip(*PAIRS, strict=True)
    return [Doc(Vocab(), words=words, tags=tags, lemmas=lemmas)]


def test_everything_learned_comes_back():
    tables = learn(docs())
    assert [tables.of(word, tag) for word, tag, _ in PAIRS] == [lemma for *_, lemma in PAIRS]
    again = Lemmas.from_json(tables.to_json())
    assert [again.of(word, tag) for word, tag, _ in PAIRS] == [lemma for *_, lemma in PAIRS]


def test_rules_reach_words_that_were_not_seen():
    tables = learn(docs())
    assert tables.of("armies", "NNS") == "army"
    assert tables.of("Balked", "VBD") == "balk"
    assert tables.of("forsook", "VBD") == "forsake"
    assert tables.of("word", "XX") == "word"


def test_the_longest_ending_wins_and_no_word_is_cut_to_nothing():
    rules = {"NNS": {"s": Change(1, ""), "ies": Change(3, "y"), "": Change(0, "")}}
    tables = Lemmas(rules, {})
    assert tables.of("armies", "NNS") == "army"
    assert tables.of("ies", "NNS") == "ie"


def test_changes_are_the_shortest():
    assert change_of("cities", "city") == Change(3, "y")
    assert change_of("mice", "mouse") == Change(3, "ouse")
    assert change_of("word", "word") == Change(0, "")
