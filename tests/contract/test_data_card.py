"""Does the data card name what the weights learned from, and the version that is shipped?"""

from __future__ import annotations

from pathlib import Path

import copydesk_en
from training.english.sources import BASE, LICENCE, for_meta, table

CARD = (Path(copydesk_en.__file__).parent / "README.md").read_text("utf-8")


def test_every_source_is_named_with_its_licence():
    assert table() in CARD
    assert LICENCE in CARD
    assert BASE["sha256"] in CARD


def test_the_card_and_the_weights_are_of_one_version():
    meta = copydesk_en.meta()
    assert f"| version | {meta['version']}" in CARD
    assert meta["sources"] == for_meta()


def test_the_scores_on_the_card_are_those_of_the_weights():
    scores = copydesk_en.meta()["performance"]
    for bank in ("ewt", "gum_nonNC"):
        for name in ("tag_acc", "pos_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f"):
            assert f"{100 * scores[bank][name]:.1f}" in CARD, (bank, name)


def test_the_names_in_news_on_the_card_are_those_of_the_meta_data():
    news = copydesk_en.meta()["performance"]["news"]
    stated = CARD.partition("development figures.**")[2].partition("`--news FILE`")[0]
    for scheme in ("coarse", "eight"):
        assert f"{news[scheme]['all']:.1f}" in stated
    for label in ("PERSON", "NORP", "ORG"):
        assert f"{label} {news['coarse'][label]:.0f}" in " ".join(stated.split()), label
    held_out = CARD.partition("that were held out:")[2]
    scores = copydesk_en.meta()["performance"]
    assert f"{100 * scores['ents_f']:.1f}" in held_out
    for label, score in scores["ents_per_type"].items():
        assert f"{label} {100 * score['f']:.0f}" in " ".join(held_out.split()), label


def test_the_texts_of_gum_are_attributed():
    texts = Path(copydesk_en.__file__).with_name("GUM_TEXTS.md").read_text("utf-8")
    assert sum(line.startswith("| GUM_") for line in texts.split("\n")) == 149


def test_the_meta_data_are_those_of_the_weights():
    assert copydesk_en.meta()["weights_sha256"] == copydesk_en.weights_sha256()
