-- What did cleaning remove from each folder, by kind of line, and how does one such line look?
SELECT split_part(f.uri, '/', 1)                  AS folder,
       l.kind,
       count(*)                                   AS line_count,
       count(DISTINCT l.article_id)               AS article_count,
       min(l.raw_text)                            AS example
FROM lines AS l
JOIN articles AS a USING (article_id)
JOIN ops.files AS f USING (file_id)
WHERE NOT l.is_kept
  AND l.kind <> 'blank'
GROUP BY folder, l.kind
ORDER BY folder, line_count DESC, l.kind;
