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
        for name in ("tag_acc", "dep_uas", "dep_las", "sents_f"):
            assert f"{100 * scores[bank][name]:.1f}" in CARD, (bank, name)
