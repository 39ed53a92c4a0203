-- Which durations are given, in minutes, with their bounds? Months and years are the Gregorian calendar's mean ones.
WITH minutes(unit, factor) AS (
  VALUES ('second', 1 / 60.0), ('minute', 1.0), ('hour', 60.0), ('day', 1440.0), ('week', 10080.0),
    ('month', 43829.1), ('year', 525949.2), ('decade', 5259492.0), ('century', 52594920.0)
)
SELECT
  f.text,
  f.value * m.factor AS minutes,
  f.value_min * m.factor AS minutes_min,
  f.value_max * m.factor AS minutes_max,
  f.qualifier,
  f.status,
  substr(a.text, s.start_char + 1, s.end_char - s.start_char) AS sentence,
  printf('%016x', f.article_id) AS article,
  f.start_char
FROM main.figures AS f
JOIN minutes AS m USING (unit)
JOIN main.articles AS a USING (article_id)
LEFT JOIN main.sentences AS s ON s.article_id = f.article_id AND s.sentence_no = f.sentence_no
WHERE f.figure_kind = 'duration'
ORDER BY coalesce(minutes, minutes_min, minutes_max), article, f.start_char
