"""Do the words that are read at once equal those that are read line by line?"""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transforms.clean import words
from transforms.clean.forms import normal_form, normal_tokens, without_numbers
from transforms.clean.lexicon import Lexicon, flags_of
from transforms.clean.words import read_words

LINES = (
    "The ferry-master’s “bridge”, he said, cost 12,500.50 marks… (1/3)",
    "#bridge @orvane don't 3:45 a--b -x 'y' x1y2",
    "橋は閉じた。3月", "Brücke über den Tessal, größte", "…",
)  # fmt: skip
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp", "Zs"]) | st.just(" "),
    min_size=1,
).filter(str.strip)


@given(st.lists(TEXT, min_size=1, max_size=12))
@example(list(LINES))
def test_hashes_tell_words_apart_as_their_spelling_does(lines: list[str]):
    # The lower case of this letter is two characters, and the second is no letter.
    lines = [line.replace("İ", "I") for line in lines]
    found = read_words(lines)
    tokens = [normal_tokens(line) for line in lines]
    assert (found.first[1:] - found.first[:-1]).tolist() == [len(own) for own in tokens]
    spelled = [token.replace("ς", "σ") for own in tokens for token in own]
    assert len(set(zip(spelled, found.hashes.tolist(), strict=True))) == len(set(spelled))
    assert len(set(found.hashes.tolist())) == len(set(spelled))
    norms = [without_numbers(normal_form(line)).replace("ς", "σ") for line in lines]
    known = dict(zip(norms, found.norm.tolist(), strict=True))
    assert [known[norm] for norm in norms] == found.norm.tolist()
    assert len(set(known.values())) == len(known)


def test_signs_and_counts():
    found = read_words(list(LINES))
    assert found.commas.tolist() == [2, 0, 0, 1, 0]
    assert found.quotes.tolist() == [1, 0, 0, 0, 0]
    assert found.is_cut_off.tolist() == [False, False, False, False, True]
    assert found.opens_with_sign.tolist() == [False, True, False, False, True]
    first = [chr(p) for p, line in zip(found.signs, found.sign_line, strict=True) if line == 0]
    assert "".join(first) == "“”,,…()"


def test_long_inputs_are_read_in_parts_and_joined(monkeypatch):
    whole = read_words([*LINES] * 20)
    monkeypatch.setattr(words, "_CHARS_AT_ONCE", 100)
    parts = read_words([*LINES] * 20)
    for name in (field.name for field in fields(whole)):
        assert getattr(whole, name).tolist() == getattr(parts, name).tolist(), name


def test_no_lines_have_no_words():
    assert read_words([]).size == 0


def test_a_lexicon_knows_its_words_and_no_others():
    lexicon = Lexicon(flags_of((("read", "more"), ("more", "über"))))
    found = read_words(["Read on: MORE über the bridge"])
    assert lexicon.values(found.hashes).tolist() == [1, 0, 3, 2, 0, 0]
    lines = Lexicon({"read more": 1, "page 0": 2}, is_of_lines=True)
    assert lines.values(read_words(["Read more »", "Page 12", "more"]).norm).tolist() == [1, 2, 0]
    with pytest.raises(ValueError, match="no single words"):
        Lexicon({"read more": 1})
