-- title: Methods
-- group: protocols
-- about: Requests by method and protocol, how many of them failed, and how long they take. TRACE, CONNECT or a method
--   you do not know is worth a look at who sends it.
SELECT session, method, protocol, COUNT(*) AS requests, COUNT(*) FILTER (WHERE status >= 400) AS errors,
       ROUND(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY duration_nanos) / 1000000.0, 3) AS p50_ms,
       ROUND(PERCENTILE_DISC(0.99) WITHIN GROUP (ORDER BY duration_nanos) / 1000000.0, 3) AS p99_ms
FROM request
GROUP BY session, method, protocol
ORDER BY session, requests DESC, method, protocol
