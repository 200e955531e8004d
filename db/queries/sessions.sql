-- title: What each session holds
-- group: capture
-- about: The sessions that are chosen, how long each ran, and what is in it.
SELECT s.session, s.name, s.state, s.source, s.started_at, s.ended_at,
       (SELECT COUNT(*) FROM connection c WHERE c.session = s.session) AS connections,
       (SELECT COALESCE(SUM(t.requests), 0) FROM traffic t WHERE t.session = s.session) AS requests,
       (SELECT COALESCE(SUM(t.headers), 0) FROM traffic t WHERE t.session = s.session) AS headers,
       (SELECT CASE WHEN COUNT(*) = 0 THEN 0 ELSE SUM(l."count") END FROM loss l WHERE l.session = s.session) AS lost_events,
       EXISTS (SELECT 1 FROM loss l WHERE l.session = s.session AND l.hop = 'crash') AS crashed, s.note
FROM session s
ORDER BY s.started_at, s.session
