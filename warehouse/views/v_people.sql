-- What does the warehouse hold of each person: mentions, what they say, do and suffer, figures of them, in how many articles?
WITH held AS (
  SELECT entity_id, article_id, 'mention' AS kind FROM main.mentions
  UNION ALL SELECT speaker_entity_id, article_id, 'quote' FROM main.quotes
  UNION ALL SELECT subject_entity_id, article_id, 'figure' FROM main.figures
  UNION ALL SELECT who_entity_id, article_id, 'who' FROM main.events
  UNION ALL SELECT whom_entity_id, article_id, 'whom' FROM main.events
)
SELECT
  e.name,
  printf('%016x', e.entity_id) AS entity,
  count(DISTINCT h.article_id) AS article_count,
  count(*) FILTER (h.kind = 'mention') AS mention_count,
  count(*) FILTER (h.kind = 'quote') AS quote_count,
  count(*) FILTER (h.kind = 'who') AS who_count,
  count(*) FILTER (h.kind = 'whom') AS whom_count,
  count(*) FILTER (h.kind = 'figure') AS figure_count
FROM main.entities AS e
JOIN held AS h USING (entity_id)
WHERE e.label = 'PERSON'
GROUP BY e.name, e.entity_id
ORDER BY mention_count DESC, e.name, e.entity_id
