-- Which lines were kept although several articles have them? Look here for boilerplate that no rule knows yet.
SELECT
  min(l.raw_text) AS line,
  count(DISTINCT l.article_id) AS article_count,
  count(DISTINCT a.source_id) AS source_count,
  min(l.kind) AS kind,
  max(l.word_count) AS word_count
FROM main.lines AS l
JOIN main.articles AS a USING (article_id)
WHERE l.is_kept AND l.line_hash IS NOT NULL AND l.word_count > 0
GROUP BY l.line_hash
HAVING count(DISTINCT l.article_id) > 1
ORDER BY article_count DESC, word_count DESC, line
