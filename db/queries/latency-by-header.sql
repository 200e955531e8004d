-- title: Latency by a header's value
-- group: latency
-- about: Requests and their durations by the value of any response header, as an upstream's name, a cache's hit or a
--   content type. One upstream with a p99 of its own is a sick machine.
-- parameter name = content-type: the response header, in lower case
-- parameter sample = 50000: how many requests are looked at, the oldest first
-- parameter limit = 50: how many values
SELECT r.session, h.value, COUNT(*) AS requests,
       ROUND(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY r.duration_nanos) / 1000000.0, 3) AS p50_ms,
       ROUND(PERCENTILE_DISC(0.99) WITHIN GROUP (ORDER BY r.duration_nanos) / 1000000.0, 3) AS p99_ms,
       ROUND(MAX(r.duration_nanos) / 1000000.0, 3) AS max_ms
FROM (SELECT session, conn, req, duration_nanos FROM request WHERE duration_nanos IS NOT NULL LIMIT :sample) r
LEFT JOIN header h ON h.session = r.session AND h.conn = r.conn AND h.req = r.req
     AND h.direction = 'response' AND h.name = :name
GROUP BY r.session, h.value
ORDER BY requests DESC, h.value
LIMIT :limit
