-- title: What cache-control says
-- group: caching
-- about: Responses by their cache-control. `no-store` on what is static, or no `max-age` at all, is what caches
--   cannot help with.
-- parameter limit = 50: how many values
SELECT session, value AS cache_control, COUNT(*) AS responses
FROM header
WHERE direction = 'response' AND name = 'cache-control'
GROUP BY session, value
ORDER BY responses DESC, value
LIMIT :limit
