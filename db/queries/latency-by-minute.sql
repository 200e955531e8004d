-- title: Latency by minute
-- group: latency
-- about: How many requests began in each minute and how long they took. A p99 that rises together with the count is
--   load; one that rises alone is something else that the server waits for.
-- parameter path = /: what their path begins with
SELECT session, DATE_TRUNC(MINUTE, at) AS at, COUNT(*) AS requests,
       ROUND(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY duration_nanos) / 1000000.0, 3) AS p50_ms,
       ROUND(PERCENTILE_DISC(0.99) WITHIN GROUP (ORDER BY duration_nanos) / 1000000.0, 3) AS p99_ms,
       ROUND(MAX(duration_nanos) / 1000000.0, 3) AS max_ms
FROM request
WHERE LEFT(path, CHAR_LENGTH(:path)) = :path
GROUP BY session, DATE_TRUNC(MINUTE, at)
ORDER BY session, at
