-- title: Latency by protocol and status
-- group: latency
-- about: Percentiles of the duration by protocol and status. Errors that are fast are refused at once; errors that
--   all take as long as each other (10 s, 30 s) are timeouts.
SELECT session, protocol, status, COUNT(*) AS requests,
       ROUND(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY duration_nanos) / 1000000.0, 3) AS p50_ms,
       ROUND(PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY duration_nanos) / 1000000.0, 3) AS p90_ms,
       ROUND(PERCENTILE_DISC(0.99) WITHIN GROUP (ORDER BY duration_nanos) / 1000000.0, 3) AS p99_ms,
       ROUND(MAX(duration_nanos) / 1000000.0, 3) AS max_ms
FROM request
GROUP BY session, protocol, status
ORDER BY session, protocol, status
