-- What was denied or refused, by whom?
SELECT
  coalesce(w.name, e.who_text) AS who,
  e.event_type,
  e.trigger_text,
  e.status,
  e.attributed_to,
  substr(a.text, s.start_char + 1, s.end_char - s.start_char) AS sentence,
  printf('%016x', e.article_id) AS article
FROM main.events AS e
JOIN main.articles AS a USING (article_id)
LEFT JOIN main.sentences AS s ON s.article_id = e.article_id AND s.sentence_no = e.sentence_no
LEFT JOIN main.entities AS w ON w.entity_id = e.who_entity_id
WHERE e.status = 'denied' OR e.is_negated OR e.event_type = 'REJECT' OR e.trigger_lemma = 'deny'
ORDER BY who, article, e.trigger_start
