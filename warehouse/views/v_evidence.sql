-- Every extracted span in one shape: what it is, where it stands, what it says.
SELECT article_id, 'mention' AS kind, mention_id AS item_id, start_char, end_char, text, method, confidence
FROM main.mentions
UNION ALL
SELECT article_id, 'quote', quote_id, start_char, end_char, text, method, confidence FROM main.quotes
UNION ALL
SELECT article_id, 'date', NULL, start_char, end_char, text, method, confidence FROM main.dates
UNION ALL
SELECT article_id, 'figure', figure_id, start_char, end_char, text, method, confidence FROM main.figures
UNION ALL
SELECT article_id, 'event', event_id, trigger_start, trigger_end, trigger_text, method, confidence
FROM main.events
