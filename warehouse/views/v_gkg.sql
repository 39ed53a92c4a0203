-- One row per article in the shape of GDELT's GKG 2.1, so that existing notebooks work.
-- V2Locations has GDELT's nine parts (type, name, FIPS country, ADM1, ADM2, latitude, longitude, FeatureID, offset);
-- empty is what the gazetteer does not tell: ADM1 outside the US, ADM2, FeatureIDs of towns, coordinates of countries.
SELECT
  printf('%016x', a.article_id) AS GKGRECORDID,
  strftime(a.published_at, '%Y%m%d%H%M%S') AS "DATE",
  1 AS SourceCollectionIdentifier,
  coalesce(s.domain, s.name) AS SourceCommonName,
  a.url AS DocumentIdentifier,
  (SELECT string_agg(coalesce(f.value::VARCHAR, '') || '#' || coalesce(f.counted_noun, f.unit, '')
      || '#' || f.start_char, ';' ORDER BY f.start_char)
   FROM main.figures AS f WHERE f.article_id = a.article_id) AS Counts,
  (SELECT string_agg(DISTINCT t.tag, ';' ORDER BY t.tag) FROM main.tags AS t WHERE t.article_id = a.article_id)
    AS Themes,
  (SELECT string_agg(coalesce(e.name, m.text) || ',' || m.start_char, ';' ORDER BY m.start_char)
   FROM main.mentions AS m LEFT JOIN main.entities AS e USING (entity_id)
   WHERE m.article_id = a.article_id AND m.label IN ('GPE', 'LOC', 'FAC')) AS EnhancedLocations,
  (SELECT string_agg(concat_ws('#',
      CASE WHEN p.place_kind = 'country' THEN 1 WHEN p.place_kind = 'region' THEN if(p.country_code = 'US', 2, 5)
        WHEN p.country_code = 'US' THEN 3 ELSE 4 END,
      regexp_replace(e.name, '[#;]', ' ', 'g'),
      coalesce(p.country_fips, ''),
      CASE WHEN p.place_kind = 'country' THEN coalesce(p.country_fips, '')
        WHEN p.country_code = 'US' THEN coalesce('US' || p.admin1_code, '') ELSE '' END,
      '',
      coalesce(p.latitude::VARCHAR, ''),
      coalesce(p.longitude::VARCHAR, ''),
      CASE p.place_kind WHEN 'country' THEN coalesce(p.country_fips, '')
        WHEN 'region' THEN coalesce(p.admin1_code, '') ELSE '' END,
      m.start_char), ';' ORDER BY m.start_char)
   FROM main.mentions AS m JOIN main.places AS p USING (entity_id) JOIN main.entities AS e USING (entity_id)
   WHERE m.article_id = a.article_id AND m.mention_kind = 'name' AND p.method <> 'ambiguous') AS V2Locations,
  (SELECT string_agg(coalesce(e.name, m.text) || ',' || m.start_char, ';' ORDER BY m.start_char)
   FROM main.mentions AS m LEFT JOIN main.entities AS e USING (entity_id)
   WHERE m.article_id = a.article_id AND m.label = 'PERSON') AS EnhancedPersons,
  (SELECT string_agg(coalesce(e.name, m.text) || ',' || m.start_char, ';' ORDER BY m.start_char)
   FROM main.mentions AS m LEFT JOIN main.entities AS e USING (entity_id)
   WHERE m.article_id = a.article_id AND m.label = 'ORG') AS EnhancedOrganizations,
  (SELECT string_agg(coalesce(d.value_from::VARCHAR, '') || ',' || d.start_char, ';' ORDER BY d.start_char)
   FROM main.dates AS d WHERE d.article_id = a.article_id) AS EnhancedDates,
  (SELECT string_agg(q.start_char || '|' || length(q.text) || '|' || coalesce(q.cue, '') || '|' || q.text,
      '#' ORDER BY q.start_char)
   FROM main.quotes AS q WHERE q.article_id = a.article_id) AS Quotations,
  (SELECT string_agg(coalesce(f.value::VARCHAR, '') || ',' || coalesce(f.counted_noun, f.unit, '')
      || ',' || f.start_char, ';' ORDER BY f.start_char)
   FROM main.figures AS f WHERE f.article_id = a.article_id) AS Amounts
FROM main.articles AS a
LEFT JOIN main.sources AS s USING (source_id)
