-- Which quotations have no speaker by name, and what does the text say instead?
SELECT
  q.text,
  q.speaker_text,
  q.cue,
  q.quote_kind,
  q.method,
  q.confidence,
  printf('%016x', q.article_id) AS article,
  q.start_char
FROM main.quotes AS q
WHERE q.speaker_entity_id IS NULL
ORDER BY length(q.text) DESC, article, q.start_char
