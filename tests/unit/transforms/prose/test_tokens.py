"""Are the columns those of the Docs, whatever pipeline made them?"""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from transforms.prose.tokens import plain_label, tokens_of


def test_columns_hold_every_token_that_is_not_blank():
    text = "Ada left.\n\nBo  stayed in “Ulm”."
    tokens = tokens_of(text, [(0, spacy.blank("en")(text))])
    assert [text[s:e] for s, e in zip(tokens.start, tokens.end, strict=True)] == tokens.word
    assert "".join(tokens.word) == "".join(text.split())
    assert tokens.paragraph == [0, 0, 0, 2, 2, 2, 2, 2, 2, 2]
    assert tokens.texts(3, 5) == "Bo  stayed"
    assert tokens.at(text.index("Ulm")) == tokens.word.index("Ulm")
    assert tokens.before(text.index("Ulm")) == tokens.word.index("Ulm")


def test_places_of_words_are_found_in_the_order_of_the_text():
    text = "The mayor met the Mayor and THE bishop."
    tokens = tokens_of(text, [(0, spacy.blank("en")(text))])
    assert tokens.places({"the", "mayor"}) == [0, 1, 3, 4, 6]
    assert tokens.places({"the"}) == [0, 3, 6]
    assert tokens.places({"abbot"}) == []


def test_trees_entities_and_sentences_go_over_several_docs():
    vocab = spacy.blank("en").vocab
    words, heads = ["Ada", "\n", "left"], [2, 0, 2]
    docs = []
    for offset in (0, 9):
        doc = Doc(
            vocab,
            words=words,
            spaces=[False, False, True],
            heads=heads,
            deps=["nsubj", "dep", "ROOT"],
            tags=["NNP", "_SP", "VBD"],
            lemmas=["Ada", "\n", "Leave"],
            ents=["B-PERSON", "O", "O"],
        )
        docs.append((offset, doc))
    text = "Ada\nleft Ada\nleft "
    tokens = tokens_of(text, docs)
    assert tokens.word == ["Ada", "left"] * 2
    assert tokens.head == [1, 1, 3, 3]
    assert tokens.label == ["nsubj", "root"] * 2
    assert tokens.lemma == ["ada", "leave"] * 2
    assert tokens.sentence == [0, 0, 1, 1]
    assert tokens.children == [[], [0], [], [2]]
    assert [(e.first, e.last, e.label) for e in tokens.entities] == [
        (0, 1, "PERSON"),
        (2, 3, "PERSON"),
    ]
    assert tokens.entity == [0, -1, 1, -1]


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("nsubjpass", "nsubj:pass"),
        ("nsubj:pass", "nsubj:pass"),
        ("relcl", "acl:relcl"),
        ("poss", "nmod:poss"),
        ("dobj", "obj"),
        ("obl:tmod", "obl"),
        ("ROOT", "root"),
        ("", ""),
    ],
)
def test_labels_of_both_styles_are_those_of_universal_dependencies(label, wanted):
    assert plain_label(label) == wanted


def dateline(heads, deps):
    words = ["KALVO", "--", "Rebels", "shelled", "Dresk"]
    tags = ["NNP", ":", "NNS", "VBD", "NNP"]
    doc = Doc(spacy.blank("en").vocab, words=words, heads=heads, deps=deps, tags=tags)
    return tokens_of(doc.text, [(0, doc)])


def test_what_stands_behind_a_dateline_is_the_verbs_subject():
    tokens = dateline([0, 0, 0, 0, 3], ["ROOT", "punct", "appos", "parataxis", "obj"])
    assert (tokens.head[2], tokens.label[2]) == (3, "nsubj")
    assert tokens.children[3] == [2, 4]


def test_a_verb_that_hangs_on_the_word_itself_is_left_where_it_is():
    tokens = dateline([0, 0, 0, 2, 3], ["ROOT", "punct", "appos", "parataxis", "obj"])
    assert tokens.head == [0, 0, 0, 2, 3]
    assert tokens.below(0) == {0, 1, 2, 3, 4}
