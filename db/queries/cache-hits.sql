-- title: Hits and misses that caches tell
-- group: caching
-- about: Responses by what a cache before or in the server says of them (x-cache, cache-status, cf-cache-status,
--   x-cache-status), by its first word or words. Empty where no cache tells anything.
-- parameter limit = 50: how many values
SELECT session, name, REGEXP_REPLACE(value, ' from .*$', '') AS outcome, COUNT(*) AS responses
FROM header
WHERE direction = 'response' AND name IN ('x-cache', 'cache-status', 'cf-cache-status', 'x-cache-status')
GROUP BY session, name, REGEXP_REPLACE(value, ' from .*$', '')
ORDER BY responses DESC, name, outcome
LIMIT :limit
