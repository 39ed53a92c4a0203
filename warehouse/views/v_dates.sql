-- Which dates are named, which days do they mean, and how was that found?
SELECT
  d.text,
  d.value_from,
  d.value_to,
  d.precision,
  d.anchor,
  d.method,
  d.confidence,
  substr(a.text, s.start_char + 1, s.end_char - s.start_char) AS sentence,
  a.title,
  a.published_at,
  printf('%016x', d.article_id) AS article,
  d.start_char,
  d.end_char
FROM main.dates AS d
JOIN main.articles AS a USING (article_id)
LEFT JOIN main.sentences AS s
  ON s.article_id = d.article_id AND s.start_char <= d.start_char AND d.start_char < s.end_char
ORDER BY d.value_from NULLS LAST, article, d.start_char
