"""Learns the tables of `copydesk_en.lemmas` from tree banks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from spacy.tokens import Doc

from copydesk_en.lemmas import AS_WRITTEN, LONGEST_ENDING, Change, Lemmas

FEWEST = 2
"""Words on which a rule rests at least; the rule of the empty ending rests on all."""


def pairs_of(docs: Iterable[Doc]) -> Counter[tuple[str, str, str]]:
    """(tag, form, lemma) of all words, with their counts."""
    found: Counter[tuple[str, str, str]] = Counter()
    for doc in docs:
        for token in doc:
            form = token.text.replace("’", "'")
            if token.tag_ not in AS_WRITTEN:
                form = form.lower()
            if token.lemma_ and token.tag_:
                found[token.tag_, form, token.lemma_] += 1
    return found


def change_of(form: str, lemma: str) -> Change:
    """The shortest change of the end that makes `lemma` of `form`."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return Change(len(form) - same, lemma[same:])


def learn(docs: Iterable[Doc]) -> Lemmas:
    """The tables: a rule for each ending that is not what a shorter one says already."""
    best: dict[tuple[str, str], tuple[int, str]] = {}
    for (tag, form, lemma), count in pairs_of(docs).items():
        best[tag, form] = max(best.get((tag, form), (0, "")), (count, lemma))
    rules = _rules({known: lemma for known, (_, lemma) in best.items()})
    plain = Lemmas(rules, {})
    words: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for (tag, form), (_, lemma) in sorted(best.items()):
        if plain.of(form, tag) != lemma:
            words[tag][form] = lemma
    return Lemmas(rules, words)


def _rules(lemmas: Mapping[tuple[str, str], str]) -> Mapping[str, Mapping[str, Change]]:
    """The change that most words of a tag with an ending need, shorter endings first."""
    by_ending: defaultdict[tuple[str, str], Counter[Change]] = defaultdict(Counter)
    for (tag, form), lemma in lemmas.items():
        change = change_of(form, lemma)
        for length in range(min(LONGEST_ENDING, len(form)) + 1):
            if length >= min(change.cut, LONGEST_ENDING) or length == 0:
                by_ending[tag, form[len(form) - length :]][change] += 1
    rules: defaultdict[str, dict[str, Change]] = defaultdict(dict)
    for (tag, ending), counts in sorted(by_ending.items(), key=lambda item: len(item[0][1])):
        change, count = max(counts.items(), key=lambda item: (item[1], -item[0].cut, item[0].add))
        shorter = (rules[tag].get(ending[at:]) for at in range(1, len(ending) + 1))
        is_new = change != next((known for known in shorter if known is not None), None)
        if is_new and (count >= FEWEST or not ending):
            rules[tag][ending] = change
    return rules
