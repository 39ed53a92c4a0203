-- Which numbers are stated, of what, within which bounds, and in which sentence?
SELECT
  f.figure_kind,
  f.text,
  f.value,
  f.value_min,
  f.value_max,
  coalesce(f.unit, f.currency) AS unit,
  f.counted_noun,
  f.subject_name AS subject,
  f.status,
  f.is_negated,
  substr(a.text, s.start_char + 1, s.end_char - s.start_char) AS sentence,
  a.title,
  a.published_at,
  printf('%016x', f.article_id) AS article,
  f.start_char,
  f.end_char,
  f.confidence
FROM main.figures AS f
JOIN main.articles AS a USING (article_id)
LEFT JOIN main.sentences AS s ON s.article_id = f.article_id AND s.sentence_no = f.sentence_no
ORDER BY a.published_at NULLS LAST, article, f.start_char
