-- Which names appear for the first time in the last seven days of the warehouse?
WITH latest AS (SELECT max(published_at) AS last_at FROM main.articles)
SELECT
  e.label,
  e.name,
  min(a.published_at) AS first_published_at,
  count(DISTINCT m.article_id) AS article_count,
  count(*) AS mention_count
FROM main.mentions AS m
JOIN main.articles AS a USING (article_id)
JOIN main.entities AS e USING (entity_id)
GROUP BY e.entity_id, e.label, e.name
HAVING min(a.published_at) >= (SELECT last_at - INTERVAL 7 DAY FROM latest)
ORDER BY mention_count DESC, e.name
