-- title: Requests in flight over time
-- group: latency
-- about: How many requests had begun and not ended at the end of each second. A staircase that only climbs is a
--   server that answers more slowly than it is asked. Requests with no known end, as those that were never answered, are
--   left out: add those of "Requests without a response".
SELECT session, at, SUM(begun) AS begun, SUM(ended) AS ended,
       SUM(SUM(begun) - SUM(ended)) OVER (PARTITION BY session ORDER BY at) AS in_flight
FROM (SELECT session, DATE_TRUNC(SECOND, at) AS at, COUNT(*) AS begun, 0 AS ended
      FROM request WHERE duration_nanos IS NOT NULL GROUP BY session, DATE_TRUNC(SECOND, at)
      UNION ALL
      SELECT session, DATE_TRUNC(SECOND, COALESCE(CASE duration_until WHEN 'end' THEN ended_at END, responded_at)), 0, COUNT(*)
      FROM request WHERE duration_nanos IS NOT NULL
      GROUP BY session, DATE_TRUNC(SECOND, COALESCE(CASE duration_until WHEN 'end' THEN ended_at END, responded_at)))
GROUP BY session, at
ORDER BY session, at
