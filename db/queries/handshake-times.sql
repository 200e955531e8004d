-- title: Handshakes
-- group: quic
-- about: How long QUIC's handshakes took, by server name: from the first event to the end of TLS. Two round trips are
--   usual; a p99 of seconds is packets lost in the handshake, which cost a probe timeout each. Only those seen from
--   their beginning are here.
SELECT session, sni, COUNT(*) AS handshakes,
       ROUND(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY handshake_nanos) / 1000000.0, 3) AS p50_ms,
       ROUND(PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY handshake_nanos) / 1000000.0, 3) AS p90_ms,
       ROUND(PERCENTILE_DISC(0.99) WITHIN GROUP (ORDER BY handshake_nanos) / 1000000.0, 3) AS p99_ms,
       ROUND(MAX(handshake_nanos) / 1000000.0, 3) AS max_ms,
       ROUND(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY CAST(handshake_nanos AS DOUBLE PRECISION) / NULLIF(rtt_min_nanos, 0)), 1)
           AS p50_round_trips
FROM connection
WHERE handshake_nanos IS NOT NULL
GROUP BY session, sni
ORDER BY handshakes DESC, sni
