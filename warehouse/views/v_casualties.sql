-- How many people are said to be dead or hurt, with the sentence that says so? No sum: papers repeat and "two of them" are a part.
WITH near AS (
  SELECT f.figure_id,
    substr(a.text, greatest(f.start_char - 30, 0) + 1, f.end_char - greatest(f.start_char - 30, 0) + 50) AS words,
    substr(a.text, f.end_char + 1, 12) AS behind
  FROM main.figures AS f
  JOIN main.articles AS a USING (article_id)
  WHERE f.figure_kind = 'count'
), told AS (
  SELECT figure_id,
    regexp_matches(words, '(?i)\b(dead|killed|died|deaths?|bodies)\b') AS is_dead,
    regexp_matches(words, '(?i)\b(wounded|injured|hurt)\b') AS is_hurt,
    regexp_matches(behind, '(?i)^ of (them|those|these|whom)\b') AS is_part
  FROM near
)
SELECT
  a.published_at::DATE AS day,
  coalesce(f.value, f.value_min) AS people,
  f.value_min,
  f.value_max,
  f.text,
  CASE WHEN t.is_dead AND t.is_hurt THEN 'dead or hurt' WHEN t.is_dead THEN 'dead' ELSE 'hurt' END AS outcome,
  t.is_part,
  f.status,
  e.event_type,
  coalesce(p.name, e.where_text) AS place,
  substr(a.text, s.start_char + 1, s.end_char - s.start_char) AS sentence,
  printf('%016x', f.article_id) AS article,
  f.start_char
FROM told AS t
JOIN main.figures AS f USING (figure_id)
JOIN main.articles AS a USING (article_id)
JOIN main.sentences AS s ON s.article_id = f.article_id AND s.sentence_no = f.sentence_no
LEFT JOIN main.events AS e ON e.article_id = f.article_id AND e.sentence_no = f.sentence_no
  AND e.event_type IN ('ASSAULT', 'FIGHT')
LEFT JOIN main.entities AS p ON p.entity_id = e.where_entity_id
WHERE t.is_dead OR t.is_hurt
QUALIFY row_number() OVER (PARTITION BY f.figure_id ORDER BY e.trigger_start) = 1
ORDER BY day NULLS LAST, article, f.start_char
