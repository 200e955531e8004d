-- title: Connections that look for something
-- group: security
-- about: Connections with many requests that were refused (401, 403, 404, 405) for many different paths: a scan, or a
--   broken link that a client follows again and again (then the paths are few).
-- parameter least = 5: fewer refusals than these are left out
-- parameter limit = 100: how many connections
SELECT r.session, r.conn, c.peer, c.protocol, COUNT(*) AS refused, COUNT(DISTINCT r.path) AS paths, c.requests,
       MIN(r.at) AS first_at, MAX(r.at) AS last_at
FROM request r
JOIN connection c ON c.session = r.session AND c.conn = r.conn
WHERE r.status IN (401, 403, 404, 405)
GROUP BY r.session, r.conn, c.peer, c.protocol, c.requests
HAVING COUNT(*) >= :least
ORDER BY refused DESC, r.session, r.conn
LIMIT :limit
