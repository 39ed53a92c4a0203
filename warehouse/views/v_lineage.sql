-- For every extracted span: which file, record, run, code, rules and models made it?
SELECT
  v.kind,
  v.item_id,
  v.article_id,
  v.text,
  v.method,
  v.confidence,
  f.uri AS file,
  a.record_no,
  a.pipeline_version,
  a.language_pipeline,
  a.run_id,
  r.code_version,
  r.started_at
FROM main.v_evidence AS v
JOIN main.articles AS a USING (article_id)
LEFT JOIN ops.files AS f ON f.file_id = a.file_id
LEFT JOIN ops.runs AS r ON r.run_id = a.run_id
