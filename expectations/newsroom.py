"""Which checks does an editor want?

The newsroom suite looks at what the tables say, not at their form. Only what must
not be published at all is critical; what an editor should look at is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from expectations import sql
from expectations.checks import JSON, UNEXPECTED_ROWS, Check
from transforms.errors import UsageError
from transforms.tables.runs import SEVERITIES

SUITE = "newsroom"

FURNITURE: tuple[tuple[str, str], ...] = (
    (
        "comment prompt",
        r"(leave|post|add|write) an? (reply|comment)|cancel reply|(\d+ )?(comments?|replies)"
        r"( \(\d+\))?|join the (discussion|conversation)\.?",
    ),
    (
        "related heading",
        r"similar posts?|related (posts?|articles?|stories|news|topics?|content):?"
        r"|you (may|might) also (like|enjoy):?|read (more|next|also):?|recommended( for you)?"
        r"|most (read|popular)|trending( now)?",
    ),
    (
        "share row",
        r"share( (this|on|via) .{0,40}| article| story)?:?"
        r"|(((facebook|twitter|whatsapp|telegram|linkedin|e-?mail|reddit|pinterest|copy link"
        r"|print|share|tweet)[ ,|/·•]*)+)",
    ),
    ("hashtag line", r"#[\p{L}\p{N}_]+([ ,]+#[\p{L}\p{N}_]+)*"),
    ("reading time", r"\d+ min(ute)?s?,?( \d+ sec(ond)?s?)?( read)?|(reading|read) time:? .{1,30}"),
    ("newsletter prompt", r"(subscribe|sign up) (to|for) (our|the) .{1,80}"),
    ("advertising note", r"advertisement|sponsored( content)?"),
    ("counter", r"\d{1,4}"),
)
"""Whole lines, in lower case, that are furniture of a page and not prose: (what, RE2
pattern). The cues are the short ones that no sentence of an article consists of."""

COUNTERS_IN_A_ROW = 2
"""More lines of bare numbers in a row are a table of the article: scores, results."""

FRAGMENT = (
    r"^\p{Ll}+[ ,]|[,;:]\s*$|\s(and|or|but|of|the|an?|to|with|for|by|from)\s*$|^[,;:.!?)\]}»”]"
)
"""Signs that a title is part of a sentence: it starts with a word in lower case (names
such as "iPhone" hold a capital), or ends with a comma, colon or function word, or
starts with a closing mark."""

DEFAULT_DAYS = ("1900-01-01T00:00:00", "1970-01-01T00:00:00", "2000-01-01T00:00:00")
"""Instants that software writes when it knows no date."""


@dataclass(frozen=True, slots=True)
class NewsroomOptions:
    """What the newsroom suite asks for.

    Args:
        run_day: The day of the run (UTC).
        least_characters: Shorter texts go to quarantine (critical). 80 code points
            are the length of a headline, about 15 English words: such a text states
            nothing that the title does not. Counted in characters because many
            scripts have no blanks between words.
        least_words: Shorter texts are reported (warning): briefs, captions and pages
            cut off behind a paywall.
        longest_title: Longer titles are reported (warning), in code points; a dek or
            a first paragraph was taken for the title.
        earliest: Earlier `published_at` go to quarantine (critical); the first
            printed newspapers are of 1605.
        days_ahead: Days after `run_day` that `published_at` may lie (critical). One
            day covers every time zone. A later date is wrong or an embargo, and
            neither may be published; a run on a later day looks at the
            article again.
        article_removed_share: Articles with a larger share of lines removed are
            reported (warning). In a plain dump of a whole news page about nine lines
            in ten are furniture, so only a share near 1 is strange.
        source_removed_share: The same for the mean of an outlet (warning).
        source_articles: Articles that an outlet needs in a run to be judged.
        volume_runs: Earlier runs needed before the volume is compared.
        volume_low: The number of records must reach this part of the median of the
            last 20 runs, …
        volume_high: … and must not exceed it by more than this factor.
        volume_severity: `warning`, or `critical` to block the publish: for schedules
            that bring about the same number of records every time.

    Raises:
        UsageError: A value contradicts another or is out of range.
    """

    run_day: date
    least_characters: int = 80
    least_words: int = 80
    longest_title: int = 300
    earliest: date = date(1605, 1, 1)
    days_ahead: int = 1
    article_removed_share: float = 0.99
    source_removed_share: float = 0.97
    source_articles: int = 5
    volume_runs: int = 5
    volume_low: float = 0.2
    volume_high: float = 5.0
    volume_severity: str = "warning"

    def __post_init__(self) -> None:
        """Refuses values that no run could meet."""
        if self.volume_severity not in SEVERITIES:
            raise UsageError(
                "newsroom.volume_severity",
                f"{self.volume_severity!r} is no severity",
                f"use one of {', '.join(SEVERITIES)}",
            )
        for name in ("article_removed_share", "source_removed_share"):
            if not 0 <= getattr(self, name) <= 1:
                raise UsageError(
                    f"newsroom.{name}", f"{getattr(self, name)} is no share", "use 0 to 1"
                )
        if not 0 <= self.volume_low <= 1 <= self.volume_high:
            raise UsageError(
                "newsroom.volume_low, newsroom.volume_high",
                f"{self.volume_low} to {self.volume_high} does not hold the usual volume",
                "use a low of at most 1 and a high of at least 1",
            )
        for name in ("least_characters", "least_words", "longest_title", "days_ahead"):
            if getattr(self, name) < 0:
                raise UsageError(
                    f"newsroom.{name}", f"{getattr(self, name)} is below 0", "use 0 or more"
                )


def newsroom_checks(options: NewsroomOptions) -> tuple[Check, ...]:
    """The newsroom suite under `options`, in a fixed order."""
    return (*_article_checks(options), _furniture_check(), _volume_check(options))


def _check(
    column: str | None,
    expectation: str,
    kwargs: dict[str, JSON],
    severity: str,
    title: str,
    key_columns: tuple[str, ...] = ("article_id",),
) -> Check:
    return Check(
        suite=SUITE,
        table="articles",
        column=column,
        expectation=expectation,
        kwargs=kwargs,
        severity=severity,
        is_row_level=key_columns[0] == "article_id",
        title=title,
        key_columns=key_columns,
    )


def _article_checks(options: NewsroomOptions) -> Iterator[Check]:
    yield _check(
        "text",
        "expect_column_value_lengths_to_be_between",
        {"min_value": options.least_characters},
        "critical",
        f"the text is longer than a headline: {options.least_characters} characters or more",
    )
    yield _check(
        "word_count",
        "expect_column_values_to_be_between",
        {"min_value": options.least_words},
        "warning",
        f"the text is more than a brief: {options.least_words} words or more",
    )
    yield _check(
        "title",
        "expect_column_value_lengths_to_be_between",
        {"min_value": 2, "max_value": options.longest_title},
        "warning",
        f"the title has 2 to {options.longest_title} characters",
    )
    yield _check(
        "title",
        "expect_column_values_to_not_match_regex",
        {"regex": FRAGMENT},
        "warning",
        "the title is not a piece of a sentence",
    )
    latest = options.run_day + timedelta(days=options.days_ahead)
    yield _check(
        "published_at",
        "expect_column_values_to_be_between",
        {
            "min_value": f"{options.earliest.isoformat()}T00:00:00",
            "max_value": f"{latest.isoformat()}T23:59:59.999999",
        },
        "critical",
        f"published between {options.earliest.isoformat()} and {latest.isoformat()}",
    )
    days: list[JSON] = list(DEFAULT_DAYS)
    yield _check(
        "published_at",
        "expect_column_values_to_not_be_in_set",
        {"value_set": days},
        "warning",
        "the publication date is not one that software fills in for an unknown one",
    )
    yield _check(
        "language",
        "expect_column_values_to_not_be_null",
        {},
        "warning",
        "the language of the text is known",
    )
    yield _check(
        "removed_share",
        "expect_column_values_to_be_between",
        {"max_value": options.article_removed_share},
        "warning",
        f"at most {options.article_removed_share:.0%} of an article's lines are removed",
    )
    yield _source_check(options)


def _source_check(options: NewsroomOptions) -> Check:
    share, least = sql.number(options.source_removed_share), sql.number(options.source_articles)
    query = (
        f"SELECT source_id, 'removed_share: mean ' || round(avg(removed_share), 3) || ' over ' "
        f"|| count(*) || ' articles' AS problem FROM {sql.BATCH} WHERE source_id IS NOT NULL "
        f"GROUP BY source_id HAVING count(*) >= {least} AND avg(removed_share) > {share}"
    )
    return _check(
        "removed_share",
        UNEXPECTED_ROWS,
        {"unexpected_rows_query": query},
        "warning",
        f"at most {options.source_removed_share:.0%} of an outlet's lines are removed on average",
        ("source_id",),
    )


def _furniture_check() -> Check:
    cases = " ".join(
        f"WHEN regexp_full_match(line, {sql.text(pattern)}) THEN {sql.text('raw_text: ' + what)}"
        for what, pattern in FURNITURE
    )
    query = (
        f"WITH found AS (SELECT article_id, line_no, CASE {cases} END AS problem FROM "
        f"(SELECT article_id, line_no, lower(trim(raw_text)) AS line "
        f"FROM {sql.BATCH} WHERE text_start IS NOT NULL AND length(raw_text) <= 200)), "
        f"numbered AS (SELECT *, line_no - row_number() OVER "
        f"(PARTITION BY article_id, problem ORDER BY line_no) AS island FROM found "
        f"WHERE problem IS NOT NULL), "
        f"sized AS (SELECT *, count(*) OVER (PARTITION BY article_id, problem, island) AS size "
        f"FROM numbered) SELECT article_id, line_no, problem FROM sized "
        f"WHERE problem != {sql.text('raw_text: counter')} OR size <= {COUNTERS_IN_A_ROW}"
    )
    return Check(
        suite=SUITE,
        table="lines",
        column="raw_text",
        expectation=UNEXPECTED_ROWS,
        kwargs={"unexpected_rows_query": query},
        severity="warning",
        is_row_level=True,
        title="no line of the text is furniture of the page",
        key_columns=("article_id", "line_no"),
    )


def _volume_check(options: NewsroomOptions) -> Check:
    """Records of this run (`ops.records`) against those of the published runs before.

    `run_history` has `run_id`, `record_count`, `loaded_count`, one row per earlier run.
    """
    low, high = sql.number(options.volume_low), sql.number(options.volume_high)
    query = (
        f"WITH last AS (SELECT record_count FROM {sql.BATCH} ORDER BY run_id DESC LIMIT 20), "
        f"usual AS (SELECT median(record_count) AS median, count(*) AS runs FROM last), "
        f"this AS (SELECT count(*) AS record_count FROM ops.records) "
        f"SELECT this.record_count, 'record_count: ' || this.record_count || "
        f"', the median of the ' || runs || ' runs before is ' || median AS problem "
        f"FROM this, usual WHERE runs >= {sql.number(options.volume_runs)} "
        f"AND NOT (this.record_count BETWEEN median * {low} AND median * {high})"
    )
    return Check(
        suite=SUITE,
        table="run_history",
        column="record_count",
        expectation=UNEXPECTED_ROWS,
        kwargs={"unexpected_rows_query": query},
        severity=options.volume_severity,
        is_row_level=False,
        title=(
            f"the run has {options.volume_low:g} to {options.volume_high:g} times "
            f"the records of the last runs"
        ),
        key_columns=("record_count",),
    )
