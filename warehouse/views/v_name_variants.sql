-- How is each person, organisation and place written, and how often?
SELECT
  e.label,
  e.name,
  m.text AS variant,
  count(*) AS use_count,
  count(DISTINCT m.article_id) AS article_count
FROM main.mentions AS m
JOIN main.entities AS e USING (entity_id)
WHERE m.mention_kind = 'name'
GROUP BY e.label, e.name, m.text
ORDER BY sum(count(*)) OVER (PARTITION BY e.label, e.name) DESC, e.name, use_count DESC, variant
