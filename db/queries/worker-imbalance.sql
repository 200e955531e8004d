-- title: Balance of the workers
-- group: connections
-- about: Requests, connections and durations by the thread that served them. `times_the_mean` far from 1 means that
--   the kernel or a long connection gives one worker more than its part; its p99 shows whether that hurts.
SELECT r.session, c.pid, r.thread, COUNT(*) AS requests, COUNT(DISTINCT r.conn) AS connections,
       ROUND(COUNT(*) * COUNT(*) OVER (PARTITION BY r.session) * 1.0 / SUM(COUNT(*)) OVER (PARTITION BY r.session), 2)
           AS times_the_mean,
       ROUND(SUM(r.duration_nanos) / 1000000000.0, 3) AS total_seconds,
       ROUND(PERCENTILE_DISC(0.99) WITHIN GROUP (ORDER BY r.duration_nanos) / 1000000.0, 3) AS p99_ms
FROM request r
JOIN connection c ON c.session = r.session AND c.conn = r.conn
WHERE r.thread IS NOT NULL
GROUP BY r.session, c.pid, r.thread
ORDER BY r.session, requests DESC, r.thread
