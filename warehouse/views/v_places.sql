-- Which places are named most, and where are they? Coordinates are NULL of countries and where the name is ambiguous.
SELECT
  e.name,
  p.place_kind,
  p.country_code,
  p.latitude,
  p.longitude,
  p.method,
  e.article_count,
  e.mention_count
FROM main.places AS p
JOIN main.entities AS e USING (entity_id)
ORDER BY e.mention_count DESC, e.article_count DESC, e.name, e.entity_id
