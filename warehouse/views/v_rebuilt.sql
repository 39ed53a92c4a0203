-- Is every raw text complete? Puts it together from its lines and compares the hash.
SELECT
  l.article_id,
  sha256(string_agg(l.raw_text, chr(10) ORDER BY l.line_no)) = a.raw_sha256 AS is_complete,
  count(*) AS line_count
FROM main.lines AS l
JOIN main.articles AS a USING (article_id)
GROUP BY l.article_id, a.raw_sha256
