-- Who gets a voice? Quoted words by speaker, in how many articles and of how many outlets.
SELECT
  coalesce(q.speaker_name, '(not named)') AS speaker,
  count(*) AS quote_count,
  sum(len(string_split_regex(trim(q.text), '\s+')))::BIGINT AS word_count,
  round(sum(len(string_split_regex(trim(q.text), '\s+'))) / sum(sum(len(string_split_regex(trim(q.text), '\s+')))) OVER (), 4)
    AS word_share,
  count(DISTINCT q.article_id) AS article_count,
  count(DISTINCT a.source_id) AS source_count
FROM main.quotes AS q
JOIN main.articles AS a USING (article_id)
GROUP BY q.speaker_entity_id, q.speaker_name
ORDER BY word_count DESC, speaker
