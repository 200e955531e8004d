-- title: Headers by name
-- group: headers
-- about: Which headers there are, how often, and how many bytes their values take together. A header that nobody
--   knows, or one with most of the bytes, is worth a question to whoever sets it.
-- parameter limit = 200: how many names
SELECT session, direction, name, COUNT(*) AS times, SUM(value_bytes) AS value_bytes,
       MAX(value_bytes) AS longest_bytes
FROM header
GROUP BY session, direction, name
ORDER BY value_bytes DESC, name
LIMIT :limit
