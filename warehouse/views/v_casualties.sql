-- How many people are said to be dead or hurt, by article, with the sentence that says so?
SELECT
  a.published_at::DATE AS day,
  coalesce(f.value, f.value_min) AS people,
  f.value_min,
  f.value_max,
  f.text,
  f.status,
  e.event_type,
  coalesce(p.name, e.where_text) AS place,
  substr(a.text, s.start_char + 1, s.end_char - s.start_char) AS sentence,
  printf('%016x', f.article_id) AS article,
  f.start_char
FROM main.figures AS f
JOIN main.articles AS a USING (article_id)
JOIN main.sentences AS s ON s.article_id = f.article_id AND s.sentence_no = f.sentence_no
LEFT JOIN main.events AS e ON e.article_id = f.article_id AND e.sentence_no = f.sentence_no
  AND e.event_type IN ('ASSAULT', 'FIGHT')
LEFT JOIN main.entities AS p ON p.entity_id = e.where_entity_id
WHERE f.figure_kind = 'count'
  AND regexp_matches(
    substr(a.text, greatest(f.start_char - 30, 0) + 1, f.end_char - greatest(f.start_char - 30, 0) + 50),
    '(?i)\b(dead|killed|died|deaths?|wounded|injured|hurt|bodies)\b'
  )
QUALIFY row_number() OVER (PARTITION BY f.figure_id ORDER BY e.trigger_start) = 1
ORDER BY day NULLS LAST, article, f.start_char
