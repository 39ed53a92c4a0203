"""Which spaCy pipeline reads the text, and where do its sentences lie?

Any installed spaCy pipeline can be named in the settings. Without one, English
tokenisation rules and a punctuation-based sentence splitter are used, which need
no trained weights.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING, Any

from transforms.errors import UsageError
from transforms.record import Article, Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_PIPELINE = "blank:en"
MAX_CHARS = 1_000_000
"""spaCy refuses longer texts (error E088); a longer article is read in pieces of this size."""

MAX_RUN = 400
"""spaCy's tokeniser takes quadratic time in a run without blanks (8 CPU s for one of
20,000 characters); no word or address of prose is longer than this."""
_LONG_RUN = re.compile(rf"\S{{{MAX_RUN + 1},}}")


def _spacy() -> Any:
    """spaCy, imported without its command line.

    `spacy/__init__.py` imports `spacy.cli.info` for one function, and with it a
    package manager, an HTTP client and two CLI frameworks: 0.5 of 1.3 CPU seconds.
    The module is put off until somebody asks for it.
    """
    name = "spacy.cli.info"
    if "spacy" not in sys.modules:
        put_off = ModuleType(name)
        put_off.__dict__["info"] = _spacy_info
        sys.modules["spacy.cli"] = ModuleType("spacy.cli")
        sys.modules[name] = put_off
        try:
            return importlib.import_module("spacy")
        finally:
            del sys.modules["spacy.cli"], sys.modules[name]
    return sys.modules["spacy"]


def _spacy_info(*arguments: Any, **named: Any) -> Any:
    """`spacy.info`, imported when it is called."""
    return importlib.import_module("spacy.cli.info").info(*arguments, **named)


def load_pipeline(name: str) -> Language:
    """The spaCy pipeline called `name`.

    Args:
        name: `blank:<code>` for a language's rules alone, else an installed
            pipeline package or the path of a pipeline folder.

    Raises:
        UsageError: No such pipeline is installed.
    """
    spacy = _spacy()
    from transforms.language.sentences import COMPONENT  # noqa: PLC0415 - imports spaCy

    try:
        if name.startswith("blank:"):
            nlp: Language = spacy.blank(name.removeprefix("blank:"))
            _split_at_full_stops_without_blanks(nlp)
            nlp.add_pipe(COMPONENT)
        else:
            nlp = spacy.load(name)
            if not any(p in nlp.pipe_names for p in ("parser", "senter", "sentencizer")):
                nlp.add_pipe(COMPONENT)
    except (OSError, ImportError) as error:
        raise UsageError(
            f"language.pipeline = {name!r}",
            "spaCy can't load it",
            "install that pipeline, or use 'blank:en'",
        ) from error
    nlp.max_length = MAX_CHARS + 1
    return nlp


def _split_at_full_stops_without_blanks(nlp: Language) -> None:
    """Lets the tokeniser part words at the marks of scripts that write no blanks."""
    from spacy.util import compile_infix_regex  # noqa: PLC0415 - already loaded

    infixes = [*(nlp.Defaults.infixes or ()), r"[。！？｡]", r"(?<=[。！？｡])[」』]", r"[「『]"]
    tokenizer: Any = nlp.tokenizer  # typed as any function; of a blank pipeline it is spaCy's own
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer


def pipeline_version(nlp: Language) -> str:
    """Name and version as they stand on extracted rows: `blank:en/3.8.18`."""
    from spacy.about import __version__  # noqa: PLC0415 - already loaded with the pipeline

    meta = nlp.meta
    if meta.get("name") == "pipeline":
        return f"blank:{nlp.lang}/{__version__}"
    return f"{nlp.lang}_{meta.get('name')}/{meta.get('version')}"


def pieces(text: str, limit: int = MAX_CHARS) -> Iterator[tuple[int, str]]:
    r"""(start, piece) pairs that cover `text`, cut at line feeds where there are any.

    >>> list(pieces("ab\ncd", 4))
    [(0, 'ab\n'), (3, 'cd')]
    """
    start = 0
    for end in (*_cuts_in_long_runs(text), len(text)):
        while start < end:
            stop = min(start + limit, end)
            if stop < end:
                cut = text.rfind("\n", start, stop)
                stop = cut + 1 if cut > start else stop
            yield start, text[start:stop]
            start = stop


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


def sentence_spans(doc: Doc, offset: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of `doc`, shifted by `offset`; none crosses a line feed.

    Blanks at both ends are left out, so a span starts and ends with a character
    of the sentence.
    """
    text = doc.text
    values = doc.to_array(["SENT_START", "IDX"])
    # SENT_START is 1 where a sentence starts; the first token's may be unset.
    begins = [0, *(int(idx) for start, idx in values[1:] if start == 1)] if len(doc) else []
    for start, end in zip(begins, [*begins[1:], len(text)], strict=True):
        at = start
        for line in text[start:end].split("\n"):
            stripped = line.strip()
            if stripped:
                begin = at + line.index(stripped[0])
                yield offset + begin, offset + begin + len(stripped)
            at += len(line) + 1


def find_sentences(text: str, docs: Iterable[tuple[int, Doc]]) -> tuple[Sentence, ...]:
    """The sentences of `text`, numbered from 1, with the paragraph each stands in.

    A paragraph is a line of the clean text.
    """
    found: list[Sentence] = []
    paragraph, seen = 1, 0
    for offset, doc in docs:
        for start, end in sentence_spans(doc, offset):
            paragraph += text.count("\n", seen, start)
            seen = start
            found.append(Sentence(len(found) + 1, paragraph, start, end))
    return tuple(found)


def read_prose(articles: Sequence[Article], nlp: Language) -> list[Article]:
    """The articles with their sentences; same order, same length."""
    parts = [(n, start, piece) for n, a in enumerate(articles) for start, piece in pieces(a.text)]
    docs: list[list[tuple[int, Doc]]] = [[] for _ in articles]
    stream = nlp.pipe((piece for _, _, piece in parts), batch_size=64)
    for (n, start, _), doc in zip(parts, stream, strict=True):
        docs[n].append((start, doc))
    return [
        replace(article, sentences=find_sentences(article.text, found))
        for article, found in zip(articles, docs, strict=True)
    ]
