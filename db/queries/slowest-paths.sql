-- title: Slowest paths
-- group: latency
-- about: Percentiles of the duration by path, without its query. A p99 far above the p50 is a path that is slow only
--   sometimes; a high p50 is slow for everybody. Few requests make percentiles jump: raise the least count.
-- parameter least = 10: fewer requests than these are left out
-- parameter limit = 100: how many paths
SELECT session, REGEXP_REPLACE(path, '[?].*$', '') AS path, COUNT(*) AS requests,
       ROUND(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY duration_nanos) / 1000000.0, 3) AS p50_ms,
       ROUND(PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY duration_nanos) / 1000000.0, 3) AS p90_ms,
       ROUND(PERCENTILE_DISC(0.99) WITHIN GROUP (ORDER BY duration_nanos) / 1000000.0, 3) AS p99_ms,
       ROUND(MAX(duration_nanos) / 1000000.0, 3) AS max_ms
FROM request
WHERE duration_nanos IS NOT NULL
GROUP BY session, REGEXP_REPLACE(path, '[?].*$', '')
HAVING COUNT(*) >= :least
ORDER BY p99_ms DESC, requests DESC, path
LIMIT :limit
