-- title: Congestion events
-- group: quic
-- about: How often each connection's window was cut, and to what. A window that is cut every few round trips never
--   gets going.
-- parameter limit = 100: how many connections
SELECT session, conn, COUNT(*) AS cuts, MIN(at) AS first_at, MAX(at) AS last_at,
       MIN(ARG_NUMBER(arguments, 'cwnd')) AS least_cwnd_bytes,
       MAX(ARG_NUMBER(arguments, 'cwnd')) AS most_cwnd_bytes
FROM event
WHERE probe = 'quicly:cc_congestion'
GROUP BY session, conn
ORDER BY cuts DESC, session, conn
LIMIT :limit
