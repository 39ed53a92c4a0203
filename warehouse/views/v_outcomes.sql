-- What became of every record of the latest run?
SELECT f.uri, r.record_no, r.outcome, r.reason, r.detail, r.article_id
FROM main.records AS r
JOIN ops.files AS f USING (file_id)
WHERE r.run_id = (SELECT max(run_id) FROM main.runs)
ORDER BY f.uri, r.record_no
