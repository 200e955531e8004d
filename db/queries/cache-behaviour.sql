-- title: What caches could do, by path
-- group: caching
-- about: Of the successful responses of each path: how many were 304, how many told an etag, a last-modified, a
--   cache-control or an age. Much traffic with neither etag nor cache-control is sent again each time; few 304 beside
--   many etags mean that validators change too often, or that clients do not ask.
-- parameter least = 1: fewer responses than these are left out
-- parameter limit = 100: how many paths
SELECT r.session, REGEXP_REPLACE(r.path, '[?].*$', '') AS path, COUNT(DISTINCT (r.conn, r.req)) AS responses,
       COUNT(DISTINCT CASE WHEN r.status = 304 THEN (r.conn, r.req) END) AS not_modified,
       COUNT(*) FILTER (WHERE h.name = 'etag') AS etags, COUNT(*) FILTER (WHERE h.name = 'last-modified') AS last_modified,
       COUNT(*) FILTER (WHERE h.name = 'cache-control') AS cache_control,
       COUNT(*) FILTER (WHERE h.name = 'age') AS ages,
       MIN(CASE WHEN h.name = 'cache-control' THEN h.value END) AS a_cache_control
FROM request r
LEFT JOIN header h ON h.session = r.session AND h.conn = r.conn AND h.req = r.req AND h.direction = 'response'
     AND h.name IN ('etag', 'last-modified', 'cache-control', 'age')
WHERE r.status BETWEEN 200 AND 399
GROUP BY r.session, REGEXP_REPLACE(r.path, '[?].*$', '')
HAVING COUNT(*) >= :least
ORDER BY responses DESC, path
LIMIT :limit
