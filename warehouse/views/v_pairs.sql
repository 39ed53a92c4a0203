-- Which people are named in the same sentence, and how often?
SELECT
  a.name AS one,
  b.name AS other,
  count(DISTINCT (x.article_id, x.sentence_no)) AS sentence_count,
  count(DISTINCT x.article_id) AS article_count
FROM main.mentions AS x
JOIN main.mentions AS y
  ON x.article_id = y.article_id AND x.sentence_no = y.sentence_no AND x.entity_id < y.entity_id
JOIN main.entities AS a ON a.entity_id = x.entity_id
JOIN main.entities AS b ON b.entity_id = y.entity_id
WHERE x.label = 'PERSON' AND y.label = 'PERSON'
GROUP BY a.name, b.name
ORDER BY sentence_count DESC, one, other
