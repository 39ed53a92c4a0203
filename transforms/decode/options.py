"""Which limits and field names does decoding keep to?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from transforms.errors import UsageError

CLAIM_NAMES = (
    "text",
    "html",
    "url",
    "canonical_url",
    "external_id",
    "title",
    "dek",
    "author",
    "section",
    "published",
    "modified",
    "fetched",
    "source_name",
    "domain",
    "language",
    "tag",
)
"""What a record's keys can be mapped to: the claims of `Claim.name`, plus the content."""


@dataclass(frozen=True, slots=True)
class DecodeOptions:
    """Limits and the user's field mapping.

    Sizes are bytes. What is larger, deeper or more numerous is refused with a named
    reason; it never costs more than the limit.

    Args:
        max_text_bytes: One whole-file document (txt, md, html, json, feed) or one
            record of a file of records.
        max_lines: Lines of one document's text. Each is a row of `lines`; the longest
            of 1,196 plain-text development pages, menus and all, has 673.
        max_expanded_bytes: All that comes out of one compressed file, its nested
            archives included. Files of records are streamed, so this bounds time, not
            memory.
        max_ratio: Expanded by compressed size; news text compresses 3 to 10 times.
        ratio_free_bytes: Expanded size up to which `max_ratio` does not apply.
        max_members: Members of one archive, nested ones included.
        max_depth: Archives within archives.
        max_layers: Compressions around one stream (`.txt.gz.gz` has two).
        max_buffered_bytes: A Parquet file or archive that lies inside another file
            and must be held in memory, because its reader jumps about in it.
        max_html_depth: Nesting up to which a page's body is looked for.
        max_html_elements: Elements up to which a page's body is looked for; the
            extractors need seconds beyond it.
        max_html_bytes: Page size up to which a page's body is looked for.
        fields: Own mapping, tried first: name from `CLAIM_NAMES` to record keys.
        as_given: Texts stay as they are, so that offsets into them hold: nothing is repaired, and
            a record's text with markup is no page.
    """

    max_text_bytes: int = 20_000_000
    max_lines: int = 50_000
    max_expanded_bytes: int = 4_000_000_000
    max_ratio: int = 100
    ratio_free_bytes: int = 1_000_000
    max_members: int = 1_000
    max_depth: int = 2
    max_layers: int = 3
    max_buffered_bytes: int = 64_000_000
    max_html_depth: int = 400
    max_html_elements: int = 40_000
    max_html_bytes: int = 4_000_000
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    as_given: bool = False

    def __post_init__(self) -> None:
        """Refuses limits below 1 and unknown claim names."""
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, int) and not isinstance(value, bool) and value < 1:
                raise UsageError(
                    f"decode.{each.name}", f"{value} is below 1", "give a number from 1 up"
                )
        unknown = sorted(set(self.fields) - set(CLAIM_NAMES))
        if unknown:
            raise UsageError(
                "decode.fields",
                f"unknown names {unknown}",
                f"use one of {', '.join(CLAIM_NAMES)}",
            )
