-- title: Top user agents
-- group: headers
-- about: Which clients ask, by the text they send. A library's name (curl, python-requests, Go-http-client) high in
--   the list is a script or a health check.
-- parameter limit = 50: how many of them
SELECT session, value AS user_agent, COUNT(*) AS requests
FROM header
WHERE direction = 'request' AND name = 'user-agent'
GROUP BY session, value
ORDER BY requests DESC, value
LIMIT :limit
