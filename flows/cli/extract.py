"""`copydesk extract`: what do these clean texts state?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from flows.cli.inputs import records_of
from flows.cli.options import Common, common_options
from flows.cli.stated import bounds, unit_of

if TYPE_CHECKING:
    from flows.cli.console import Output
    from flows.cli.inputs import Record
    from flows.settings import Settings
    from transforms.language.prose import Reader
    from transforms.record import Article, RawDocument, Reject

_NOTHING_READ = 3
_TEXTS_AT_ONCE = 64
ENGLISH, ASSUMED = "en", "assumed"
"""As which language a text is read that is too short to tell its own; none is claimed for it."""
EXTRACTED = ("mentions", "quotes", "dates", "figures", "events")
"""Tables whose rows are shown."""


@click.command(
    epilog="""\b
Examples:
  copydesk extract story.txt
  copydesk extract texts.jsonl --json > stated.jsonl
  copydesk extract story.txt --date 2024-03-12
  cat story.txt | copydesk extract - --json

\b
--json writes one object per text and line of output: id (the record's own, else its
path), path, record_no, published_at, language, language_pipeline, steps, and the rows
of mentions, quotes, dates, figures and events with the columns of the tables of these
names; starts and ends count code points of the given text. For a record without a text:
path, record_no and reject. It ends with 3 where no text was found at all."""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="When texts were published that do not say so.",
)
@common_options
def extract(common: Common, paths: tuple[str, ...], day: datetime | None) -> None:
    """Extract what clean texts state: names, quotations, dates, figures, events.

    PATH is a text file, JSON lines with id, text and, where it is known, date, or
    anything else that `run` reads; - is stdin. From the date of publication days such
    as "Monday" are counted; without one they stay unresolved. Nothing is stored, and
    nothing is cleaned: every line counts as text. A text too short to tell its language
    is read as English.
    """
    from flows.cli.console import output
    from flows.cli.grid import counted

    out = output(common)
    found: Counter[bool] = Counter()
    for path, item in _read(common.settings(), paths, day.date() if day else None):
        told = _as_object(path, item)
        found["reject" not in told] += 1
        if common.as_json:
            out.json(told)
        else:
            _print(out, told)
    if found[False]:
        records = counted(found[False], "record")
        out.note(f"{records} of {found.total()} without a text; --json says why for each")
    if not found[True]:
        if not found:
            out.note("no record there")
        click.get_current_context().exit(_NOTHING_READ)


def _read(
    settings: Settings, paths: tuple[str, ...], day: date | None
) -> Iterator[tuple[str, Article | Reject]]:
    """Every record, read; `day`: of publication of those that state none."""
    from transforms.language.prose import Reader

    reader = Reader(settings.language.pipeline)
    today = datetime.now(UTC).date()
    given = replace(settings, decode=replace(settings.decode, as_given=True))
    with records_of(given, paths) as records:
        stream = records()
        while batch := list(islice(stream, _TEXTS_AT_ONCE)):
            yield from _read_batch(
                [(path, _dated(item, day)) for path, item in batch], reader, today
            )


def _dated(item: RawDocument | Reject, day: date | None) -> RawDocument | Reject:
    """The record with the given day, if it states none."""
    from transforms.record import Claim, RawDocument

    if day is None or not isinstance(item, RawDocument) or item.claim("published"):
        return item
    claim = Claim("published", day.isoformat(), "option:date", 1.0)
    return replace(item, claims=(*item.claims, claim))


def _read_batch(
    batch: Sequence[Record], reader: Reader, today: date
) -> Iterator[tuple[str, Article | Reject]]:
    """The records of a batch in their order, read together."""
    from transforms.language.identify import identify_language
    from transforms.record import Candidate, RawDocument
    from transforms.steps import as_clean

    clean = [as_clean(item, today) for _, item in batch if isinstance(item, RawDocument)]
    assumed = Candidate(ENGLISH, ASSUMED, 0.0, raw="")
    told = [replace(a, language=identify_language(a.text) or assumed) for a in clean]
    read = iter(reader.read(told))
    for path, item in batch:
        yield path, next(read) if isinstance(item, RawDocument) else item


def _as_object(path: str, item: Article | Reject) -> dict[str, Any]:
    """What `--json` writes of a record."""
    from transforms.frames import CHILD_ROWS
    from transforms.record import Reject

    if isinstance(item, Reject):
        told = {"step": item.step, "reason": item.reason, "detail": item.detail}
        return {"path": path, "record_no": item.record_no, "reject": told}
    own, language = item.document.claim("external_id"), item.language
    return {
        "id": own.value if own else path,
        "path": path,
        "record_no": item.document.record_no,
        "published_at": _published(item),
        "language": language.value if language and language.method != ASSUMED else None,
        "language_pipeline": item.language_pipeline,
        "steps": list(item.language_steps),
        **{name: [_shown(row) for row in CHILD_ROWS[name](item)] for name in EXTRACTED},
    }


def _published(article: Article) -> str | None:
    """When the article was published, no more exactly than it is known."""
    moment = article.published
    if moment is None:
        return None
    is_exact = moment.precision in ("hour", "minute", "second")
    return moment.at.isoformat() if is_exact else moment.at.date().isoformat()


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with its ids as people see them."""
    from transforms.ids import show_id

    return {
        name: show_id(value) if name.endswith("_id") and value is not None else value
        for name, value in row.items()
    }


def _print(out: Output, told: Mapping[str, Any]) -> None:
    """One text for people: who is named, who said what, which dates."""
    from transforms.display import visible

    out.line(out.style(visible(str(told.get("id", told["path"]))), "bold"))
    if "reject" in told:
        out.line(f"  {visible(told['reject']['detail'])}")
        return
    if "names" not in told["steps"]:
        language = told["language"] or "unknown"
        out.line(f"  language {language}: only dates were read; the rest is read in English texts")
    for (label, name), count in _counted(told["mentions"]).items():
        out.line(f"  {label.lower():<7} {visible(name)}{f' ({count} times)' if count > 1 else ''}")
    for quote in told["quotes"]:
        who = quote["speaker_name"] or quote["speaker_text"] or "speaker unknown"
        words = " ".join(visible(quote["text"]).split())
        via = f" (via {visible(quote['via_text'])})" if quote["via_text"] else ""
        out.line(f"  {quote['quote_kind']:<8} {visible(who)}: {words}{via}")
    for found in told["dates"]:
        value = found["value_from"] or "not resolved"
        out.line(f"  date     {visible(found['text'])}: {value}")
    for figure in told["figures"]:
        noun = figure["counted_noun"] or unit_of(figure)
        out.line(
            f"  {figure['figure_kind']:<8} {visible(figure['text'])} [{bounds(figure)}] {noun}"
        )
    for event in told["events"]:
        parts = [event["who_text"], event["trigger_text"], event["whom_text"]]
        words = " ".join(visible(part) for part in parts if part)
        out.line(f"  {event['event_type'].lower():<8} {words} ({event['status']})")
    out.line()


def _counted(mentions: Iterable[Mapping[str, Any]]) -> Counter[tuple[str, str]]:
    """How often each entity is mentioned, in the order in which it first is."""
    return Counter((row["label"], row["entity_name"] or row["text"]) for row in mentions)
