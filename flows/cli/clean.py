"""`copydesk clean`: what remains of these files, and what was taken out of them?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from flows.cli.inputs import records_of
from flows.cli.options import Common, common_options

if TYPE_CHECKING:
    from flows.cli.console import Output
    from flows.cli.inputs import Record
    from flows.settings import Settings
    from transforms.clean.own_rules import OwnRule
    from transforms.clean.survey import Survey
    from transforms.record import Article, Line, RawDocument, Reject

_NOTHING_CLEANED = 3
_LEAST_WEIGHT = 0.01
_CHARS_AT_ONCE = 1_000_000


@click.command(
    epilog="""\b
Examples:
  copydesk clean page.txt
  copydesk clean page.html --diff
  copydesk clean crawl.jsonl.gz --json > cleaned.jsonl
  copydesk clean page.txt --explain 14        (why was line 14 kept or removed?)
  curl -s https://larn-post.example/ferry | copydesk clean - --diff

\b
--json writes one object per record and line of output: path, record_no, title,
text and lines (line_no, kind, is_kept, score, rule, reason); for a record that is
no article, path, record_no and reject (step, reason, detail)."""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--diff", "view", flag_value="diff", help="Every line, kept or removed, and why.")
@click.option(
    "--explain", type=click.IntRange(min=1), metavar="LINE", help="The verdict on one line."
)
@click.option("--alone", is_flag=True, help="Judge each page without the others of its site.")
@common_options
def clean(
    common: Common, paths: tuple[str, ...], view: str | None, explain: int | None, alone: bool
) -> None:
    """Clean files and print the clean text; nothing is stored.

    PATH is a file, a folder, a glob or - for stdin, in every format that `run`
    reads. Lines that stand on other given pages too count as furniture, unless
    the pages are copies of one story; --alone leaves the other pages out.
    """
    from flows.cli.console import output

    if common.as_json and (view or explain):
        raise click.UsageError("--json holds every line already; leave out --diff and --explain")
    out = output(common)
    found: set[bool] = set()
    for item, is_only in _with_only(_cleaned(common.settings(), paths, alone)):
        found.add(item.article is not None)
        if common.as_json:
            out.json(_as_object(item))
        elif item.article is None:
            out.error_line(_refusal(item))
        elif explain is not None:
            _print_line(out, item, item.article, explain, common.settings().own_rules)
        elif view == "diff":
            _print_diff(out, item, item.article)
        else:
            _print_text(out, item, item.article, is_only)
    if found == {False}:
        click.get_current_context().exit(_NOTHING_CLEANED)


@dataclass(frozen=True, slots=True)
class _Cleaned:
    """One record: the article, or why there is none."""

    path: str
    record_no: int
    article: Article | None
    reject: Reject | None = None


def _cleaned(settings: Settings, paths: tuple[str, ...], alone: bool) -> Iterator[_Cleaned]:
    from transforms.record import RawDocument
    from transforms.steps import EditOptions, edit_all

    options = EditOptions(datetime.now(UTC).date(), settings.own_rules)
    with records_of(settings, paths) as records:
        survey = None if alone else _survey(records(), options.rules)
        number = 0
        for batch in _batches(records()):
            documents = [item for _, item in batch if isinstance(item, RawDocument)]
            last = number + len(documents)
            seen = [survey.seen(place) if survey else None for place in range(number, last)]
            number = last
            edited = iter(edit_all(documents, options, seen))
            for place, item in batch:
                found = next(edited) if isinstance(item, RawDocument) else item
                yield _as_cleaned(place, item.record_no, found)


def _as_cleaned(place: str, record_no: int, found: Article | Reject) -> _Cleaned:
    from transforms.record import Reject

    if isinstance(found, Reject):
        return _Cleaned(place, record_no, None, found)
    return _Cleaned(place, record_no, found)


def _batches(records: Iterator[Record]) -> Iterator[list[Record]]:
    """The records in their order, as many at once as are judged together."""
    from transforms.clean.strip import PAGES_AT_ONCE
    from transforms.record import RawDocument

    batch: list[Record] = []
    chars = 0
    for record in records:
        batch.append(record)
        chars += len(record[1].text) if isinstance(record[1], RawDocument) else 0
        if len(batch) >= PAGES_AT_ONCE or chars >= _CHARS_AT_ONCE:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch


def _survey(records: Iterator[Record], rules: Sequence[OwnRule]) -> Survey | None:
    """The lines of all pages, counted; None: there is only one page."""
    from transforms.clean.repetition import remember
    from transforms.clean.signals import read_pages
    from transforms.clean.strip import judge_all
    from transforms.clean.survey import Survey
    from transforms.record import RawDocument

    found = []
    for batch in _batches(records):
        documents = [item for _, item in batch if isinstance(item, RawDocument)]
        pages = read_pages(documents)
        for page, verdicts in zip(pages.pages, judge_all(pages, rules=rules), strict=True):
            found.append(remember(page, verdicts, _site(page.document)))
    return Survey(found) if len(found) > 1 else None


def _site(document: RawDocument) -> str:
    from transforms.identity import source_of

    _, domain, name = source_of(document)
    return domain or name or ""


def _with_only(items: Iterator[_Cleaned]) -> Iterator[tuple[_Cleaned, bool]]:
    """Each record, and whether it is the only one."""
    first = next(items, None)
    if first is None:
        return
    second = next(items, None)
    yield first, second is None
    if second is not None:
        yield second, False
    for item in items:
        yield item, False


def _as_object(item: _Cleaned) -> dict[str, Any]:
    head: dict[str, Any] = {"path": item.path, "record_no": item.record_no}
    if item.article is None:
        reject = item.reject
        reason = {} if reject is None else {n: getattr(reject, n) for n in _REJECT_NAMES}
        return head | {"reject": reason}
    article = item.article
    return head | {
        "title": article.title.value if article.title else None,
        "text": article.text,
        "lines": [{name: getattr(line, name) for name in _LINE_NAMES} for line in article.lines],
    }


_REJECT_NAMES = ("step", "reason", "detail")
_LINE_NAMES = ("line_no", "kind", "is_kept", "score", "rule", "reason")


def _refusal(item: _Cleaned) -> str:
    from transforms.display import visible

    reject = item.reject
    why = f"{reject.reason}: {reject.detail}" if reject else "no article"
    return visible(f"{item.path}, record {item.record_no}: {why}", one_line=True)


def _print_head(out: Output, item: _Cleaned) -> None:
    from transforms.display import visible

    title = item.article.title if item.article else None
    name = f"{item.path}, record {item.record_no}"
    shown = f"{name}: {title.value}" if title else f"{name}: title not stated"
    out.line(out.style(f"── {visible(shown, one_line=True)}", "bold"))


def _print_text(out: Output, item: _Cleaned, article: Article, is_only: bool) -> None:
    from transforms.display import visible

    if not is_only:
        _print_head(out, item)
    out.line(visible(article.text))
    if not is_only:
        out.line()


def _rows(lines: tuple[Line, ...]) -> list[dict[str, Any]]:
    names = (*_LINE_NAMES, "raw_text", "text_start")
    return [{name: getattr(line, name) for name in names} for line in lines]


def _print_diff(out: Output, item: _Cleaned, article: Article) -> None:
    from flows.cli.article import print_lines
    from flows.cli.grid import counted

    _print_head(out, item)
    lines = article.lines
    print_lines(out, {"lines": _rows(lines)})
    filled = [line for line in lines if line.kind != "blank"]
    kept = sum(line.is_kept for line in filled)
    out.line(
        out.style(f"{counted(kept, 'line')} kept (+), {len(filled) - kept:,} removed (-)", "dim")
    )
    out.line()


def _print_line(
    out: Output, item: _Cleaned, article: Article, line_no: int, rules: Sequence[OwnRule]
) -> None:
    """Prints one line between its neighbours, and all that is known of the verdict on it."""
    from flows.cli.article import print_lines
    from flows.cli.listing import print_fields
    from transforms.clean.strip import account

    _print_head(out, item)
    lines = article.lines
    if line_no > len(lines):
        out.error_line(f"there is no line {line_no}; the last one is {len(lines)}")
        return
    line = lines[line_no - 1]
    print_lines(out, {"lines": _rows(lines[max(line_no - 3, 0) : line_no + 2])})
    out.line()
    place = None
    if line.text_start is not None:
        place = f"{line.text_start} to {line.text_end} of the clean text"
    print_fields(
        out,
        {
            "line": line.line_no,
            "kind": line.kind,
            "verdict": "kept" if line.is_kept else "removed",
            "rule": line.rule,
            "reason": line.reason,
            "confidence": line.score,
            "raw text": f"{line.raw_start} to {line.raw_end} of the raw text",
            "clean text": place,
        },
    )
    found = account(article.document, line_no, rules)
    if found is None:
        return
    out.line()
    out.line(out.style("What the line model weighed, in log odds: above 0 for text", "bold"))
    for theme, weight in found.themes.items():
        if abs(weight) >= _LEAST_WEIGHT:
            out.line(f"  {weight:+6.2f}  {theme}")
    out.line()
    out.line(out.style("Signals", "bold"))
    print_fields(out, found.signals)
