-- title: Errors by path
-- group: errors
-- about: How many requests of each path failed, by the client's fault (4xx) and by the server's (5xx). A path with
--   errors only is broken or gone; one with a few among many is worth a look at its slow requests.
-- parameter limit = 100: how many paths
SELECT session, REGEXP_REPLACE(path, '[?].*$', '') AS path, COUNT(*) AS requests,
       COUNT(*) FILTER (WHERE status BETWEEN 400 AND 499) AS client_errors,
       COUNT(*) FILTER (WHERE status >= 500) AS server_errors,
       COUNT(*) FILTER (WHERE status IS NULL) AS unanswered,
       ROUND(100.0 * COUNT(*) FILTER (WHERE status >= 400) / COUNT(*), 2) AS errors_percent
FROM request
GROUP BY session, REGEXP_REPLACE(path, '[?].*$', '')
HAVING COUNT(*) FILTER (WHERE status >= 400) > 0
ORDER BY server_errors DESC, client_errors DESC, path
LIMIT :limit
