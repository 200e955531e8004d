-- title: The first request of a connection and the others
-- group: latency
-- about: Durations of the requests that came first on their connection beside those of the later ones, by protocol.
--   First ones that are much slower are cold starts: a small congestion window, TLS work, caches of the worker.
--   Connections older than the capture are left out: what came first on them was not seen.
SELECT session, protocol, CASE WHEN place = 1 THEN 'first' ELSE 'later' END AS place, COUNT(*) AS requests,
       ROUND(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY duration_nanos) / 1000000.0, 3) AS p50_ms,
       ROUND(PERCENTILE_DISC(0.99) WITHIN GROUP (ORDER BY duration_nanos) / 1000000.0, 3) AS p99_ms
FROM (SELECT r.session, r.protocol, r.duration_nanos, CASE WHEN r.at = MIN(r.at) OVER (PARTITION BY r.session, r.conn)
                    THEN 1 ELSE 2 END AS place
      FROM request r
      JOIN connection c ON c.session = r.session AND c.conn = r.conn
      WHERE r.duration_nanos IS NOT NULL AND NOT c.before_capture)
GROUP BY session, protocol, CASE WHEN place = 1 THEN 'first' ELSE 'later' END
ORDER BY session, protocol, place
