-- title: Redirects that go round in circles
-- group: errors
-- about: Paths that a connection was redirected from again and again. The same path many times on one connection,
--   with the same location, is a loop: the client gives up after some 20 of them.
-- parameter least = 3: fewer redirects of one path on a connection are left out
-- parameter limit = 100: how many rows
SELECT r.session, r.conn, r.authority, r.path, COUNT(*) AS redirects, COUNT(DISTINCT h.value) AS locations,
       MIN(h.value) AS location, MIN(r.at) AS first_at, MAX(r.at) AS last_at
FROM request r
LEFT JOIN header h ON h.session = r.session AND h.conn = r.conn AND h.req = r.req
     AND h.direction = 'response' AND h.name = 'location'
WHERE r.status IN (301, 302, 303, 307, 308)
GROUP BY r.session, r.conn, r.authority, r.path
HAVING COUNT(*) >= :least
ORDER BY redirects DESC, r.session, r.conn, r.path
LIMIT :limit
