-- How is the day of publication known, by source, and of how many articles is it not?
SELECT
  coalesce(s.domain, s.name, '(not stated)') AS source,
  coalesce(a.published_method, '(unknown)') AS method,
  a.published_precision AS "precision",
  count(*) AS article_count,
  round(avg(a.published_confidence), 3) AS mean_confidence,
  min(a.published_at) AS first_published_at,
  max(a.published_at) AS last_published_at
FROM main.articles AS a
LEFT JOIN main.sources AS s USING (source_id)
GROUP BY ALL
ORDER BY source, article_count DESC, method, "precision"
