-- title: Two sessions side by side, by path
-- group: latency
-- about: Choose two sessions, or name them: requests, errors and durations of each path in the first and in the
--   second, what changed most first. Only a change on a path with enough requests in both means something.
-- parameter before = : the first session's id; empty: the one that began first
-- parameter after = : the second session's id; empty: the one that began last
-- parameter least = 1: paths with fewer requests in both together are left out
-- parameter limit = 100: how many paths
SELECT path, requests_before, requests_after, errors_before, errors_after, p50_before_ms, p50_after_ms, p99_before_ms,
       p99_after_ms
FROM (SELECT path, COUNT(*) FILTER (WHERE is_before) AS requests_before, COUNT(*) FILTER (WHERE is_after) AS requests_after,
             COUNT(*) FILTER (WHERE is_before AND failed) AS errors_before,
             COUNT(*) FILTER (WHERE is_after AND failed) AS errors_after,
             ROUND(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY nanos) FILTER (WHERE is_before) / 1000000.0, 3) AS p50_before_ms,
             ROUND(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY nanos) FILTER (WHERE is_after) / 1000000.0, 3) AS p50_after_ms,
             ROUND(PERCENTILE_DISC(0.99) WITHIN GROUP (ORDER BY nanos) FILTER (WHERE is_before) / 1000000.0, 3) AS p99_before_ms,
             ROUND(PERCENTILE_DISC(0.99) WITHIN GROUP (ORDER BY nanos) FILTER (WHERE is_after) / 1000000.0, 3) AS p99_after_ms
      FROM (SELECT REGEXP_REPLACE(r.path, '[?].*$', '') AS path, r.status >= 500 AS failed, r.duration_nanos AS nanos,
                   CASE WHEN :before = '' THEN k.place = 1 ELSE k.session = :before END AS is_before,
                   CASE WHEN :after = '' THEN k.place = k.sessions ELSE k.session = :after END AS is_after
            FROM (SELECT session, ROW_NUMBER() OVER (ORDER BY started_at, session) AS place, COUNT(*) OVER () AS sessions
                  FROM session) k
            LEFT JOIN request r ON r.session = k.session)
      WHERE is_before OR is_after
      GROUP BY path
      HAVING COUNT(*) >= :least)
ORDER BY ABS(COALESCE(p99_after_ms, 0) - COALESCE(p99_before_ms, 0)) DESC, path
LIMIT :limit
