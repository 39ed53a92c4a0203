-- Which articles have dates that can't be: changed before published, published after they were fetched or read?
-- A day is let pass: many dates are given without an hour or a zone.
SELECT
  printf('%016x', a.article_id) AS article,
  a.title,
  a.published_at,
  a.published_method,
  a.modified_at,
  a.fetched_at,
  r.started_at AS read_at,
  CASE WHEN a.modified_at + INTERVAL 1 DAY < a.published_at THEN 'changed before it was published'
    WHEN a.published_at > a.fetched_at + INTERVAL 1 DAY THEN 'published after it was fetched'
    ELSE 'published after it was read' END AS problem
FROM main.articles AS a
LEFT JOIN ops.runs AS r USING (run_id)
WHERE a.modified_at + INTERVAL 1 DAY < a.published_at
  OR a.published_at > a.fetched_at + INTERVAL 1 DAY
  OR a.published_at > r.started_at + INTERVAL 1 DAY
ORDER BY problem, a.published_at, article
