-- title: Statuses by minute
-- group: protocols
-- about: A row for each status in each minute: what the chart stacks. A status that appears all at once began with a
--   change.
SELECT session, DATE_TRUNC(MINUTE, at) AS at, status, SUM(requests) AS requests
FROM traffic
GROUP BY session, DATE_TRUNC(MINUTE, at), status
HAVING SUM(requests) > 0
ORDER BY session, at, status
