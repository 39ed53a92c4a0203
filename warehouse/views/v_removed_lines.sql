-- What did cleaning remove, by source, kind and rule?
SELECT
  coalesce(s.domain, s.name, '(not stated)') AS source,
  l.kind,
  l.rule,
  count(*) AS line_count,
  count(DISTINCT l.article_id) AS article_count,
  min(l.raw_text) AS example
FROM main.lines AS l
JOIN main.articles AS a USING (article_id)
LEFT JOIN main.sources AS s USING (source_id)
WHERE NOT l.is_kept AND l.kind <> 'blank'
GROUP BY ALL
ORDER BY line_count DESC, source, l.kind, l.rule
