-- Which articles has cleaning changed most?
SELECT
  printf('%016x', article_id) AS article,
  title,
  removed_share,
  removed_line_count,
  (SELECT sum(length(l.raw_text)) FROM main.lines AS l WHERE l.article_id = a.article_id AND NOT l.is_kept)::BIGINT
    AS removed_char_count,
  char_count
FROM main.articles AS a
WHERE removed_line_count > 0
ORDER BY removed_share DESC, removed_line_count DESC, article
