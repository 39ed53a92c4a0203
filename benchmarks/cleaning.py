"""How good is the cleaning, beside the tools that people use today?

    python -m benchmarks.cleaning --data DIR [--only KIND,…] [--json]
                                  [--source aeb,fundus] [--folds DIR] [--no-peers]

KIND is one of `KINDS`: plain text with each page alone, or with all pages of a site
(`text-together`) or of the set (`near-together`) in one run; HTML; fields; speed and its growth
with size.

DIR is laid out as the development set of cleaning is: `gold.jsonl` with `id`, `source`, `domain`,
`body`, `labels`, `near_labels` and, for some, `title`, `authors`, `date`; `text/ID.txt`,
`near/ID.txt`, `html/ID.html.gz`. The line model was trained on pages of the sources aeb and
fundus: their figures are honest only with `--folds`, the weights of a cross-validation over domains
that `python -m training.line_model --folds DIR` writes; without it they are marked "fitted".

Figures, all from 0 to 1: shingle P, R, F1 as in the article extraction benchmark of Zyte (2020;
multisets of four words, means over pages); line F1 over the labels of all lines, titles and
captions left out; `left`: words of furniture that stayed; `lost`: words of the body that went.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any
from unittest import mock

from benchmarks.figures import KNOWN, WORD, Figures, add_lines, add_text, share, shingles
from benchmarks.folds import FOLDS, fold_of
from benchmarks.peers import HTML_PEERS, LINE_PEERS, NEEDS, Kept, Peer
from transforms.clean import model
from transforms.clean.repetition import remember
from transforms.clean.signals import read_page
from transforms.clean.strip import clean, clean_all, judge
from transforms.clean.survey import Survey
from transforms.decode.choose import decode
from transforms.decode.options import DecodeOptions
from transforms.record import Article, RawDocument, Reject
from transforms.steps import EditOptions, edit

TRAINED_ON = ("aeb", "fundus")
KINDS = ("text", "near", "text-together", "near-together", "html", "fields", "speed", "rules")
LABELS = {"text": "labels", "near": "near_labels"}
FIELD_SOURCE = "fundus"
"""The source whose gold fields are the publishers' own."""

PAGES_AT_ONCE = 64
REPEATS = 3
_DAY = date(2026, 1, 1)


@dataclass(frozen=True)
class Gold:
    """A page with its answers."""

    page_id: str
    source: str
    body: str
    row: Mapping[str, Any]


def in_text(article: Article | Reject) -> Kept:
    """Lines of the article that stand in its text, from 0."""
    if isinstance(article, Reject):
        return []
    return [line.line_no - 1 for line in article.lines if line.text_start is not None]


def cleaned(text: str) -> Kept:
    """copydesk, the page alone."""
    return in_text(clean(Article(RawDocument(0, text, "txt"))))


def cleaned_together(texts: Mapping[str, str], models: Models) -> dict[str, Kept]:
    """Copydesk over the pages of one run, by page."""
    pages = {name: read_page(RawDocument(0, text, "txt")) for name, text in texts.items()}
    remembered = []
    for name, page in pages.items():
        with models.of(name):
            remembered.append(remember(page, judge(page)))
    survey = Survey(remembered)
    kept = {}
    for number, (name, page) in enumerate(pages.items()):
        with models.of(name):
            verdicts = judge(page, survey.seen(number))
        kept[name] = [index for index, verdict in enumerate(verdicts) if verdict.in_text]
    return kept


def _bodies(raw: str) -> Iterator[RawDocument]:
    stream = io.BytesIO(raw.encode("utf-8"))
    for item in decode(stream, "page.html", DecodeOptions()):
        if isinstance(item, RawDocument):
            yield item


def html_copydesk(raw: str) -> str:
    """Copydesk from the markup to the text."""
    article = html_article(raw)
    return article.text if article else ""


def html_article(raw: str) -> Article | None:
    """The article that copydesk makes of a page."""
    for document in _bodies(raw):
        article = edit(document, EditOptions(_DAY))
        return article if isinstance(article, Article) else None
    return None


LINE_SYSTEMS: dict[str, Callable[[str], Kept]] = {"copydesk": cleaned, **LINE_PEERS}
HTML_SYSTEMS: dict[str, Peer] = {"copydesk": html_copydesk, **HTML_PEERS}


def read_gold(data: Path, sources: Sequence[str]) -> list[Gold]:
    """The pages of the set."""
    rows = map(json.loads, (data / "gold.jsonl").read_text("utf-8").splitlines())
    return [
        Gold(row["id"], row["source"], row["body"], row)
        for row in rows
        if not sources or row["source"] in sources
    ]


class Models:
    """The line models of a cross-validation; without weights the shipped one is used for all."""

    def __init__(self, folder: Path | None, gold: Sequence[Gold]) -> None:
        self._folds = [
            model.from_json((folder / f"fold-{fold}.json").read_text("utf-8"))
            for fold in (range(FOLDS) if folder else ())
        ]
        self._fold = {
            page.page_id: fold_of(page.row["domain"])
            for page in gold
            if folder and page.source in TRAINED_ON
        }

    def __bool__(self) -> bool:
        return bool(self._folds)

    @contextmanager
    def of(self, page_id: str) -> Iterator[None]:
        """Within the block cleaning uses a model that has not seen the page."""
        fold = self._fold.get(page_id)
        if fold is None:
            yield
            return
        unseen = self._folds[fold]
        with mock.patch.object(model, "shipped", lambda: unseen):
            yield


def measure_lines(
    data: Path,
    variant: str,
    gold: Sequence[Gold],
    system: Callable[[str], Kept],
    models: Models,
) -> dict[str, Figures]:
    """Figures by group of pages: all, the sources trained on, and each source."""
    found: dict[str, Figures] = {}
    for page in gold:
        text = (data / variant / f"{page.page_id}.txt").read_bytes().decode("utf-8")
        lines = text.split("\n")
        with models.of(page.page_id):
            start = time.process_time()
            kept = system(text)
            spent = time.process_time() - start
        _count(found, page, variant, lines, kept)
        for group in groups_of(page):
            found[group].cpu_seconds += spent
    return found


def _count(
    found: dict[str, Figures], page: Gold, variant: str, lines: Sequence[str], kept: Kept
) -> None:
    """Adds the kept lines of a page to the figures of its groups."""
    body = shingles(page.body)
    for group in groups_of(page):
        figures = found.setdefault(group, Figures())
        add_text(figures, body, "\n".join(lines[index] for index in kept))
        add_lines(figures, lines, page.row[LABELS[variant]], set(kept))


def measure_together(
    data: Path,
    variant: str,
    gold: Sequence[Gold],
    models: Models,
) -> dict[str, Figures]:
    """As `measure_lines`: `text` with all pages of one domain in a run, `near` with all pages."""
    runs: dict[str, list[Gold]] = {}
    for page in gold:
        runs.setdefault(page.row["domain"] if variant == "text" else "", []).append(page)
    found: dict[str, Figures] = {}
    for pages in runs.values():
        texts = {
            page.page_id: (data / variant / f"{page.page_id}.txt").read_bytes().decode("utf-8")
            for page in pages
        }
        kept = cleaned_together(texts, models)
        for page in pages:
            lines = texts[page.page_id].split("\n")
            _count(found, page, variant, lines, kept[page.page_id])
    return found


def measure_rules(data: Path, gold: Sequence[Gold], models: Models) -> dict[str, list[int]]:
    """Labelled lines that each rule decided on: of furniture, and of the body."""
    found: dict[str, list[int]] = {}
    for page in gold:
        text = (data / "text" / f"{page.page_id}.txt").read_bytes().decode("utf-8")
        with models.of(page.page_id):
            verdicts = judge(read_page(RawDocument(0, text, "txt")))
        for verdict, label in zip(verdicts, page.row["labels"], strict=True):
            if label in KNOWN and verdict.kind != "blank":
                found.setdefault(verdict.rule, [0, 0])[label == "B"] += 1
    return dict(sorted(found.items()))


def measure_html(
    data: Path, gold: Sequence[Gold], system: Peer, models: Models
) -> dict[str, Figures]:
    """As `measure_lines`, from the markup."""
    found: dict[str, Figures] = {}
    for page in gold:
        with gzip.open(data / "html" / f"{page.page_id}.html.gz") as stream:
            raw = stream.read().decode("utf-8")
        start = time.process_time()
        try:
            with models.of(page.page_id):
                text = system(raw)
        except Exception as error:  # a peer that gives up on a page has no text of it
            if isinstance(error, ImportError):
                raise
            text = ""
        spent = time.process_time() - start
        body = shingles(page.body)
        for group in groups_of(page):
            figures = found.setdefault(group, Figures())
            add_text(figures, body, text)
            figures.cpu_seconds += spent
    return found


def groups_of(page: Gold) -> list[str]:
    """The groups in which a page is counted."""
    return ["all", *(["aeb,fundus"] if page.source in TRAINED_ON else []), page.source]


def measure_fields(data: Path, gold: Sequence[Gold], models: Models) -> dict[str, dict[str, float]]:
    """Share of pages whose stated title, day and authors are found, from HTML and from text."""
    hits: dict[str, Counter[str]] = {"html": Counter(), "text": Counter()}
    for page in gold:
        if page.source != FIELD_SOURCE or not page.row.get("title"):
            continue
        with gzip.open(data / "html" / f"{page.page_id}.html.gz") as stream:
            raw = stream.read().decode("utf-8")
        text = (data / "text" / f"{page.page_id}.txt").read_bytes().decode("utf-8")
        with models.of(page.page_id):
            from_html = html_article(raw)
            from_text = edit(RawDocument(0, text, "txt"), EditOptions(_DAY))
        for name, article in (("html", from_html), ("text", from_text)):
            _add_fields(hits[name], page, article if isinstance(article, Article) else None)
    return {
        name: {f: round(share(n[f], n[f"{f} stated"]), 4) for f in ("title", "date", "authors")}
        for name, n in hits.items()
    }


def _add_fields(hits: Counter[str], page: Gold, article: Article | None) -> None:
    row = page.row
    title = article.title.value if article and article.title else ""
    hits["title stated"] += 1
    hits["title"] += WORD.findall(title.lower()) == WORD.findall(row["title"].lower())
    if row.get("date"):
        moment = article.published if article else None
        hits["date stated"] += 1
        days = {moment.at.date().isoformat(), moment.raw[:10]} if moment else set()
        hits["date"] += row["date"][:10] in days  # as stated in the page's own zone, or in UTC
    if row.get("authors"):
        names = {author.name for author in article.authors} if article else set()
        hits["authors stated"] += 1
        hits["authors"] += _words_of(names) == _words_of(row["authors"])


def _words_of(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in WORD.findall(name.lower())}


def measure_throughput(data: Path, gold: Sequence[Gold]) -> dict[str, float]:
    """Pages cleaned per CPU second in batches, as `run` does it: median of `REPEATS` passes."""
    found = {}
    for variant in LABELS:
        texts = [
            (data / variant / f"{page.page_id}.txt").read_bytes().decode("utf-8") for page in gold
        ]
        articles = [Article(RawDocument(0, text, "txt")) for text in texts]
        clean_all(articles[:PAGES_AT_ONCE])
        rates = []
        for _ in range(REPEATS):
            start = time.process_time()
            for first in range(0, len(articles), PAGES_AT_ONCE):
                clean_all(articles[first : first + PAGES_AT_ONCE])
            rates.append(len(articles) / (time.process_time() - start))
        found[variant] = round(median(rates), 1)
    return found


def measure_growth() -> list[dict[str, float]]:
    """CPU seconds of cleaning for one line that doubles up to 10 MB, in several shapes."""
    shapes = {
        "prose": "The council of Orvane voted on Friday to close the bridge. ",
        "one token": "x",
        "figures": "12,345.67 ",
        "signs": "| > » ",
        "hashtags": "#bridge ",
    }
    found = []
    for name, unit in shapes.items():
        for size in (1_250_000, 2_500_000, 5_000_000, 10_000_000):
            text = "A title of some words\n\n" + unit * (size // len(unit))
            start = time.process_time()
            clean(Article(RawDocument(0, text, "txt")))
            spent = time.process_time() - start
            found.append({"shape": name, "characters": size, "cpu_seconds": round(spent, 3)})
    return found


def run(options: argparse.Namespace) -> dict[str, Any]:
    """All figures that were asked for."""
    gold = read_gold(options.data, options.source)
    models = Models(options.folds, gold)
    wanted = options.only or [*KINDS]
    found: dict[str, Any] = {
        "pages": len(gold),
        "line_model_on_trained_sources": "cross-validated" if models else "fitted",
    }
    for variant in [name for name in ("text", "near") if name in wanted]:
        found[variant] = {}
        for name, system in _chosen(LINE_SYSTEMS, options.peers):
            groups = measure_lines(options.data, variant, gold, system, models)
            found[variant][name] = {group: f.summary() for group, f in groups.items()}
            _tell(options, variant, name, found[variant][name])
    for variant in [name for name in ("text", "near") if f"{name}-together" in wanted]:
        groups = measure_together(options.data, variant, gold, models)
        found[f"{variant}-together"] = {group: f.summary() for group, f in groups.items()}
        _tell(options, variant, "copydesk together", found[f"{variant}-together"])
    if "html" in wanted:
        found["html"] = {}
        for name, peer in _chosen(HTML_SYSTEMS, options.peers):
            groups = measure_html(options.data, gold, peer, models)
            found["html"][name] = {group: f.summary() for group, f in groups.items()}
            _tell(options, "html", name, found["html"][name])
    others = {
        "fields": lambda: measure_fields(options.data, gold, models),
        "speed": lambda: {
            "pages_per_cpu_second": measure_throughput(options.data, gold),
            "growth": measure_growth(),
        },
        "rules": lambda: measure_rules(options.data, gold, models),
    }
    for name in [name for name in others if name in wanted]:
        found[name] = others[name]()
        if not options.json:
            print(name, json.dumps(found[name], indent=1))
    return found


def _chosen(systems: Mapping[str, Any], with_peers: bool) -> Iterator[tuple[str, Any]]:
    for name, system in systems.items():
        if not with_peers and name != "copydesk":
            continue
        needs = NEEDS.get(name)
        if needs and not _is_installed(needs):
            print(f"{name} is left out: it is not installed", file=sys.stderr)
            continue
        yield name, system


def _is_installed(module: str) -> bool:
    return find_spec(module) is not None


def _tell(options: argparse.Namespace, variant: str, name: str, groups: Mapping[str, Any]) -> None:
    if options.json:
        return
    for group, figures in groups.items():
        shown = "  ".join(f"{key} {value:g}" for key, value in figures.items())
        print(f"{variant:<5} {name:<22} {group:<11} {shown}", flush=True)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    given = os.environ.get("COPYDESK_EVAL")
    default = Path(given) / "cleaning/dev" if given else None
    parser.add_argument("--data", type=Path, default=default)
    parser.add_argument("--only", type=lambda text: text.split(","))
    parser.add_argument("--source", type=lambda text: text.split(","), default=[])
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--no-peers", dest="peers", action="store_false")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.data is None:
        parser.error("give --data, or set COPYDESK_EVAL to the folder of the evaluation sets")
    found = run(options)
    if options.json:
        print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
