"""What passes between the steps?

bytes -> `RawDocument` -> `Article` -> frames. All are values: a step returns a
new one and never changes what it was given. Offsets are 0-based half-open code
points everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Claim:
    """What an input states about its article: a feed's date, a page's og:title.

    Args:
        name: `url`, `canonical_url`, `external_id`, `title`, `dek`, `author`
            (one claim per person, in order), `section`, `published`, `modified`,
            `fetched`, `source_name`, `domain`, `language`, `tag`.
        value: As it stands in the input; dates are parsed later.
        method: Where it stood: `jsonld`, `og`, `meta`, `h1`, `field:maintext`, …
        confidence: Probability that it is right, from 0 to 1.
    """

    name: str
    value: str
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class RawLink:
    """A link of the input: its target, words, and the raw line that it stands in.

    `line_no` counts from 0 over `RawDocument.text` split at line feeds; None when
    the place is not known.
    """

    url: str
    anchor_text: str
    line_no: int | None


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One article as it came in, decoded and nothing more.

    Args:
        record_no: Position in its file, from 0.
        text: The decoded raw text. Its lines, split at line feeds only, are the
            ledger; joined again they are this text, character for character.
            From HTML it is the page's visible text, one line per block.
        format: `txt`, `md`, `html`, `json`, `jsonl`, `csv`, `tsv`, `parquet`,
            `warc`, `rss`, `atom`.
        claims: What the input states, best first within one name.
        links: Links of the input.
        body_lines: Numbers (from 0) of the lines that an HTML extractor takes for
            the article's body; None when no extractor ran.
        heading_lines: Numbers (from 0) of lines that the markup calls headings.
        member: Path inside an archive, None outside of one.
        encoding: Encoding that the bytes were read with; None when already text.
        encoding_confidence: Probability of that encoding.
        repairs: Names of repairs made while decoding, in order: `mojibake`,
            `lone_surrogates`, `undecodable_bytes`, `cr_line_ends`.
        article_id: Its article, where that is known by now (`transforms.identity`).
    """

    record_no: int
    text: str
    format: str
    claims: tuple[Claim, ...] = ()
    links: tuple[RawLink, ...] = ()
    body_lines: frozenset[int] | None = None
    heading_lines: frozenset[int] = frozenset()
    member: str | None = None
    encoding: str | None = None
    encoding_confidence: float | None = None
    repairs: tuple[str, ...] = ()
    article_id: int | None = None

    def claim(self, name: str) -> Claim | None:
        """The best claim called `name`, or None."""
        return next((claim for claim in self.claims if claim.name == name), None)


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that does not become an article, and why.

    Args:
        step: Stage that refused it: `read`, `decode`, `unpack`, `clean`, …
        reason: Name from docs/outcomes.md: `empty_text`, `binary_content`, …
        detail: The reason in words, with the value.
        record_no: Position in its file, from 0.
        member: Path inside an archive, None outside of one.
        format: Format, as far as it was recognised.
    """

    step: str
    reason: str
    detail: str
    record_no: int = 0
    member: str | None = None
    format: str | None = None


class Line(NamedTuple):
    """One raw line with its verdict. See the table `lines`; `line_no` counts from 1."""

    line_no: int
    raw_start: int
    raw_end: int
    raw_text: str
    kind: str
    is_kept: bool
    rule: str
    reason: str
    score: float
    text_start: int | None = None
    text_end: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a field could take. The best one wins; none is overwritten.

    Args:
        value: The value in normal form.
        method: Rule that found it.
        confidence: Probability that it is right, from 0 to 1.
        raw: As it stood in the input.
        line_no: Raw line it was read from, from 1; None: not from a line.
    """

    value: str
    method: str
    confidence: float
    raw: str
    line_no: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant with the precision it was given in. `at` is UTC, without a zone."""

    at: datetime
    precision: str
    method: str
    confidence: float
    raw: str


@dataclass(frozen=True, slots=True)
class Author:
    """A person of the byline: the name alone, and the words it was read from."""

    name: str
    name_raw: str
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with its kind (see the table `tags`) and raw line, from 1."""

    tag: str
    tag_kind: str
    line_no: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `start_char`, `end_char` give the linked words' place in the clean text."""

    url: str
    domain: str | None
    anchor_text: str | None
    start_char: int | None = None
    end_char: int | None = None


class Sentence(NamedTuple):
    """A sentence's span in the clean text; numbers count from 1."""

    sentence_no: int
    paragraph_no: int
    start_char: int
    end_char: int


class EntityRef(NamedTuple):
    """Who or what a mention means.

    Args:
        entity_id: Id of all that has this label and this name.
        name: The fullest name that the article gives it.
        method: How the mention was joined to it: `full_name`, `surname`, `first_name`,
            `abbreviation`, `short_name`, `name`, `pronoun`.
        confidence: Share of such joins that are right.
    """

    entity_id: int
    name: str
    method: str
    confidence: float


class Mention(NamedTuple):
    """A name or pronoun in the clean text; `label` as in the table `mentions`.

    `confidence` None: not told. `entity` None: not resolved. `title_prefix`: titles and offices
    directly before a person's name. `role`: code points of what the text says beside it that this
    person is.
    """

    start_char: int
    end_char: int
    text: str
    label: str
    sentence_no: int | None
    method: str
    confidence: float | None
    mention_kind: str = "name"
    entity: EntityRef | None = None
    title_prefix: str | None = None
    role: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation in the clean text; spans are (start, end), None where the text has no such words.

    `speaker_entity` None: who speaks is not known by name.
    """

    start_char: int
    end_char: int
    text: str
    sentence_no: int | None
    quote_kind: str
    speaker: tuple[int, int] | None
    speaker_entity: EntityRef | None
    cue: tuple[int, int] | None
    via: tuple[int, int] | None
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A number in the clean text with its meaning; see the table `figures`."""

    start_char: int
    end_char: int
    text: str
    sentence_no: int | None
    figure_kind: str
    value: float | None
    value_min: float | None
    value_max: float | None
    qualifier: str | None
    unit: str | None
    currency: str | None
    counted_noun: str | None
    subject: EntityRef | None
    status: str
    is_negated: bool
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that the clean text says happened; see the table `events`."""

    trigger: tuple[int, int]
    trigger_lemma: str
    sentence_no: int | None
    event_type: str
    who_text: str | None
    who: EntityRef | None
    whom_text: str | None
    whom: EntityRef | None
    where_text: str | None
    where: EntityRef | None
    when_from: date | None
    when_to: date | None
    status: str
    is_negated: bool
    attributed_to: str | None
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date in the clean text. `value_from` None: not resolved."""

    start_char: int
    end_char: int
    text: str
    value_from: date | None
    value_to: date | None
    precision: str | None
    anchor: str | None
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Article:
    """An article on its way through the steps; fields no step has set yet are empty.

    Args:
        document: The input, unchanged.
        lines: One per raw line, in order.
        text: The clean text.
    """

    document: RawDocument
    lines: tuple[Line, ...] = ()
    text: str = ""
    title: Candidate | None = None
    dek: Candidate | None = None
    section: Candidate | None = None
    dateline: Candidate | None = None
    language: Candidate | None = None
    authors: tuple[Author, ...] = ()
    published: Moment | None = None
    modified: Moment | None = None
    fetched: Moment | None = None
    reading_seconds: int | None = None
    is_truncated: bool | None = None
    tags: tuple[Tag, ...] = ()
    links: tuple[Link, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    events: tuple[EventRow, ...] = ()
    language_pipeline: str | None = None
    language_steps: tuple[str, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    word_count: int = 0
