package dev.hydroscope.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.source.CaptureSettings;
import dev.hydroscope.trace.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The stand-in's HTTP/3, as a tracer sees it: upstream's order of events, and numbers that add up. */
class QuicTest {
    private static final List<String> BEFORE_ACCEPT = List.of("h3_packet_receive", "new", "new_path", "accept",
            "packet_received", "stream_receive", "stream_on_receive", "client_random", "new_secret",
            "crypto_update_secret", "new_secret", "crypto_update_secret", "receive_message", "crypto_handshake",
            "stream_on_open", "stream_on_open", "stream_on_open", "h3s_accept");
    private static final List<String> AFTER_DESTROY = List.of("h3s_destroy", "free", "conn_stats", "stream_on_destroy",
            "delete_path", "free");
    private static List<Event> events;
    private static List<List<Event>> connections;

    @BeforeAll
    static void trace() throws Exception {
        Traced traced = Traced.run(CaptureSettings.of(List.of("*:*")), "--requests", "400", "--mix", "h3:1", "--rate", "60000");
        events = traced.events();
        assertEquals(traced.summary().firedTotal(), events.size(), "something was lost");
        connections = connections();
        assertTrue(connections.size() > 20, "connections: " + connections.size());
    }

    /** quicly's events by connection: its address until it is reused. */
    private static List<List<Event>> connections() {
        Map<Long, List<Event>> open = new HashMap<>();
        List<List<Event>> all = new ArrayList<>();
        for (Event event : events) {
            if (event.probe().provider().equals("quicly")) {
                if (event.probe().name().equals("new_path") && number(event, "path_index") == 0) {
                    open.put(event.number(0), new ArrayList<>());
                    all.add(open.get(event.number(0)));
                }
                open.get(event.number(0)).add(event);
            }
        }
        return all;
    }

    private static long number(Event event, String argument) {
        return event.number(event.probe().argument(argument));
    }

    @Test
    void aConnectionBeginsAndEndsInUpstreamsOrder() {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).probe().name().equals("h3s_accept")) {
                assertEquals(BEFORE_ACCEPT, names(i + 1 - BEFORE_ACCEPT.size(), BEFORE_ACCEPT.size()));
            } else if (events.get(i).probe().name().equals("h3s_destroy")) {
                assertEquals(AFTER_DESTROY, names(i, AFTER_DESTROY.size()));
            }
        }
    }

    private static List<String> names(int from, int count) {
        return events.subList(from, from + count).stream().map(event -> event.probe().name()).toList();
    }

    @Test
    void anAddressIsUsedAgain() {
        Set<Long> addresses = new HashSet<>();
        connections.forEach(connection -> addresses.add(connection.get(0).number(0)));
        assertTrue(addresses.size() < connections.size(), addresses.size() + " addresses");
    }

    @Test
    void theBytesInFlightAddUp() {
        for (List<Event> connection : connections) {
            Map<Long, Long> sizes = new HashMap<>();
            Set<Long> lost = new HashSet<>();
            long inflight = 0;
            for (Event event : connection) {
                switch (event.probe().name()) {
                    case "packet_sent" -> {
                        if (number(event, "ack_only") == 0) {
                            sizes.put(number(event, "pn"), number(event, "len"));
                            inflight += number(event, "len");
                        }
                    }
                    case "packet_acked" -> inflight -= number(event, "is_late_ack") == 1 ? 0 : sizes.get(number(event, "pn"));
                    case "cc_ack_received" -> assertEquals(inflight, number(event, "inflight"));
                    case "stream_lost" -> inflight -= number(event, "stream_id") == -1 ? sizes.get(0L) : 0;
                    case "cc_congestion" -> assertEquals(inflight, number(event, "inflight"));
                    case "quictrace_cc_lost" -> inflight -= sizes.get(last(lost));
                    case "packet_lost" -> lost.add(number(event, "pn"));
                    default -> { }
                }
            }
            assertFalse(sizes.isEmpty());
        }
    }

    private static long last(Set<Long> lost) {
        long pn = lost.iterator().next();
        lost.clear();
        return pn;
    }

    @Test
    void everyRangeThatIsSentIsAcknowledgedOrLost() {
        int again = 0;
        for (List<Event> connection : connections) {
            Map<String, Integer> open = new TreeMap<>();
            for (Event event : connection) {
                String name = event.probe().name();
                if (name.equals("stream_send") && number(event, "stream") >= 0) {
                    long length = number(event, "data_len") + number(event, "is_fin");
                    open.merge(number(event, "stream") + " " + number(event, "off") + " " + length, 1, Integer::sum);
                } else if (name.equals("stream_acked") || name.equals("stream_lost")) {
                    open.merge(number(event, "stream_id") + " " + number(event, "off") + " " + number(event, "len"), -1,
                            Integer::sum);
                    again += name.equals("stream_lost") ? 1 : 0;
                }
            }
            open.keySet().removeIf(range -> range.startsWith("-"));
            assertTrue(open.values().stream().allMatch(count -> count == 0), open.toString());
        }
        assertTrue(again > connections.size(), "nothing was lost");
    }

    @Test
    void everyRequestHasItsStream() {
        Set<Long> requests = new HashSet<>();
        Set<Long> streams = new HashSet<>();
        for (Event event : events) {
            if (event.probe().name().equals("receive_request")) {
                assertEquals(0x300, number(event, "http_version"));
                requests.add(number(event, "req_id"));
            } else if (event.probe().name().equals("stream_on_open") && number(event, "stream") % 4 == 0) {
                streams.add(number(event, "stream"));
            }
        }
        assertEquals(streams, requests);
        assertTrue(requests.contains(0L), "HTTP/3's first request is 0");
    }
}
