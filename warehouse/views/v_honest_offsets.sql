-- Does every span hold the words that it claims? Counts by kind; both must be equal.
SELECT
  v.kind,
  count(*) AS row_count,
  count(*) FILTER (v.text = substr(a.text, v.start_char + 1, v.end_char - v.start_char)) AS exact_count
FROM main.v_evidence AS v
JOIN main.articles AS a USING (article_id)
GROUP BY v.kind
ORDER BY v.kind
