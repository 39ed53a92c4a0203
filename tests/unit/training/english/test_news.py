"""Are names in news compared as the module says?"""

from __future__ import annotations

import gzip
import json

import spacy

from training.english.news import plain, scores

TEXT = "President Ada Brandel met the Halden Group in Moreva’s port on May 3."


def pipeline(*patterns: tuple[str, str]):
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": text} for text, label in patterns])
    return nlp


def spans(*named: tuple[str, str]) -> list[list[object]]:
    return [[TEXT.index(t), TEXT.index(t) + len(t), label] for t, label in named]


def write(path, ents):
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(json.dumps({"text": TEXT, "ents": ents}) + "\n")
    return path


def test_what_corpora_differ_in_is_cut_off():
    assert plain(TEXT, 0, 21, "PERSON") == (10, 21)
    assert plain(TEXT, 0, 21, "ORG") == (0, 21)
    start = TEXT.index("the Halden")
    assert plain(TEXT, start, start + 16, "ORG") == (start + 4, start + 16)


def test_scores_count_right_extra_and_missed_names(tmp_path):
    gold = spans(
        ("President Ada Brandel", "PERSON"), ("Halden Group", "ORG"), ("Moreva’s", "GPE"),
        ("May 3", "EVENT"),
    )  # fmt: skip
    nlp = pipeline(
        ("Ada Brandel", "PERSON"), ("Halden Group", "GPE"), ("Moreva", "LOC"), ("May", "GPE")
    )
    found = scores(nlp, write(tmp_path / "news.jsonl.gz", gold))
    # Right: Brandel, Moreva (places of all kinds are one); the group has the wrong label; "May"
    # lies on a name that is not compared.
    assert found["coarse"]["all"] == round(200 * 2 / (2 * 2 + 1 + 1), 1)
    assert found["coarse"]["PERSON"] == 100.0
    assert found["coarse"]["ORG"] == 0.0
    assert found["eight"]["GPE"] == 0.0
    assert len(found["sha256"]) == 64
