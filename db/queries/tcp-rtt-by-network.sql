-- title: Round trips of TCP by client network
-- group: connections
-- about: The smoothed and the least round trip of TCP connections by the network of the client. A p90 far above the least
--   is a queue on the path; a least beyond 150 ms is distance, which only a nearer server mends.
-- parameter limit = 100: how many networks
SELECT session, network, COUNT(*) AS connections,
       ROUND(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY rtt_nanos) / 1000000.0, 3) AS p50_rtt_ms,
       ROUND(PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY rtt_nanos) / 1000000.0, 3) AS p90_rtt_ms,
       ROUND(MIN(rtt_min_nanos) / 1000000.0, 3) AS least_rtt_ms, SUM(retransmits) AS retransmits
FROM tcp
WHERE rtt_nanos IS NOT NULL
GROUP BY session, network
ORDER BY p90_rtt_ms DESC, connections DESC, network
LIMIT :limit
