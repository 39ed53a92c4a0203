-- Which share of the articles states each field, by source?
SELECT
  coalesce(s.domain, s.name, '(not stated)') AS source,
  count(*) AS article_count,
  round(avg((a.title IS NOT NULL)::INTEGER), 3) AS title_share,
  round(avg((a.dek IS NOT NULL)::INTEGER), 3) AS dek_share,
  round(avg((a.published_at IS NOT NULL)::INTEGER), 3) AS published_share,
  round(avg((a.section IS NOT NULL)::INTEGER), 3) AS section_share,
  round(avg((a.dateline_place IS NOT NULL)::INTEGER), 3) AS dateline_share,
  round(avg((a.url IS NOT NULL)::INTEGER), 3) AS url_share,
  round(avg((EXISTS (SELECT 1 FROM main.authors AS b WHERE b.article_id = a.article_id))::INTEGER), 3)
    AS author_share
FROM main.articles AS a
LEFT JOIN main.sources AS s USING (source_id)
GROUP BY ALL
ORDER BY article_count DESC, source
