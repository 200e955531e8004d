-- title: Probes that fired most
-- group: probes
-- about: Events by probe, and their share. What fires most costs the server most: leave out of the next capture what
--   you do not need.
-- parameter limit = 200: how many probes
SELECT session, probe, COUNT(*) AS events, COUNT(DISTINCT conn) AS connections, MIN(at) AS first_at, MAX(at) AS last_at,
       ROUND(100.0 * COUNT(*) / SUM(COUNT(*)) OVER (PARTITION BY session), 2) AS percent
FROM event
GROUP BY session, probe
ORDER BY events DESC, probe
LIMIT :limit
