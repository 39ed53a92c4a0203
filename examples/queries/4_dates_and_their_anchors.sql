-- Which dates do the texts name, what were they resolved to, and against what? (No value: nothing to resolve it against.)
SELECT coalesce(a.title, left(a.text, 40) || '…') AS article,
       d.text                                     AS expression,
       d.value_from,
       d.value_to,
       d.precision,
       d.anchor,
       d.method,
       round(d.confidence, 2)                     AS confidence
FROM dates AS d
JOIN articles AS a USING (article_id)
ORDER BY article, d.start_char;
