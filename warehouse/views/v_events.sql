-- Who did what to whom, where and when, and how is it stated?
SELECT
  e.event_type,
  e.trigger_text,
  coalesce(w.name, e.who_text) AS who,
  coalesce(t.name, e.whom_text) AS whom,
  coalesce(p.name, e.where_text) AS place,
  e.when_from,
  e.when_to,
  e.status,
  e.is_negated,
  e.attributed_to,
  substr(a.text, s.start_char + 1, s.end_char - s.start_char) AS sentence,
  a.title,
  a.published_at,
  printf('%016x', e.article_id) AS article,
  e.confidence
FROM main.events AS e
JOIN main.articles AS a USING (article_id)
LEFT JOIN main.sentences AS s ON s.article_id = e.article_id AND s.sentence_no = e.sentence_no
LEFT JOIN main.entities AS w ON w.entity_id = e.who_entity_id
LEFT JOIN main.entities AS t ON t.entity_id = e.whom_entity_id
LEFT JOIN main.entities AS p ON p.entity_id = e.where_entity_id
ORDER BY coalesce(e.when_from, a.published_at::DATE) NULLS LAST, article, e.trigger_start
