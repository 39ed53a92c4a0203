"""Columns that several tables share, so that one name has one meaning."""

from __future__ import annotations

from transforms.schema import Column, Kind


def article_ref(null: bool = False) -> Column:
    """The article that a row belongs to."""
    return Column("article_id", "id", "The article.", null=null, references="articles.article_id")


def entity_ref(name: str, doc: str) -> Column:
    """A resolved entity; NULL when it was not resolved."""
    return Column(name, "id", doc, null=True, references="entities.entity_id")


def span(doc: str, *, null: bool = False, prefix: str = "") -> tuple[Column, Column]:
    """`<prefix>start…` and `<prefix>end…`: half-open code points in `articles.text`."""
    start, end = (f"{prefix}_start", f"{prefix}_end") if prefix else ("start_char", "end_char")
    return (
        Column(start, "offset", f"Start of {doc} in articles.text.", null=null, unit="code points"),
        Column(end, "offset", f"End of {doc}, exclusive.", null=null, unit="code points"),
    )


def method(null: bool = False) -> tuple[Column, Column]:
    """How a value was made, and how sure that is."""
    return (
        Column("method", "text", "Rule or model, with its version.", null=null),
        Column("confidence", "share", "Probability that the row is right.", null=null),
    )


def optional(kind: Kind, *pairs: tuple[str, str]) -> tuple[Column, ...]:
    """Nullable columns of one kind, from (name, sentence) pairs."""
    return tuple(Column(name, kind, doc, null=True) for name, doc in pairs)


RUN = Column("run_id", "text", "The run that wrote the row.")

PRECISIONS = ("year", "month", "week", "day", "hour", "minute", "second")
STATUSES = ("asserted", "denied", "attributed", "hedged", "conditional", "future", "question")
