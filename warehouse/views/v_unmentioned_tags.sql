-- Which tags does the text of their article never mention, be it in parts ("#ClimateAction") or with other accents?
WITH told AS (
  SELECT article_id, regexp_replace(lower(strip_accents(coalesce(title, '') || ' ' || text)), '[^\pL\pN]', '', 'g') AS words
  FROM main.articles
)
SELECT t.tag, t.tag_kind, count(*) AS article_count, min(printf('%016x', t.article_id)) AS example
FROM main.tags AS t
JOIN told AS w USING (article_id)
WHERE NOT contains(w.words, regexp_replace(lower(strip_accents(t.tag)), '[^\pL\pN]', '', 'g'))
GROUP BY t.tag, t.tag_kind
ORDER BY article_count DESC, t.tag, t.tag_kind
