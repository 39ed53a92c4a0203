-- Which checks failed, in which run, how badly, and is it worse than the run before?
SELECT run_id, suite, table_name, column_name, title, severity, unexpected_count, element_count, unexpected_share,
  unexpected_share - share_before AS change, sample_keys
FROM (
  SELECT *, lag(unexpected_share) OVER (
    PARTITION BY suite, table_name, column_name, expectation, settings_json ORDER BY run_id
  ) AS share_before
  FROM ops.validation_results
)
WHERE NOT is_success
ORDER BY run_id DESC, CASE severity WHEN 'critical' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, unexpected_share DESC, title
