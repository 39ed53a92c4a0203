"""Where do sentences lie, and which language is a text in?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import BODY
from transforms.errors import UsageError
from transforms.language.identify import identify_language
from transforms.language.pipeline import load_pipeline, pipeline_version
from transforms.language.prose import pieces, read_prose
from transforms.record import Article, RawDocument


@pytest.fixture(scope="module")
def nlp():
    return load_pipeline("blank:en")


def sentences(text, nlp):
    (article,) = read_prose([Article(RawDocument(0, text, "txt"), text=text)], nlp)
    return article.sentences


def test_sentences_and_paragraphs(nlp):
    text = (
        "Gen. Ada Brun of the U.S. base left. Nobody saw her go.\nA sub-head\n"
        "“Stay,” he said. She did not."
    )
    found = sentences(text, nlp)
    assert [(s.paragraph_no, text[s.start_char : s.end_char]) for s in found] == [
        (1, "Gen. Ada Brun of the U.S. base left."),
        (1, "Nobody saw her go."),
        (2, "A sub-head"),
        (3, "“Stay,” he said."),
        (3, "She did not."),
    ]
    assert [s.sentence_no for s in found] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "marked",
    [
        "“Stop!” he said.|She ran.",
        'He left. |"Stay," she said.',
        'He said: "Stay."|They stayed.',
        "It cost $3.5 million.|Really?!|Yes.",
        "At 5 p.m. the U.S. envoy left.|(Nobody knew.)|He smiled…",
        "Wait… he said.|“No.”|“Why?”|Silence.",
        "Erste Zeile.|„Halt!“|Dann ging er.",
        "彼は去った。|「待て」と言った。",
        "One\n|two. |Three",
        "No end",
    ],
)
def test_sentence_ends(nlp, marked):
    wanted = [part.strip() for part in marked.split("|")]
    text = " ".join(
        part if not part.endswith((" ", "\n")) else part.rstrip(" ") for part in marked.split("|")
    )
    text = text.replace("\n ", "\n").replace("。 ", "。")
    assert [text[s.start_char : s.end_char] for s in sentences(text, nlp)] == wanted


def test_runs_without_blanks_take_linear_time_and_lose_nothing(nlp):
    text = "(“" * 30_000 + " End. " + "彼は去った。" * 400
    assert "".join(piece for _, piece in pieces(text)) == text
    found = sentences(text, nlp)
    assert found[-1].end_char == len(text)
    assert max(s.end_char - s.start_char for s in found) < 1000


def test_order_and_length_are_kept(nlp):
    texts = ["One. Two.", "", "Three."]
    done = read_prose([Article(RawDocument(n, t, "txt"), text=t) for n, t in enumerate(texts)], nlp)
    assert [(a.document.record_no, len(a.sentences)) for a in done] == [(0, 2), (1, 0), (2, 1)]


@settings(max_examples=60)
@given(text=st.text(max_size=300))
def test_spans_lie_inside_in_order_and_cross_no_line(nlp, text):
    last = 0
    for s in sentences(text, nlp):
        assert last <= s.start_char < s.end_char <= len(text)
        inside = text[s.start_char : s.end_char]
        assert "\n" not in inside and inside == inside.strip()
        last = s.end_char


@given(text=st.text(alphabet="ab\n", max_size=50), limit=st.integers(1, 20))
def test_pieces_cover_the_text(text, limit):
    found = list(pieces(text, limit))
    assert "".join(piece for _, piece in found) == text
    assert all(text[start:].startswith(piece) and len(piece) <= limit for start, piece in found)


def test_an_unknown_pipeline_is_named():
    with pytest.raises(UsageError, match="no_such_pipeline"):
        load_pipeline("no_such_pipeline")


def test_the_version_names_the_rules(nlp):
    assert pipeline_version(nlp).startswith("blank:en/3.")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BODY, "en"),
        (
            "Der Stadtrat von Vellmar hat am Dienstag beschlossen, den alten Nordpier zu"
            " schließen, weil Risse in elf Pfeilern gefunden wurden.",
            "de",
        ),
        (
            "Le conseil de la ville a décidé mardi de fermer la vieille jetée du nord, car onze"
            " piliers sur quarante sont fissurés depuis l'hiver.",
            "fr",
        ),
    ],
)
def test_languages(text, code):
    found = identify_language(text)
    assert found is not None and found.value == code and found.confidence > 0.9


def test_too_little_text_stays_unknown():
    assert identify_language("Pier closes") is None
    assert identify_language("0 26 1,204 " * 50) is None
