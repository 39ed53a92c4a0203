"""What does the warehouse hold of the runs that made it?

Tables with `is_journal` tell what happened when: two runs over the same input
leave the same facts and a longer journal.
"""

from __future__ import annotations

from transforms.schema import Column, Table
from transforms.tables.common import RUN, optional

OUTCOMES = ("loaded", "unchanged", "duplicate", "quarantined", "rejected")
SEVERITIES = ("critical", "warning", "info")

RUNS = Table(
    "runs",
    grain="one row per run",
    schema="ops",
    key=("run_id",),
    article_key=None,
    is_journal=True,
    columns=(
        Column("run_id", "text", "UUID version 7: sorts by time."),
        Column("command", "text", "The command line."),
        Column("mode", "text", "direct or prefect.", choices=("direct", "prefect")),
        Column(
            "status",
            "text",
            "How it ended.",
            choices=("published", "blocked", "failed", "interrupted"),
        ),
        Column("started_at", "instant", "Start (UTC)."),
        Column("finished_at", "instant", "End (UTC); NULL: it was killed.", null=True),
        Column("code_version", "text", "Version of copydesk."),
        Column("schema_version", "count", "Version of the tables.", low=1),
        Column("pipeline_version", "text", "Rules, models and settings, as one hash."),
        Column("settings_json", "json", "The settings."),
        Column("flow_run_ref", "text", "Prefect's id of the run.", null=True),
        Column("file_count", "count", "Files seen."),
        Column("record_count", "count", "Records seen; the outcomes add up to it."),
        *(Column(f"{o}_count", "count", f"Records that ended as {o}.") for o in OUTCOMES),
        Column("input_bytes", "count", "Bytes read.", unit="bytes"),
        Column("cpu_seconds", "number", "CPU time of all processes.", low=0, unit="seconds"),
        Column("wall_seconds", "number", "Elapsed time.", low=0, unit="seconds"),
        Column("peak_rss_bytes", "count", "Peak memory of the main process.", unit="bytes"),
        Column("message", "text", "Why it ended so.", null=True),
    ),
)

STEPS = Table(
    "steps",
    grain="one row per stage of a run",
    schema="ops",
    key=("run_id", "step_no"),
    article_key=None,
    is_journal=True,
    columns=(
        RUN,
        Column("step_no", "count", "Order, from 1.", low=1),
        Column("step", "text", "Name of the stage."),
        Column("started_at", "instant", "Start (UTC)."),
        Column("wall_seconds", "number", "Elapsed time.", low=0, unit="seconds"),
        Column("cpu_seconds", "number", "CPU time, workers included.", low=0, unit="seconds"),
        Column("item_count", "count", "What it worked on: files, records or rows."),
        Column("reused_count", "count", "Of these, taken over from an interrupted run."),
    ),
)

FILES = Table(
    "files",
    grain="one row per content of a file, or of a member of an archive",
    schema="ops",
    key=("file_id",),
    article_key=None,
    columns=(
        Column("file_id", "id", "Stable id of the uri and the content."),
        Column("uri", "text", "Path below the input folder; archive!member for a member."),
        Column("container_uri", "text", "The archive it is a member of.", null=True),
        Column(
            "container_file_id",
            "id",
            "Row of that archive.",
            null=True,
            references="ops.files.file_id",
        ),
        Column("format", "text", "Format that was recognised.", null=True),
        Column("size_bytes", "count", "Size.", unit="bytes"),
        Column("content_sha256", "text", "SHA-256 of the bytes; NULL: unreadable.", null=True),
        Column("record_count", "count", "Records found in it."),
        Column("pipeline_version", "text", "Rules, models and settings that read it last."),
        Column("first_run_id", "text", "Run that saw it first."),
        Column("last_run_id", "text", "Run that read it last."),
    ),
)

RECORDS = Table(
    "records",
    grain="one row per record and run: what became of it",
    schema="ops",
    key=("run_id", "file_id", "record_no"),
    article_key=None,
    is_journal=True,
    columns=(
        RUN,
        Column("file_id", "id", "The file.", references="ops.files.file_id"),
        Column("record_no", "count", "Position of the record in its file, from 0."),
        Column("outcome", "text", "What became of it.", choices=OUTCOMES),
        Column("reason", "text", "Why; a name from docs/outcomes.md."),
        Column("detail", "text", "The reason in words, with the value.", null=True),
        Column("article_id", "id", "The article, where there is one.", null=True),
        Column("location", "text", "Absolute path of the file in this run."),
    ),
)

QUARANTINE = Table(
    "quarantine",
    grain="one row per record that is kept out of the facts, and why",
    schema="ops",
    key=("file_id", "record_no", "reason"),
    article_key=None,
    columns=(
        Column("file_id", "id", "The file.", references="ops.files.file_id"),
        Column("record_no", "count", "Position of the record in its file, from 0."),
        Column("article_id", "id", "Id that the article would have.", null=True),
        Column("step", "text", "Stage that kept it out."),
        Column("table_name", "text", "Table of the failing row.", null=True),
        Column("column_name", "text", "Column of the failing row.", null=True),
        Column("reason", "text", "Expectation that failed."),
        Column("severity", "text", "How grave.", choices=SEVERITIES),
        Column("detail", "text", "The failing keys and values, in words."),
        Column("title", "text", "Its title, for people.", null=True),
        Column("raw_text", "text", "The decoded raw text."),
        Column("raw_sha256", "text", "SHA-256 of raw_text (UTF-8)."),
        Column("quarantined_at", "instant", "Start of the run that kept it out (UTC)."),
        RUN,
    ),
)

VALIDATION_RESULTS = Table(
    "validation_results",
    grain="one row per expectation and run",
    schema="ops",
    key=("run_id", "validation_no"),
    article_key=None,
    is_journal=True,
    columns=(
        RUN,
        Column("validation_no", "count", "Order in the run, from 1.", low=1),
        Column("suite", "text", "Suite that it belongs to."),
        Column("table_name", "text", "Table that was checked."),
        Column("column_name", "text", "Column that was checked.", null=True),
        Column("expectation", "text", "Great Expectations' name of the check."),
        Column("title", "text", "The check in words."),
        Column("settings_json", "json", "Its arguments."),
        Column("severity", "text", "How grave a failure is.", choices=SEVERITIES),
        Column("is_row_level", "flag", "A failing row takes its article to quarantine."),
        Column("is_success", "flag", "Whether it passed."),
        Column("element_count", "count", "Rows checked.", null=True),
        Column("unexpected_count", "count", "Rows that failed.", null=True),
        Column("unexpected_share", "share", "unexpected_count by element_count.", null=True),
        Column("observed_value", "text", "What was seen.", null=True),
        Column("sample_keys", "json", "Keys of up to 20 failing rows.", null=True),
    ),
)

METRICS = Table(
    "metrics",
    grain="one row per figure measured in a run",
    schema="ops",
    key=("run_id", "metric", "dimension"),
    article_key=None,
    is_journal=True,
    columns=(
        RUN,
        Column("metric", "text", "Name of the figure."),
        Column("dimension", "text", "What it is measured for; empty: the whole run."),
        Column("value", "number", "The figure."),
    ),
)

LINE_COUNTS = Table(
    "line_counts",
    grain="one row per site, period and normalised line",
    schema="ops",
    key=("site", "period", "line_hash"),
    article_key=None,
    columns=(
        Column("site", "text", "Domain or source name; empty: not stated."),
        Column("period", "text", "Month of publication, YYYY-MM; empty: not stated."),
        Column("line_hash", "id", "As in lines."),
        Column("article_count", "count", "Current articles that have the line.", low=1),
        Column("removed_count", "count", "Of these, articles it was removed from."),
    ),
)

LINE_DECISIONS = Table(
    "line_decisions",
    grain="one row per decision of a person on a line",
    schema="ops",
    key=("decision_id",),
    article_key=None,
    filled_by="lines",
    columns=(
        Column("decision_id", "id", "Stable id."),
        Column("decision", "text", "What was decided.", choices=("keep", "drop")),
        Column("scope", "text", "Where it holds.", choices=("article", "source", "everywhere")),
        Column("article_id", "id", "The article, of that scope.", null=True),
        Column("source", "text", "Domain or name of the outlet, of that scope.", null=True),
        Column("line_hash", "id", "As in lines."),
        Column("line_text", "text", "The line that was decided on."),
        Column("reason", "text", "Why.", null=True),
        Column("decided_by", "text", "Who."),
        *optional("instant", ("decided_at", "When (UTC).")),
        *optional("instant", ("undone_at", "When it was taken back (UTC).")),
    ),
)

MIGRATIONS = Table(
    "migrations",
    grain="one row per version of the tables that the file has had",
    schema="ops",
    key=("schema_version",),
    article_key=None,
    columns=(
        Column("schema_version", "count", "Version of the tables.", low=1),
        Column("schema_sha256", "text", "Hash of their declaration."),
        Column("description", "text", "What changed."),
        RUN,
    ),
)

ERASURES = Table(
    "erasures",
    grain="one row per erasure",
    schema="ops",
    key=("erasure_id",),
    article_key=None,
    filled_by="erase",
    columns=(
        Column("erasure_id", "id", "Stable id."),
        Column("scope", "text", "What was erased: an article, a source, a person."),
        Column("key_sha256", "text", "Hash of what was erased."),
        Column("reason", "text", "Why.", null=True),
        Column("row_count", "count", "Rows removed."),
        *optional("instant", ("erased_at", "When (UTC).")),
        RUN,
    ),
)

TABLES = (
    RUNS,
    STEPS,
    FILES,
    RECORDS,
    QUARANTINE,
    VALIDATION_RESULTS,
    METRICS,
    LINE_COUNTS,
    LINE_DECISIONS,
    MIGRATIONS,
    ERASURES,
)
