-- title: Hosts asked for
-- group: protocols
-- about: Requests by the host that clients name, with their errors. A host you do not serve is a scan, an old record
--   in DNS, or a client that was misled.
-- parameter limit = 100: how many hosts
SELECT session, authority, COUNT(*) AS requests, COUNT(*) FILTER (WHERE status >= 400) AS errors,
       COUNT(DISTINCT conn) AS connections, MIN(at) AS first_at, MAX(at) AS last_at
FROM request
GROUP BY session, authority
ORDER BY requests DESC, authority
LIMIT :limit
