"""copydesk's English pipeline for spaCy: entities, tags, sentences, trees, lemmas.

    import copydesk_en
    nlp = copydesk_en.load()

`spacy.load(copydesk_en.MODEL)` does the same. The weights lie in `model/`, with a data card that
names what they were trained on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from spacy.language import Language

MODEL: Final = Path(__file__).parent / "model"
"""The pipeline's folder."""

ENCODER: Final = "transformer"
"""The component that all others read; spaCy's own pipelines call theirs so too."""


BY_RULES: Final = frozenset(("numeric_ents",))
"""Components that need no encoder."""


def load(only: Collection[str] = (), threads: int = 0) -> Language:
    """The pipeline.

    Args:
        only: Components that are wanted, of `tagger`, `senter`, `parser`, `ner`, `numeric_ents`
            and `lemmatizer`; the encoder comes by itself. Empty: all but `senter`, which the parser
            makes needless. One that is left out costs nothing and can't be switched on later. The
            lemmatizer brings the tagger, on whose tags it rests.
        threads: That the encoder may use; 0: as many as there are cores. Processes that work side
            by side take one each.

    A pipeline is for one thread; load one for each, or use `nlp.pipe(..., n_process=...)`.

    Raises:
        ValueError: `only` names no component of the pipeline.
        OSError: The weights are missing: a checkout without them, or a damaged installation.
    """
    import spacy  # noqa: PLC0415 - takes a second; the version and the card need it not

    import copydesk_en.components  # noqa: F401, PLC0415 - registers the factories

    config = {"components": {ENCODER: {"threads": threads}}}
    if not only:
        return spacy.load(MODEL, config=config)
    known = [*meta()["components"]]
    wanted = _wanted(only, known)
    nlp = spacy.load(MODEL, exclude=[name for name in known if name not in wanted], config=config)
    for name in wanted & set(nlp.disabled):
        nlp.enable_pipe(name)
    return nlp


def _wanted(only: Collection[str], known: Collection[str]) -> set[str]:
    """The components to load, with those that they need."""
    wanted = {only} if isinstance(only, str) else set(only)
    if unknown := sorted(wanted - set(known)):
        raise ValueError(
            f"copydesk_en.load: no component {unknown[0]!r}; there are {', '.join(known)}"
        )
    if "lemmatizer" in wanted:
        wanted.add("tagger")
    return wanted if wanted <= BY_RULES else {ENCODER, *wanted}


def meta() -> dict[str, Any]:
    """Name, version, licence, scores and components, without loading the pipeline."""
    found: dict[str, Any] = json.loads((MODEL / "meta.json").read_text("utf-8"))
    return found


def weights_sha256(folder: Path = MODEL) -> str:
    """One hash over the files of weights and tables in a pipeline's folder, in order of names.

    Of the weights as shipped it stands in `meta()` too.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".onnx", ".npz") or path.parent.name == "lemmatizer":
            digest.update(path.read_bytes())
    return digest.hexdigest()
