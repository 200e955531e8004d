-- title: Values that were cut
-- group: capture
-- about: Headers with values longer than the session's limit, by name. What is searched in them is only their
--   beginning; a higher limit (up to 8 KiB) keeps more.
-- parameter limit = 100: how many names
SELECT session, direction, name, COUNT(*) AS times, MIN(conn) AS least_conn
FROM header
WHERE truncated
GROUP BY session, direction, name
ORDER BY times DESC, name
LIMIT :limit
