-- title: Top referers
-- group: headers
-- about: Which pages requests come from, by origin. A foreign origin that grows is a new link to you, or somebody who
--   embeds what is yours.
-- parameter limit = 50: how many origins
SELECT session, REGEXP_SUBSTR(value, '^[^/]*//[^/]*') AS origin, COUNT(*) AS requests, COUNT(DISTINCT value) AS pages
FROM header
WHERE direction = 'request' AND name = 'referer'
GROUP BY session, REGEXP_SUBSTR(value, '^[^/]*//[^/]*')
ORDER BY requests DESC, origin
LIMIT :limit
