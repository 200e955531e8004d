-- title: Statuses
-- group: errors
-- about: How often each status was answered, of all requests. Look for what should not be there at all: 421, 431,
--   499, 503.
SELECT session, status, SUM(requests) AS requests,
       ROUND(100.0 * SUM(requests) / SUM(SUM(requests)) OVER (PARTITION BY session), 3) AS percent
FROM traffic
GROUP BY session, status
HAVING SUM(requests) > 0
ORDER BY session, requests DESC, status
