-- What is in quarantine, and why?
SELECT
  q.reason,
  q.severity,
  q.step,
  count(*) AS record_count,
  count(DISTINCT q.file_id) AS file_count,
  min(q.detail) AS example,
  min(q.quarantined_at) AS since
FROM ops.quarantine AS q
GROUP BY q.reason, q.severity, q.step
ORDER BY record_count DESC, q.reason, q.step
