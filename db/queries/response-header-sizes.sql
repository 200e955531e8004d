-- title: Response headers by path
-- group: headers
-- about: How many bytes of headers each path answers with, before compression. Every response pays them: a policy of
--   4 KB on small objects can be most of what is sent.
-- parameter limit = 100: how many paths
SELECT session, REGEXP_REPLACE(path, '[?].*$', '') AS path, COUNT(*) AS requests,
       ROUND(AVG(response_header_bytes), 0) AS average_bytes, MAX(response_header_bytes) AS most_bytes,
       SUM(response_header_bytes) AS total_bytes
FROM request
WHERE status IS NOT NULL
GROUP BY session, REGEXP_REPLACE(path, '[?].*$', '')
ORDER BY total_bytes DESC, path
LIMIT :limit
