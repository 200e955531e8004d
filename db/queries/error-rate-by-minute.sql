-- title: Error rate by minute
-- group: errors
-- about: Requests by the class of their status in each minute, from the sums that are kept as requests come. A step
--   in the share is a deployment or an upstream that went; compare its minute with that of the losses of the capture
--   before you believe it.
SELECT session, DATE_TRUNC(MINUTE, at) AS at, SUM(requests) AS requests,
       COALESCE(SUM(requests) FILTER (WHERE status BETWEEN 400 AND 499), 0) AS client_errors,
       COALESCE(SUM(requests) FILTER (WHERE status >= 500), 0) AS server_errors,
       ROUND(100.0 * COALESCE(SUM(requests) FILTER (WHERE status >= 500), 0) / SUM(requests), 3) AS server_errors_percent
FROM traffic
GROUP BY session, DATE_TRUNC(MINUTE, at)
HAVING SUM(requests) > 0
ORDER BY session, at
