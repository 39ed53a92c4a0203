"""Which spaCy pipelines read the prose?

English is read by the pipeline of the settings: our own, `copydesk_en`, or any
that is installed. Other languages get tokenisation rules and a punctuation-based
sentence splitter, which need no trained weights.
"""

from __future__ import annotations

import hashlib
import importlib
import sys
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import copydesk_en
from transforms.errors import UsageError
from transforms.ids import combined_sha256

if TYPE_CHECKING:
    from spacy.language import Language

OWN = "copydesk_en"
DEFAULT_PIPELINE = OWN
STEPS = ("tagger", "parser", "ner", "numeric_ents", "lemmatizer")
"""Components of our own pipeline that the steps of today need."""

ANY_LANGUAGE = "xx"
WITHOUT_BLANKS = frozenset(("ja", "ko", "km", "lo", "my", "th", "vi", "zh"))
"""Languages whose spaCy tokeniser needs a package of its own, or that write no blanks: read by the
rules for any language."""

MAX_CHARS = 1_000_000
"""spaCy refuses longer texts (error E088); a longer article is read in pieces of this size."""


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


def load_pipeline(name: str, threads: int = 0) -> Language:
    """The spaCy pipeline called `name`.

    Args:
        name: `copydesk_en`, our own; `blank:<code>` for a language's rules alone; else
            an installed pipeline package or the path of a pipeline folder.
        threads: See `copydesk_en.load`.

    Raises:
        UsageError: No such pipeline is installed.
    """
    spacy = _spacy()
    from transforms.language.sentences import COMPONENT  # noqa: PLC0415 - imports spaCy

    try:
        if name == OWN:
            nlp: Language = copydesk_en.load(STEPS, threads)
        elif name.startswith("blank:"):
            nlp = spacy.blank(name.removeprefix("blank:"))
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
            "install that pipeline, or leave the setting out",
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
    """Name and version as they stand on extracted rows: `copydesk_en/1.2.0`, `blank:de/3.8.18`."""
    from spacy.about import __version__  # noqa: PLC0415 - already loaded with the pipeline

    name, version = str(nlp.meta.get("name")), nlp.meta.get("version")
    if name == "pipeline":
        return f"blank:{nlp.lang}/{__version__}"
    return f"{name if name == OWN else f'{nlp.lang}_{name}'}/{version}"


def language_version(pipeline: str) -> str:
    """Version of what reads the prose, found without loading it.

    It ends with a hash of the modules that make rows of what the pipeline read. Of our own pipeline
    it changes with every rule and every weight: it holds a hash of the package's modules and of its
    meta.json, which holds that of the weights. Another folder's is the hash of its meta.json; an
    unknown name is left to `load_pipeline`, which names the mistake.
    """
    return f"{_reader_version(pipeline)}/{_modules_sha256()}"


def _modules_sha256() -> str:
    """One hash over the modules of the steps behind the pipeline."""
    own = Path(__file__).parent
    paths = sorted([*own.glob("*.py"), *(own.parent / "prose").glob("*.py")])
    return combined_sha256(_sha256(path) for path in paths)[:16]


def _reader_version(pipeline: str) -> str:
    spacy = metadata.version("spacy")
    if pipeline.startswith("blank:"):
        return f"{pipeline}/{spacy}"
    folder = copydesk_en.MODEL if pipeline == OWN else Path(pipeline)
    meta = folder / "meta.json"
    if meta.is_file():
        modules = sorted(folder.parent.glob("*.py")) if pipeline == OWN else []
        digest = combined_sha256(_sha256(path) for path in (meta, *modules))[:16]
        under = "/".join(metadata.version(name) for name in ("onnxruntime", "numpy"))
        return f"{pipeline}/{digest}/{spacy}/{under}"
    try:
        return f"{pipeline}/{metadata.version(pipeline)}/{spacy}"
    except metadata.PackageNotFoundError:
        return f"{pipeline}/unknown/{spacy}"


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def rules_for(language: str | None) -> str:
    """The pipeline of rules for a language (ISO 639-1); None: English rules, as they fit most."""
    if language is None:
        return "blank:en"
    if language in WITHOUT_BLANKS:
        return f"blank:{ANY_LANGUAGE}"
    return f"blank:{language}"
