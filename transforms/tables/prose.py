"""What does the warehouse hold of what the prose states? Filled by the language steps."""

from __future__ import annotations

from transforms.schema import Column, Table
from transforms.tables.common import (
    RUN,
    STATUSES,
    article_ref,
    entity_ref,
    method,
    optional,
    span,
)

SENTENCE = Column("sentence_no", "count", "Sentence it starts in.", null=True, low=1)
STATUS = Column("status", "text", "How the text states it.", null=True, choices=STATUSES)
NEGATED = Column("is_negated", "flag", "Whether it is said not to be so.", null=True)

FIGURE_KINDS = ("count", "age", "duration", "money", "share", "quantity", "ordinal")

PLACE_KINDS = ("country", "region", "town")
PLACE_METHODS = (
    "country_name",
    "region_name",
    "only_town",
    "largest_town",
    "other_name",
    "ambiguous",
)

ENTITIES = Table(
    "entities",
    grain="one row per person, organisation, place or other named thing",
    key=("entity_id",),
    article_key=None,
    filled_by="prose",
    columns=(
        Column("entity_id", "id", "Stable id."),
        Column("label", "text", "Entity type."),
        Column("name", "text", "Name shown to people."),
        Column("article_count", "count", "Articles that mention it."),
        Column("mention_count", "count", "Mentions of it."),
        Column("is_locked", "flag", "A person decided; no run changes it."),
    ),
)

ALIASES = Table(
    "aliases",
    grain="one row per way of writing an entity's name",
    key=("entity_id", "alias_norm"),
    article_key=None,
    filled_by="prose",
    columns=(
        Column("entity_id", "id", "The entity.", references="entities.entity_id"),
        Column("alias", "text", "As written most often."),
        Column("alias_norm", "text", "Case-folded, without marks and punctuation."),
        Column("use_count", "count", "Mentions that use it."),
    ),
)

PLACES = Table(
    "places",
    grain="one row per entity with label GPE or LOC whose name the gazetteer knows",
    key=("entity_id",),
    article_key=None,
    filled_by="prose, with the extra `places`",
    columns=(
        Column("entity_id", "id", "The entity.", references="entities.entity_id"),
        Column(
            "place_kind",
            "text",
            "What it is; NULL where places of several kinds bear the name.",
            null=True,
            choices=PLACE_KINDS,
        ),
        *optional(
            "text",
            ("country_code", "ISO 3166-1 alpha-2; NULL where several countries have the name."),
            ("country_fips", "FIPS 10-4 code of the country, as GDELT writes it."),
            ("admin1_code", "GeoNames' code of the part of the country; of US states two letters."),
        ),
        Column(
            "latitude",
            "number",
            "Degrees north, WGS 84; NULL: not known, as of countries and regions.",
            null=True,
            low=-90,
            high=90,
            unit="degrees",
        ),
        Column(
            "longitude",
            "number",
            "Degrees east, WGS 84.",
            null=True,
            low=-180,
            high=180,
            unit="degrees",
        ),
        *optional("id", ("geoname_id", "Number in GeoNames; NULL where no place was chosen.")),
        Column("candidate_count", "count", "Places of that name in the gazetteer.", low=1),
        Column(
            "population_share",
            "share",
            "Share of the chosen town among the people of all towns of that name.",
            null=True,
        ),
        Column("method", "text", "How the place was chosen.", choices=PLACE_METHODS),
        Column("gazetteer", "text", "Package and version; its data: GeoNames, CC BY 4.0."),
    ),
)

MENTIONS = Table(
    "mentions",
    grain="one row per mention of an entity",
    key=("mention_id",),
    filled_by="prose",
    columns=(
        Column("mention_id", "id", "Stable id."),
        article_ref(),
        entity_ref("entity_id", "The entity; NULL when not resolved."),
        SENTENCE,
        *span("the mention"),
        Column("text", "text", "The mention."),
        Column("label", "text", "Entity type."),
        Column(
            "mention_kind",
            "text",
            "Form of the mention.",
            choices=("name", "nominal", "pronoun"),
        ),
        *optional(
            "text",
            ("entity_name", "The entity's fullest name in this article."),
            ("entity_method", "How the mention was joined to it."),
        ),
        Column("entity_confidence", "share", "Share of such joins that are right.", null=True),
        *optional(
            "text",
            ("title_prefix", "Titles and offices directly before a name."),
            ("role_text", "What the text says beside a person's name that this person is."),
        ),
        *span("the role", null=True, prefix="role"),
        Column("method", "text", "Pipeline that read it, with its version."),
        Column(
            "confidence",
            "share",
            "Probability that it is such a name; NULL when the pipeline tells none.",
            null=True,
        ),
        RUN,
    ),
)

QUOTES = Table(
    "quotes",
    grain="one row per quotation",
    key=("quote_id",),
    filled_by="prose",
    columns=(
        Column("quote_id", "id", "Stable id."),
        article_ref(),
        SENTENCE,
        *span("the quotation"),
        Column("text", "text", "The quotation."),
        Column(
            "quote_kind",
            "text",
            "How it is quoted.",
            choices=("direct", "indirect", "mixed", "block", "headline"),
        ),
        *optional("text", ("speaker_text", "Words that name the speaker.")),
        *span("the speaker", null=True, prefix="speaker"),
        entity_ref("speaker_entity_id", "The speaker."),
        *optional(
            "text",
            ("speaker_name", "Speaker's full name as the article gives it."),
            ("speaker_method", "How the speaker was found."),
            ("cue", "Words that mark the speech."),
        ),
        *span("the cue", null=True, prefix="cue"),
        *optional("text", ("via_text", "Medium that it was said to.")),
        *span("the medium", null=True, prefix="via"),
        Column(
            "cluster_id",
            "id",
            "Variants of one saying.",
            null=True,
            references="quote_clusters.cluster_id",
        ),
        *method(),
        RUN,
    ),
)

FIGURES = Table(
    "figures",
    grain="one row per number with its meaning",
    key=("figure_id",),
    filled_by="prose",
    columns=(
        Column("figure_id", "id", "Stable id."),
        article_ref(),
        SENTENCE,
        *span("the figure"),
        Column("text", "text", "The figure, with what bounds it and its unit."),
        Column("figure_kind", "text", "What kind of number it is.", choices=FIGURE_KINDS),
        *optional(
            "number",
            ("value", "Stated value; NULL for a bare range."),
            ("value_min", "Least value it can mean; NULL: open."),
            ("value_max", "Greatest value it can mean; NULL: open."),
        ),
        *optional(
            "text",
            ("qualifier", "Words that bound it."),
            ("unit", "Unit of the value."),
            ("currency", "ISO 4217 code."),
            ("counted_noun", "What is counted."),
        ),
        entity_ref("subject_entity_id", "Whom or what it is said of."),
        *optional("text", ("subject_name", "Its fullest name in this article.")),
        STATUS,
        NEGATED,
        *method(),
        RUN,
    ),
)

EVENTS = Table(
    "events",
    grain="one row per event that a sentence states",
    key=("event_id",),
    filled_by="prose",
    columns=(
        Column("event_id", "id", "Stable id."),
        article_ref(),
        SENTENCE,
        Column("trigger_text", "text", "Word that states the event."),
        Column("trigger_lemma", "text", "Its lemma."),
        *span("the trigger", prefix="trigger"),
        Column("event_type", "text", "PLOVER type."),
        *optional("text", ("who_text", "Words that name the actor.")),
        entity_ref("who_entity_id", "The actor."),
        *optional("text", ("whom_text", "Words that name the target.")),
        entity_ref("whom_entity_id", "The target."),
        *optional("text", ("where_text", "Words that name the place.")),
        entity_ref("where_entity_id", "The place."),
        *optional("date", ("when_from", "First day."), ("when_to", "Last day.")),
        STATUS,
        NEGATED,
        *optional("text", ("attributed_to", "Who is said to have said so.")),
        Column("event_cluster_id", "id", "Same event in other articles.", null=True),
        *method(),
        RUN,
    ),
)

TABLES = (ENTITIES, ALIASES, PLACES, MENTIONS, QUOTES, FIGURES, EVENTS)
