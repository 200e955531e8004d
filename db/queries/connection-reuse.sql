-- title: Connection reuse
-- group: connections
-- about: How many requests a connection carries, by protocol. Many connections with one request pay a handshake for
--   each: look for `connection: close`, a short keep-alive, or a client without a pool. Connections older than the
--   capture are left out.
SELECT session, protocol, COUNT(*) AS connections, SUM(requests) AS requests, ROUND(AVG(requests * 1.0), 1) AS average_requests,
       PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY requests) AS p50_requests,
       PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY requests) AS p90_requests, MAX(requests) AS most_requests,
       ROUND(100.0 * COUNT(*) FILTER (WHERE requests = 1) / COUNT(*), 1) AS with_one_percent
FROM connection
WHERE requests > 0 AND NOT before_capture
GROUP BY session, protocol
ORDER BY session, connections DESC, protocol
