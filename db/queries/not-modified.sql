-- title: How often a copy was still good
-- group: caching
-- about: The share of 304 by path: of the responses to GET and HEAD that could have been one. Low on objects that
--   never change is a validator that differs from server to server.
-- parameter least = 10: fewer responses than these are left out
-- parameter limit = 100: how many paths
SELECT session, REGEXP_REPLACE(path, '[?].*$', '') AS path, COUNT(*) AS responses,
       COUNT(*) FILTER (WHERE status = 304) AS not_modified,
       ROUND(100.0 * COUNT(*) FILTER (WHERE status = 304) / COUNT(*), 1) AS not_modified_percent
FROM request
WHERE method IN ('GET', 'HEAD') AND status IN (200, 304)
GROUP BY session, REGEXP_REPLACE(path, '[?].*$', '')
HAVING COUNT(*) >= :least
ORDER BY responses DESC, path
LIMIT :limit
