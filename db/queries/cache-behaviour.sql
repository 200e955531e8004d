-- title: What caches could do, by path
-- group: caching
-- about: Of the successful responses of each path: how many were 304, how many told an etag, a last-modified, a
--   cache-control or an age. Much traffic with neither etag nor cache-control is sent again each time; few 304 beside
--   many etags mean that validators change too often, or that clients do not ask.
-- parameter sample = 20000: how many requests are looked at, the oldest first
-- parameter limit = 100: how many paths
SELECT session, path, COUNT(*) AS responses, COUNT(*) FILTER (WHERE status = 304) AS not_modified, SUM(etags) AS with_etag,
       SUM(dates) AS with_last_modified, SUM(controls) AS with_cache_control, SUM(ages) AS with_age,
       MIN(cache_control) AS a_cache_control
FROM (SELECT r.session, REGEXP_REPLACE(r.path, '[?].*$', '') AS path, r.status, r.conn, r.req,
             COUNT(*) FILTER (WHERE h.name = 'etag') AS etags, COUNT(*) FILTER (WHERE h.name = 'last-modified') AS dates,
             COUNT(*) FILTER (WHERE h.name = 'cache-control') AS controls, COUNT(*) FILTER (WHERE h.name = 'age') AS ages,
             MIN(CASE WHEN h.name = 'cache-control' THEN h.value END) AS cache_control
      FROM (SELECT session, conn, req, path, status FROM request WHERE status BETWEEN 200 AND 399 LIMIT :sample) r
      LEFT JOIN header h ON h.session = r.session AND h.conn = r.conn AND h.req = r.req AND h.direction = 'response'
      GROUP BY r.session, r.path, r.status, r.conn, r.req)
GROUP BY session, path
ORDER BY responses DESC, path
LIMIT :limit
