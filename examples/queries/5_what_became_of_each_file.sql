-- What became of every record that was not simply loaded in the last run, and why?
SELECT f.uri,
       r.record_no,
       r.outcome,
       r.reason,
       r.detail
FROM ops.records AS r
JOIN ops.files AS f USING (file_id)
WHERE r.run_id = (SELECT max(run_id) FROM ops.runs)
  AND r.outcome <> 'loaded'
ORDER BY r.outcome, f.uri, r.record_no;
