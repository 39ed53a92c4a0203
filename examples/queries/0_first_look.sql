-- How much did each folder bring, how much of its pages was furniture, and what do its articles state?
SELECT
  split_part(f.uri, '/', 1) AS folder,
  count(*) AS articles,
  sum(a.word_count)::BIGINT AS words,
  sum(a.removed_line_count)::BIGINT AS lines_removed,
  round(avg(a.removed_share), 2) AS removed_share,
  count(a.title) AS with_title,
  count(a.published_at) AS with_date,
  count(*) FILTER (a.is_truncated) AS cut_off
FROM articles AS a
JOIN ops.files AS f USING (file_id)
GROUP BY folder
ORDER BY words DESC, folder;
