-- Which tags does their article never mention? Words are compared without case, accents and punctuation; a hashtag of six
-- letters and more may also stand in parts ("#ClimateAction").
WITH told AS (
  SELECT article_id,
    ' ' || regexp_replace(lower(strip_accents(concat_ws(' ', title, dek, text))), '[^\pL\pN]+', ' ', 'g') || ' ' AS words
  FROM main.articles
  WHERE article_id IN (SELECT article_id FROM main.tags)
), wanted AS (
  SELECT *, trim(regexp_replace(lower(strip_accents(tag)), '[^\pL\pN]+', ' ', 'g')) AS words FROM main.tags
)
SELECT t.tag, t.tag_kind, count(*) AS article_count, min(printf('%016x', t.article_id)) AS example
FROM wanted AS t
JOIN told AS w USING (article_id)
WHERE NOT contains(w.words, ' ' || t.words || ' ')
  AND NOT (t.tag_kind = 'hashtag' AND length(t.words) >= 6 AND contains(replace(w.words, ' ', ''), replace(t.words, ' ', '')))
GROUP BY t.tag, t.tag_kind
ORDER BY article_count DESC, t.tag, t.tag_kind
