-- How does the count of the dead at Lower Brenwick change from article to article? Every sentence that gives one.
SELECT a.published_at,
       coalesce(a.title, '(no title)')                                            AS title,
       substr(a.text, s.start_char + 1, s.end_char - s.start_char)                AS sentence
FROM sentences AS s
JOIN articles AS a USING (article_id)
WHERE regexp_matches(a.text, 'Brenwick')
  AND regexp_matches(substr(a.text, s.start_char + 1, s.end_char - s.start_char),
                     '(?i)\b(killed|dead|died|bodies)\b')
ORDER BY a.published_at NULLS LAST, title, s.sentence_no;
