-- title: Events of a connection
-- group: probes
-- about: Everything that was captured of one connection, in its order, with all arguments. The distance to the event
--   before shows where it waited.
-- parameter conn = 1: the connection's number
-- parameter probe = %: the probe, as `quicly:packet_%`
-- parameter limit = 1000: how many events
SELECT session, conn, req, stream, at,
       ROUND(EXTRACT(EPOCH FROM at - LAG(at) OVER (PARTITION BY session ORDER BY at)) * 1000, 6) AS since_ms, probe, arguments
FROM event
WHERE conn = :conn AND probe LIKE :probe
ORDER BY session, at
LIMIT :limit
