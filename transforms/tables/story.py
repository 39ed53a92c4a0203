"""What does the warehouse hold of how articles relate? Filled by the corpus steps."""

from __future__ import annotations

from transforms.schema import Column, Table
from transforms.tables.common import article_ref, entity_ref, optional, span

NEAR_DUPLICATES = Table(
    "near_duplicates",
    grain="one row per pair of articles that share text; left_id < right_id",
    key=("left_id", "right_id"),
    article_key=None,
    filled_by="corpus",
    columns=(
        Column("left_id", "id", "One article.", references="articles.article_id"),
        Column("right_id", "id", "The other.", references="articles.article_id"),
        Column("copy_kind", "text", "How they relate."),
        Column("similarity", "share", "Shared shingles by all shingles of both."),
        Column("containment_left", "share", "Share of the left text found in the right."),
        Column("containment_right", "share", "Share of the right text found in the left."),
    ),
)

DUPLICATE_CLUSTERS = Table(
    "duplicate_clusters",
    grain="one row per group of copies",
    key=("cluster_id",),
    article_key=None,
    filled_by="corpus",
    columns=(
        Column("cluster_id", "id", "Stable id."),
        Column("canonical_article_id", "id", "Its fullest copy.", references="articles.article_id"),
        Column(
            "origin_article_id",
            "id",
            "First publisher's copy.",
            null=True,
            references="articles.article_id",
        ),
        Column("article_count", "count", "Copies."),
    ),
)

STORIES = Table(
    "stories",
    grain="one row per story",
    key=("story_id",),
    article_key=None,
    filled_by="corpus",
    columns=(
        Column("story_id", "id", "Stable id."),
        Column("title", "text", "Title of its most central article.", null=True),
        Column("article_count", "count", "Articles."),
        Column("source_count", "count", "Outlets."),
        *optional(
            "instant",
            ("first_published_at", "Earliest publication (UTC)."),
            ("last_published_at", "Latest publication (UTC)."),
        ),
    ),
)

STORY_ARTICLES = Table(
    "story_articles",
    grain="one row per article of a story",
    key=("story_id", "article_id"),
    article_key=None,
    filled_by="corpus",
    columns=(
        Column("story_id", "id", "The story.", references="stories.story_id"),
        article_ref(),
        Column("score", "share", "How well it fits."),
    ),
)

QUOTE_CLUSTERS = Table(
    "quote_clusters",
    grain="one row per saying, with all its variants",
    key=("cluster_id",),
    article_key=None,
    filled_by="corpus",
    columns=(
        Column("cluster_id", "id", "Stable id."),
        Column("canonical_text", "text", "Its fullest variant."),
        entity_ref("speaker_entity_id", "The speaker."),
        Column("quote_count", "count", "Quotations."),
        Column("article_count", "count", "Articles."),
        Column("variant_count", "count", "Different wordings."),
        Column("is_speaker_disputed", "flag", "Articles name different speakers."),
    ),
)

CLAIMS = Table(
    "claims",
    grain="one row per statement that the articles of a story make",
    key=("claim_id",),
    article_key=None,
    filled_by="corpus",
    columns=(
        Column("claim_id", "id", "Stable id."),
        Column("story_id", "id", "The story.", references="stories.story_id"),
        Column("event_cluster_id", "id", "The event it is about.", null=True),
        Column("claim_key", "text", "What is stated, in normal form."),
        Column(
            "verdict",
            "text",
            "How the articles relate on it.",
            choices=("single_source", "agree", "compatible", "conflict", "superseded"),
        ),
        Column("value_count", "count", "Different values."),
        Column("article_count", "count", "Articles that state it."),
        Column("independent_count", "count", "Of independent origin among them."),
    ),
)

CLAIM_SUPPORT = Table(
    "claim_support",
    grain="one row per place that supports or opposes a claim",
    key=("claim_id", "article_id", "start_char", "end_char"),
    article_key=None,
    filled_by="corpus",
    columns=(
        Column("claim_id", "id", "The claim.", references="claims.claim_id"),
        article_ref(),
        Column("value_text", "text", "The value as it stands there.", null=True),
        Column("stance", "text", "Whether it supports the claim."),
        *optional(
            "id",
            ("figure_id", "Evidence, if a figure."),
            ("event_id", "Evidence, if an event."),
            ("quote_id", "Evidence, if a quotation."),
            ("date_id", "Evidence, if a date."),
        ),
        *span("the evidence"),
    ),
)

TABLES = (
    NEAR_DUPLICATES,
    DUPLICATE_CLUSTERS,
    STORIES,
    STORY_ARTICLES,
    QUOTE_CLUSTERS,
    CLAIMS,
    CLAIM_SUPPORT,
)
