-- title: Where the time of all requests goes
-- group: latency
-- about: The time of all requests with a known duration, added up by protocol and divided by what it was spent on.
--   What is not HTTP/3 has no transport probes: all that lies before the response is the server's, and what is not
--   told stays unknown.
SELECT session, protocol, COUNT(*) AS requests, ROUND(SUM(duration_nanos) / 1000000000.0, 3) AS total_seconds,
       ROUND(100 * SUM(duration_nanos * verdict_server) / SUM(duration_nanos), 1) AS server_percent,
       ROUND(100 * SUM(duration_nanos * verdict_receiving) / SUM(duration_nanos), 1) AS receiving_percent,
       ROUND(100 * SUM(duration_nanos * verdict_waiting) / SUM(duration_nanos), 1) AS waiting_percent,
       ROUND(100 * SUM(duration_nanos * verdict_cwnd) / SUM(duration_nanos), 1) AS cwnd_percent,
       ROUND(100 * SUM(duration_nanos * verdict_blocked) / SUM(duration_nanos), 1) AS blocked_percent,
       ROUND(100 * SUM(duration_nanos * verdict_retransmitting) / SUM(duration_nanos), 1) AS again_percent,
       ROUND(100 * SUM(duration_nanos * verdict_ack) / SUM(duration_nanos), 1) AS ack_percent,
       ROUND(100 * SUM(duration_nanos * verdict_unknown) / SUM(duration_nanos), 1) AS unknown_percent
FROM request
WHERE duration_nanos > 0
GROUP BY session, protocol
ORDER BY session, total_seconds DESC
