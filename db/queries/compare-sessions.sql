-- title: Two sessions side by side, by path
-- group: latency
-- about: Choose two sessions, or name them: requests, errors and durations of each path in the first and in the
--   second, what changed most first. Only a change on a path with enough requests in both means something.
-- parameter before = : the first session's id; empty: the one that began first
-- parameter after = : the second session's id; empty: the one that began last
-- parameter least = 1: paths with fewer requests in both together are left out
-- parameter limit = 100: how many paths
WITH chosen AS (
    SELECT session, CASE WHEN :before = '' THEN place = 1 ELSE session = :before END AS is_before,
           CASE WHEN :after = '' THEN place = sessions ELSE session = :after END AS is_after
    FROM (SELECT session, ROW_NUMBER() OVER (ORDER BY started_at, session) AS place, COUNT(*) OVER () AS sessions
          FROM session)
), figures AS (
    SELECT session, path, COUNT(*) AS requests, COUNT(*) FILTER (WHERE status >= 500) AS errors,
           ROUND(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY duration_nanos) / 1000000.0, 3) AS p50_ms,
           ROUND(PERCENTILE_DISC(0.99) WITHIN GROUP (ORDER BY duration_nanos) / 1000000.0, 3) AS p99_ms
    FROM (SELECT r.session, REGEXP_REPLACE(r.path, '[?].*$', '') AS path, r.status, r.duration_nanos
          FROM (SELECT session FROM chosen WHERE is_before OR is_after) k
          JOIN request r ON r.session = k.session)
    GROUP BY session, path
)
SELECT *
FROM (SELECT f.path, COALESCE(SUM(f.requests) FILTER (WHERE c.is_before), 0) AS requests_before,
             COALESCE(SUM(f.requests) FILTER (WHERE c.is_after), 0) AS requests_after,
             COALESCE(SUM(f.errors) FILTER (WHERE c.is_before), 0) AS errors_before,
             COALESCE(SUM(f.errors) FILTER (WHERE c.is_after), 0) AS errors_after,
             MIN(f.p50_ms) FILTER (WHERE c.is_before) AS p50_before_ms, MIN(f.p50_ms) FILTER (WHERE c.is_after) AS p50_after_ms,
             MIN(f.p99_ms) FILTER (WHERE c.is_before) AS p99_before_ms, MIN(f.p99_ms) FILTER (WHERE c.is_after) AS p99_after_ms
      FROM figures f
      JOIN chosen c ON c.session = f.session
      GROUP BY f.path
      HAVING SUM(f.requests) >= :least)
ORDER BY ABS(COALESCE(p99_after_ms, 0) - COALESCE(p99_before_ms, 0)) DESC, path
LIMIT :limit
