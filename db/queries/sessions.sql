-- title: What each session holds
-- group: capture
-- about: The sessions that are chosen, how long each ran, and what is in it.
SELECT s.session, s.name, s.state, s.source, s.started_at, s.ended_at,
       (SELECT COUNT(*) FROM connection c WHERE c.session = s.session) AS connections,
       (SELECT SUM(t.requests) FROM traffic t WHERE t.session = s.session) AS requests,
       (SELECT SUM(t.headers) FROM traffic t WHERE t.session = s.session) AS headers,
       (SELECT SUM(l."count") FROM loss l WHERE l.session = s.session) AS lost_events, s.note
FROM session s
ORDER BY s.started_at, s.session
