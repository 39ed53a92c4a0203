-- Who wrote which articles, in which words did the page name them, and when did the articles appear?
SELECT au.name,
       a.title,
       a.published_at,
       a.published_precision,
       au.name_raw
FROM authors AS au
JOIN articles AS a USING (article_id)
ORDER BY au.name, a.published_at NULLS LAST, a.title;
