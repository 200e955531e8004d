-- title: Loss and round trip by network
-- group: quic
-- about: Packets sent and declared lost, and round trips, by the network of the client. Above 2 % of loss, or a p90
--   of the round trip beyond 300 ms, HTTP/3 feels slow there; much of the loss spurious means reordering rather than
--   loss.
-- parameter limit = 100: how many networks
SELECT session, network, COUNT(*) AS connections, SUM(packets_sent) AS sent, SUM(packets_lost) AS lost,
       ROUND(100.0 * SUM(packets_lost) / SUM(packets_sent), 3) AS loss_percent,
       ROUND(100 * SUM(spurious * packets_lost) / NULLIF(SUM(packets_lost), 0), 1) AS spurious_percent,
       ROUND(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY rtt_nanos) / 1000000.0, 2) AS p50_rtt_ms,
       ROUND(PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY rtt_nanos) / 1000000.0, 2) AS p90_rtt_ms,
       ROUND(MIN(rtt_min_nanos) / 1000000.0, 2) AS least_rtt_ms
FROM connection
WHERE packets_sent > 0
GROUP BY session, network
ORDER BY lost DESC, sent DESC, network
LIMIT :limit
