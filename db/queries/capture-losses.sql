-- title: What the capture lost
-- group: capture
-- about: Events that did not get past a hop: the kernel's buffer, the queue, the store. Figures of these stretches
--   are too small; rates and shares around them are to be read with care. `crash` is where Hydroscope itself
--   was ended: nobody knows how many events that cost. No row is what you want.
-- parameter limit = 1000: how many intervals
SELECT session, hop, from_at, to_at, "count" AS events
FROM loss
ORDER BY from_at, session, hop
LIMIT :limit
