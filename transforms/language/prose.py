"""What do the articles' texts say? Sentences and mentions, each language by its own pipeline."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import numpy as np

from transforms.errors import UsageError
from transforms.language.pipeline import (
    ANY_LANGUAGE,
    MAX_CHARS,
    load_pipeline,
    pipeline_version,
    rules_for,
)
from transforms.prose.statements import Statements
from transforms.prose.tokens import entity_bounds, tokens_of
from transforms.record import Article, Mention, Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MAX_RUN = 400
"""spaCy's tokeniser takes quadratic time in a run without blanks (8 CPU s for one of
20,000 characters); no word or address of prose is longer than this."""
MAX_SENTENCE = 1_000
"""Code points of a sentence from which runs without blanks are cut in it, too."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_HALF_SIGN = re.compile("Â(?=[£€¥°§])")
_LONG_RUN = re.compile(rf"\S{{{MAX_RUN + 1},}}")

_NAMED = "PERSON ORG GPE LOC FAC NORP EVENT MISC PRODUCT WORK_OF_ART LAW LANGUAGE"
NAMED = frozenset(_NAMED.split())
"""Labels of names; dates, money and numbers have tables of their own."""
SPELLINGS = {"PER": "PERSON"}


def pieces(text: str, limit: int = MAX_CHARS) -> Iterator[tuple[int, str]]:
    r"""(start, piece) pairs that cover `text`, cut at line feeds where there are any.

    >>> list(pieces("ab\ncd", 4))
    [(0, 'ab\n'), (3, 'cd')]
    """
    start = 0
    while start < len(text):
        stop = min(start + limit, len(text))
        if stop < len(text):
            cut = text.rfind("\n", start, stop)
            stop = cut + 1 if cut > start else stop
        yield start, text[start:stop]
        start = stop


def tokenised(nlp: Language, text: str) -> Doc:
    """The tokens of a piece as one Doc, though runs without blanks are tokenised in parts."""
    bounds = [0, *_cuts_in_long_runs(text), len(text)]
    if len(bounds) == 2:
        return nlp.make_doc(text)
    parts = [nlp.make_doc(text[start:end]) for start, end in pairwise(bounds)]
    return type(parts[0]).from_docs(parts, ensure_whitespace=False)


def _cuts_in_long_runs(text: str) -> Iterator[int]:
    """Where to cut runs without blanks that are longer than `MAX_RUN`.

    After a mark that ends a sentence where there is one: scripts without blanks have
    whole paragraphs in one run.
    """
    for run in _LONG_RUN.finditer(text):
        start = run.start()
        while run.end() - start > MAX_RUN:
            ends = [text.rfind(mark, start, start + MAX_RUN) for mark in "。！？!?."]
            start = max(ends) + 1 if max(ends) > start else start + MAX_RUN
            yield start


def sentence_spans(text: str, doc: Doc) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of `doc`, whose text is `text`; none crosses a line feed.

    Blanks at both ends are left out, so a span starts and ends with a character
    of the sentence.
    """
    starts, idx = doc.to_array(["SENT_START", "IDX"]).T
    # SENT_START is 1 where a sentence starts; the first token's may be unset.
    begins = [0, *idx[1:][starts[1:] == 1].tolist()] if len(doc) else []
    for start, end in _bounded(text, [*begins, len(text)]):
        at = start
        for line in text[start:end].split("\n"):
            bare = line.lstrip()
            if bare:
                begin = at + len(line) - len(bare)
                yield begin, begin + len(bare.rstrip())
            at += len(line) + 1


def _bounded(text: str, bounds: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches between bounds; a long one is cut where its runs without blanks are cut."""
    for start, end in pairwise(bounds):
        cuts: Iterable[int] = ()
        if end - start > MAX_SENTENCE:
            cuts = (start + cut for cut in _cuts_in_long_runs(text[start:end]))
        yield from pairwise([start, *(cut for cut in cuts if start < cut < end), end])


def find_sentences(text: str, docs: Iterable[tuple[int, Doc]]) -> tuple[Sentence, ...]:
    """The sentences of `text`, numbered from 1, with the paragraph each stands in.

    A paragraph is a line of the clean text.
    """
    found: list[Sentence] = []
    paragraph, seen = 1, 0
    for offset, doc in docs:
        for begin, stop in sentence_spans(_text_of(text, offset, doc), doc):
            start, end = offset + begin, offset + stop
            paragraph += text.count("\n", seen, start)
            seen = start
            found.append(Sentence(len(found) + 1, paragraph, start, end))
    return tuple(found)


def _text_of(text: str, offset: int, doc: Doc) -> str:
    """The part of `text` that a Doc covers, which is many times faster than `doc.text`."""
    if not len(doc):
        return ""
    last = doc[-1]
    return text[offset : offset + last.idx + len(last.text_with_ws)]


ENTITY_COLUMNS: list[int | str] = ["ENT_IOB", "ENT_TYPE", "IDX", "LENGTH"]


def find_mentions(
    text: str, docs: Iterable[tuple[int, Doc]], sentences: Sequence[Sentence], method: str
) -> Iterator[Mention]:
    """The names that the pipeline has read, in the order of the text.

    `docs`: (offset, Doc) pairs that cover `text`. The confidence is None where the pipeline gives
    none.
    """
    starts = [sentence.start_char for sentence in sentences]
    for offset, doc in docs:
        if not len(doc):
            continue
        known = _confidences(doc)
        place_in, kinds, idx, length = doc.to_array(ENTITY_COLUMNS).view(np.int64).T
        firsts, behind = entity_bounds(place_in, kinds)
        begins, stops = idx[firsts] + offset, idx[behind - 1] + length[behind - 1] + offset
        labels = kinds[firsts].astype(np.uint64)
        for first, begin, stop, kind in zip(
            firsts.tolist(), begins.tolist(), stops.tolist(), labels.tolist(), strict=True
        ):
            label = doc.vocab.strings[kind]
            label = SPELLINGS.get(label, label)
            bare = text[begin:stop].lstrip()
            if label not in NAMED or not bare:
                continue
            start = stop - len(bare)
            name = bare.rstrip()
            sentence = bisect_right(starts, start) or None
            yield Mention(start, start + len(name), name, label, sentence, method, known.get(first))


def _confidences(doc: Doc) -> dict[int, float]:
    """Confidences of names by their first token, where the pipeline is one that gives both."""
    group = doc.spans.get("names")
    if group is None or not {"starts", "scores"} <= group.attrs.keys():
        return {}
    return dict(zip(group.attrs["starts"], group.attrs["scores"], strict=True))


class Reader:
    """Reads prose with pipelines that are loaded when they are first needed.

    Args:
        pipeline: The pipeline for its own language; see `load_pipeline`.
        threads: See `copydesk_en.load`.
    """

    def __init__(self, pipeline: str, threads: int = 0) -> None:
        self._pipeline = pipeline
        self._threads = threads
        self._loaded: dict[str, Language] = {}

    def read(self, articles: Sequence[Article]) -> list[Article]:
        """The articles with sentences and mentions; same order, same length."""
        by_pipeline: dict[str, list[int]] = {}
        for number, article in enumerate(articles):
            by_pipeline.setdefault(self._name(article), []).append(number)
        found = list(articles)
        for name, numbers in by_pipeline.items():
            read = read_prose([articles[number] for number in numbers], self._load(name))
            for number, article in zip(numbers, read, strict=True):
                found[number] = article
        return found

    def _name(self, article: Article) -> str:
        """The pipeline for an article: the settings' for its own language, else rules."""
        language = article.language.value if article.language else None
        own = self._load(self._pipeline).lang
        if self._pipeline.startswith("blank:") or own in (language, ANY_LANGUAGE):
            return self._pipeline
        return rules_for(language)

    def _load(self, name: str) -> Language:
        if name not in self._loaded:
            try:
                self._loaded[name] = load_pipeline(name, self._threads)
            except UsageError:
                if name == self._pipeline:
                    raise
                # spaCy has no rules for that language.
                self._loaded[name] = self._load(f"blank:{ANY_LANGUAGE}")
        return self._loaded[name]


def read_prose(articles: Sequence[Article], nlp: Language) -> list[Article]:
    """The articles with their sentences and mentions; same order, same length."""
    version = pipeline_version(nlp)
    steps = steps_of(nlp)
    parts = [(n, start, piece) for n, a in enumerate(articles) for start, piece in pieces(a.text)]
    found = list(articles)
    # What spaCy learns of words here is forgotten at the end: a long run does not grow.
    with nlp.memory_zone():
        stream = nlp.pipe((tokenised(nlp, plain(piece)) for _, _, piece in parts), batch_size=32)
        read = ((n, start, doc) for (n, start, _), doc in zip(parts, stream, strict=True))
        # An article's Docs are let go as soon as it is read: their vectors take 1.5 KB a token.
        for n, own in groupby(read, key=lambda part: part[0]):
            docs = [(start, doc) for _, start, doc in own]
            found[n] = _with_prose(articles[n], docs, version, steps)
    return [
        article if article.language_pipeline else _with_prose(article, (), version, steps)
        for article in found
    ]


def plain(text: str) -> str:
    """The text as a pipeline can read it, with all offsets as they were.

    U+FFFD stands for lone surrogates, which no encoding has, and a blank for the first half of a
    sign that was decoded wrongly ("Â£5m").
    """
    if text.isascii():
        return text
    return _HALF_SIGN.sub(" ", _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text))


def _with_prose(
    article: Article, docs: Sequence[tuple[int, Doc]], version: str, steps: tuple[str, ...]
) -> Article:
    sentences = find_sentences(article.text, docs)
    mentions = tuple(find_mentions(article.text, docs, sentences, version))
    read = replace(
        article,
        sentences=sentences,
        mentions=mentions,
        language_pipeline=version,
        language_steps=steps,
    )
    if "quotes" not in steps or not docs:
        return read
    tokens, has_title = tokens_of(article.text, docs), article.title is not None
    stated = Statements(tokens, sentences, version, has_title=has_title)
    return replace(
        read,
        mentions=tuple(stated.named(mentions)),
        quotes=tuple(stated.quotes()),
        figures=tuple(stated.figures(article.dates)),
        events=tuple(stated.events(article.dates)),
    )


def steps_of(nlp: Language) -> tuple[str, ...]:
    """What is done with a pipeline's texts, as `articles.language_steps` names it."""
    parts = set(nlp.pipe_names)
    steps = ["sentences"]
    if "ner" in parts:
        steps.append("names")
    if {"ner", "tagger", "parser"} <= parts and nlp.lang == "en":
        steps += ["entities", "quotes", "figures", "events"]
    return tuple(steps)
