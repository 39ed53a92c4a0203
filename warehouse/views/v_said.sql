-- Who said what, where does it stand, and how sure is that?
SELECT
  q.speaker_name AS speaker,
  q.quote_kind,
  q.text,
  q.cue,
  q.via_text AS via,
  q.confidence,
  a.title,
  a.published_at,
  printf('%016x', q.article_id) AS article,
  q.start_char,
  q.end_char,
  q.speaker_text,
  q.speaker_method
FROM main.quotes AS q
JOIN main.articles AS a USING (article_id)
ORDER BY speaker NULLS LAST, a.published_at, article, q.start_char
