-- title: Two sessions side by side, by path
-- group: latency
-- about: Choose two sessions, or name them: requests, errors and durations of each path in the first and in the
--   second, what changed most first. Only a change on a path with enough requests in both means something.
-- parameter before = : the first session's id; empty: the one that began first
-- parameter after = : the second session's id; empty: the one that began last
-- parameter least = 1: paths with fewer requests in both together are left out
-- parameter limit = 100: how many paths
WITH chosen AS (
    SELECT COALESCE(NULLIF(:before, ''), (SELECT s.session FROM session s ORDER BY s.started_at, s.session LIMIT 1)) AS before,
           COALESCE(NULLIF(:after, ''), (SELECT s.session FROM session s ORDER BY s.started_at DESC, s.session DESC LIMIT 1))
               AS after),
both AS (
    SELECT REGEXP_REPLACE(r.path, '[?].*$', '') AS path, r.session = k.before AS is_before, r.session = k.after AS is_after,
           r.status >= 500 AS failed, r.duration_nanos / 1e6 AS ms
    FROM chosen k
    JOIN request r ON r.session IN (k.before, k.after)),
paths AS (
    SELECT path, COUNT(*) FILTER (WHERE is_before) AS requests_before, COUNT(*) FILTER (WHERE is_after) AS requests_after,
           COUNT(*) FILTER (WHERE is_before AND failed) AS errors_before,
           COUNT(*) FILTER (WHERE is_after AND failed) AS errors_after,
           ROUND(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE is_before), 3) AS p50_before_ms,
           ROUND(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE is_after), 3) AS p50_after_ms,
           ROUND(PERCENTILE_DISC(0.99) WITHIN GROUP (ORDER BY ms) FILTER (WHERE is_before), 3) AS p99_before_ms,
           ROUND(PERCENTILE_DISC(0.99) WITHIN GROUP (ORDER BY ms) FILTER (WHERE is_after), 3) AS p99_after_ms
    FROM both
    GROUP BY path
    HAVING COUNT(*) >= :least)
SELECT *
FROM paths
ORDER BY ABS(COALESCE(p99_after_ms, 0) - COALESCE(p99_before_ms, 0)) DESC, path
LIMIT :limit
