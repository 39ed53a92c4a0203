"""How do the tables of entities follow the mentions?

`entities` and `aliases` are counted from `mentions`. A run counts those entities again that the old
or the new rows of its articles mention, so the work depends on the run and not on the warehouse.
What a person decided (`is_locked`) keeps its name and label; its counts follow all the same.
"""

from __future__ import annotations

import duckdb

from warehouse.places import locate_touched

_TOUCHED = """
CREATE TEMP TABLE touched_entities AS
SELECT DISTINCT entity_id FROM (
  SELECT entity_id FROM main.mentions
  WHERE article_id IN (SELECT article_id FROM stage.main.articles)
  UNION ALL
  SELECT entity_id FROM stage.main.mentions
) WHERE entity_id IS NOT NULL
"""

_NAMES = """
CREATE TEMP TABLE entity_names AS
SELECT entity_id,
  first(entity_name ORDER BY uses DESC, length(entity_name) DESC, entity_name) AS name
FROM (
  SELECT entity_id, entity_name, count(DISTINCT article_id) AS uses FROM main.mentions
  WHERE entity_id IN (FROM touched_entities) GROUP BY ALL
) GROUP BY entity_id
"""

_COUNTS = """
CREATE TEMP TABLE entity_counts AS
SELECT entity_id, min(label) AS label, count(DISTINCT article_id) AS article_count,
  count(*) AS mention_count
FROM main.mentions WHERE entity_id IN (FROM touched_entities) GROUP BY entity_id
"""

_FORGET = (
    "DELETE FROM main.aliases WHERE entity_id IN (FROM touched_entities)",
    "DELETE FROM main.entities WHERE entity_id IN (FROM touched_entities) AND NOT is_locked",
)

_COUNT_LOCKED = """
UPDATE main.entities SET article_count = coalesce(c.article_count, 0),
  mention_count = coalesce(c.mention_count, 0)
FROM touched_entities AS t LEFT JOIN entity_counts AS c USING (entity_id)
WHERE entities.entity_id = t.entity_id
"""

_INSERT = """
INSERT INTO main.entities BY NAME
SELECT entity_id, label, name, article_count, mention_count, false AS is_locked
FROM entity_counts JOIN entity_names USING (entity_id)
WHERE entity_id NOT IN (SELECT entity_id FROM main.entities)
"""

_ALIASES = """
INSERT INTO main.aliases BY NAME
SELECT entity_id, first(text ORDER BY uses DESC, text) AS alias, alias_norm,
  sum(uses)::BIGINT AS use_count
FROM (
  SELECT entity_id, text, count(*) AS uses,
    trim(regexp_replace(
      regexp_replace(lower(strip_accents(text)), '[^\\w\\s]', '', 'g'), '\\s+', ' ', 'g'
    )) AS alias_norm
  FROM main.mentions
  WHERE mention_kind = 'name' AND entity_id IN (FROM touched_entities) GROUP BY ALL
) GROUP BY entity_id, alias_norm
"""


def note_touched(connection: duckdb.DuckDBPyConnection) -> None:
    """Notes which entities the old and the new rows of the staged articles mention.

    Before the rows are replaced; `stage` is attached.
    """
    connection.execute(_TOUCHED)


def count_touched(connection: duckdb.DuckDBPyConnection) -> None:
    """Counts these entities and their aliases again, after the rows are replaced.

    Places among them are looked up again too.
    """
    for statement in (_NAMES, _COUNTS, *_FORGET, _COUNT_LOCKED, _INSERT, _ALIASES):
        connection.execute(statement)
    locate_touched(connection)
    for name in ("touched_entities", "entity_names", "entity_counts"):
        connection.execute(f"DROP TABLE temp.main.{name}")
