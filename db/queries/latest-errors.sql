-- title: The latest errors
-- group: errors
-- about: The newest requests that failed, to be opened one by one: their headers, their connection, and what was
--   under way beside them.
-- parameter least = 500: from this status on it counts as an error
-- parameter limit = 100: how many requests
SELECT session, conn, req, at, status, method, authority, path, protocol, ROUND(duration_nanos / 1000000.0, 3) AS duration_ms
FROM request
WHERE status >= :least
ORDER BY at DESC, conn, req
LIMIT :limit
