-- title: Values of a header
-- group: headers
-- about: How often each value of a header was sent, and one request that has it. A header of few values makes a good
--   facet; one whose values are all different is an identity.
-- parameter name = accept-encoding: the header, in lower case
-- parameter limit = 100: how many values
SELECT session, direction, value, COUNT(*) AS times, MIN(conn) AS least_conn
FROM header
WHERE name = :name
GROUP BY session, direction, value
ORDER BY times DESC, value
LIMIT :limit
