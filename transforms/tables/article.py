"""What does the warehouse hold of an article itself?"""

from __future__ import annotations

from transforms.schema import Column, Table
from transforms.tables.common import (
    PRECISIONS,
    RUN,
    article_ref,
    entity_ref,
    method,
    optional,
    span,
)

LINE_KINDS = (
    "body",
    "subhead",
    "list_item",
    "quote_block",
    "title",
    "dek",
    "byline",
    "dateline",
    "date",
    "source_line",
    "section",
    "blank",
    "repeated_title",
    "repeated_dek",
    "keywords",
    "hashtags",
    "reading_time",
    "counter",
    "share_buttons",
    "page_tools",
    "comment_prompt",
    "comment",
    "related_head",
    "related_link",
    "newsletter_prompt",
    "ad_note",
    "subscription_note",
    "cookie_notice",
    "copyright",
    "credit",
    "caption",
    "author_note",
    "navigation",
    "player_chrome",
    "embed",
    "archive_toolbar",
    "machine_text",
    "markup",
    "repeated_line",
    "other_furniture",
)
"""Every kind a raw line can have. The kinds up to `section` can be kept."""

ARTICLES = Table(
    "articles",
    grain="one row per current article",
    key=("article_id",),
    columns=(
        Column("article_id", "id", "Stable id: of the URL, the source's own id, or the content."),
        Column("file_id", "id", "File it was read from.", references="ops.files.file_id"),
        Column("record_no", "count", "Position of the record in its file, from 0."),
        Column("external_id", "text", "The record's own id, where the input has one.", null=True),
        Column("source_id", "id", "Outlet.", null=True, references="sources.source_id"),
        Column("url", "text", "Address, as the input states it.", null=True),
        Column("title", "text", "Title; never made from the first sentence.", null=True),
        Column("title_method", "text", "What the title was read from.", null=True),
        Column("title_confidence", "share", "Probability that the title is right.", null=True),
        Column("dek", "text", "Summary line under the title.", null=True),
        Column("section", "text", "Section of the outlet.", null=True),
        Column("language", "text", "ISO 639-1 code of the text's language.", null=True),
        Column("language_confidence", "share", "Probability of that language.", null=True),
        Column("language_pipeline", "text", "What read the prose, with its version.", null=True),
        Column(
            "language_steps",
            "text",
            "What it read of it, with blanks between: sentences, names. Not listed: not done.",
            null=True,
        ),
        Column("published_at", "instant", "Publication (UTC), if the input states it.", null=True),
        Column(
            "published_precision",
            "text",
            "How much of the date was given.",
            null=True,
            choices=PRECISIONS,
        ),
        Column("published_method", "text", "What the date was read from.", null=True),
        Column("published_confidence", "share", "Probability that the date is right.", null=True),
        Column("published_raw", "text", "The date as it stood in the input.", null=True),
        Column("modified_at", "instant", "Last change (UTC), if the input states it.", null=True),
        Column("fetched_at", "instant", "When the crawler got it (UTC), if stated.", null=True),
        Column("dateline_place", "text", "Place in the dateline.", null=True),
        Column("reading_seconds", "count", "Stated reading time.", null=True, unit="seconds"),
        Column(
            "is_truncated", "flag", "True: the text is cut off; NULL: no sign of it.", null=True
        ),
        Column("text", "text", "The clean text; all offsets point into it."),
        Column("char_count", "count", "Length of text.", unit="code points"),
        Column("word_count", "count", "Words in text.", unit="words"),
        Column("sentence_count", "count", "Sentences in text.", unit="sentences"),
        Column("removed_line_count", "count", "Lines not kept, blank ones left out.", unit="lines"),
        Column("removed_share", "share", "removed_line_count by all lines that are not blank."),
        Column("text_sha256", "text", "SHA-256 of text (UTF-8)."),
        Column("raw_sha256", "text", "SHA-256 of the decoded raw text (UTF-8)."),
        Column("content_sha256", "text", "SHA-256 of the raw text and all that the input states."),
        Column("format", "text", "Format that it was decoded from."),
        Column("encoding", "text", "Encoding that it was decoded from.", null=True),
        Column("repairs", "text", "Repairs made while decoding, comma-separated.", null=True),
        Column("version_no", "count", "1 for the first content seen, then 2, 3, …", low=1),
        Column("pipeline_version", "text", "Rules, models and settings that made the row."),
        RUN,
    ),
)

VERSIONS = Table(
    "versions",
    grain="one row per content of an article that is not its current one",
    key=("article_id", "version_no"),
    article_key=None,
    columns=(
        Column("article_id", "id", "The article."),
        Column("version_no", "count", "1 for the first content seen.", low=1),
        Column("file_id", "id", "File it was read from.", references="ops.files.file_id"),
        Column("record_no", "count", "Position of the record in its file, from 0."),
        Column("title", "text", "Its title then.", null=True),
        Column("text", "text", "Its clean text then."),
        Column("raw_text", "text", "Its decoded raw text then."),
        Column("text_sha256", "text", "SHA-256 of text (UTF-8)."),
        Column("raw_sha256", "text", "SHA-256 of raw_text (UTF-8)."),
        Column("content_sha256", "text", "SHA-256 of the raw text and all that the input states."),
        Column("fetched_at", "instant", "When the crawler got it (UTC), if stated.", null=True),
        RUN,
    ),
)

AUTHORS = Table(
    "authors",
    grain="one row per author of an article",
    key=("article_id", "position"),
    columns=(
        article_ref(),
        Column("position", "count", "Order in the byline, from 1.", low=1),
        Column("name", "text", "Name without roles and affiliations."),
        Column("name_raw", "text", "The byline as it stood in the input."),
        entity_ref("entity_id", "The person."),
        *method(),
        RUN,
    ),
)

LINES = Table(
    "lines",
    grain="one row per raw line of an article, kept or removed",
    key=("article_id", "line_no"),
    columns=(
        article_ref(),
        Column("line_no", "count", "Order of the line, from 1.", low=1),
        Column("raw_start", "offset", "Start in the decoded raw text.", unit="code points"),
        Column("raw_end", "offset", "End, without the line feed.", unit="code points"),
        Column("raw_text", "text", "The line; join all by line feeds to get the raw text."),
        Column("kind", "text", "What the line is.", choices=LINE_KINDS),
        Column("is_kept", "flag", "Its content is in text or in a field of its own."),
        Column("text_start", "offset", "Start in articles.text.", null=True, unit="code points"),
        Column("text_end", "offset", "End, exclusive.", null=True, unit="code points"),
        Column("rule", "text", "Rule that decided; docs/rules.md describes it."),
        Column("reason", "text", "The decision in words."),
        Column("score", "share", "Confidence of the decision."),
        Column("word_count", "count", "Its words.", null=True),
        Column(
            "line_hash",
            "id",
            "Hash of its words in lower case, numbers as 0; equal for equal lines of all articles.",
            null=True,
        ),
        RUN,
    ),
)

TAGS = Table(
    "tags",
    grain="one row per tag of an article",
    key=("article_id", "tag_kind", "tag"),
    columns=(
        article_ref(),
        Column("tag", "text", "The tag, without the hash sign."),
        Column(
            "tag_kind",
            "text",
            "Where it comes from.",
            choices=("hashtag", "keyword_line", "publisher", "derived"),
        ),
        Column("line_no", "count", "Raw line it stands in.", null=True, low=1),
        RUN,
    ),
)

LINKS = Table(
    "links",
    grain="one row per link in an article",
    key=("article_id", "link_no"),
    columns=(
        article_ref(),
        Column("link_no", "count", "Order in the article, from 1.", low=1),
        Column("url", "text", "Target."),
        Column("domain", "text", "Host name of the target, without www.", null=True),
        Column("anchor_text", "text", "Linked words.", null=True),
        *span("the linked words", null=True),
        RUN,
    ),
)

SENTENCES = Table(
    "sentences",
    grain="one row per sentence",
    key=("article_id", "sentence_no"),
    columns=(
        article_ref(),
        Column("sentence_no", "count", "Order in the article, from 1.", low=1),
        Column("paragraph_no", "count", "Paragraph it stands in, from 1.", low=1),
        *span("the sentence"),
        RUN,
    ),
)

DATES = Table(
    "dates",
    grain="one row per date expression in the text",
    key=("article_id", "start_char", "end_char"),
    columns=(
        article_ref(),
        *span("the expression"),
        Column("text", "text", "The expression."),
        Column("value_from", "date", "First day it can mean; NULL: not resolved.", null=True),
        Column("value_to", "date", "Last day it can mean.", null=True),
        Column("precision", "text", "How much was given.", null=True, choices=PRECISIONS),
        *optional("text", ("anchor", "What it was resolved against.")),
        *method(),
        RUN,
    ),
)

SOURCES = Table(
    "sources",
    grain="one row per outlet",
    key=("source_id",),
    article_key=None,
    columns=(
        Column("source_id", "id", "Stable id of the domain or, without one, of the name."),
        Column("domain", "text", "Host name without www.", null=True),
        Column("name", "text", "Name, as the input states it.", null=True),
        Column("first_seen_at", "instant", "Start of the first run that saw it (UTC)."),
        Column("last_seen_at", "instant", "Start of the last run that saw it (UTC)."),
    ),
)

TABLES = (ARTICLES, VERSIONS, AUTHORS, LINES, TAGS, LINKS, SENTENCES, DATES, SOURCES)
