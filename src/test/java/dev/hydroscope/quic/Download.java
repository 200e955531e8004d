package dev.hydroscope.quic;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The events of a server that sends on one stream as its congestion window lets it, with losses, made up alike each time. */
public final class Download {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final int PACKET = 1280;
    private static final int DATA = 1249;
    private static final byte[] NOTHING = {};

    private record Flying(long number, long atNanos, long offset) {
    }

    private final SplittableRandom random;
    private final Map<String, Probe> probes = new HashMap<>();
    private final Deque<Flying> flying = new ArrayDeque<>();
    private final Deque<Long> again = new ArrayDeque<>();
    private final long gapNanos;
    private final double loss;
    private List<Event> events = new ArrayList<>();
    private long at;
    private long number;
    private long received;
    private long offset;
    private long cwnd = 14_720;
    private long ssthresh = Long.MAX_VALUE;
    private long recoveryEnd;
    private boolean limited;
    private int seq;

    /** @param gapNanos between two packets that are sent */
    public Download(long seed, long startNanos, long gapNanos, double loss) {
        this.random = new SplittableRandom(seed);
        this.at = startNanos;
        this.gapNanos = gapNanos;
        this.loss = loss;
        fire("accept");
        fire("packet_received", "pn", received++, "decrypted_len", 1162, "packet_type", 0);
    }

    public long nowNanos() {
        return at;
    }

    public long packets() {
        return number + received;
    }

    /** Nothing happens for so long; less than 0: the clock is set back. */
    public Download pause(long nanos) {
        at += nanos;
        return this;
    }

    public Download fire(String name, Object... arguments) {
        Probe probe = probes.computeIfAbsent(name, n -> CATALOGUE.find("quicly", n).orElseThrow());
        long[] slots = new long[probe.arguments().size()];
        byte[] bytes = NOTHING;
        for (int i = 0; i < arguments.length; i += 2) {
            int place = probe.argument((String) arguments[i]);
            if (probe.arguments().get(place).kind() == Argument.Kind.BYTES) {
                bytes = (byte[]) arguments[i + 1];
                slots[place] = Event.slot(bytes.length, bytes.length, 0);
            } else {
                slots[place] = ((Number) arguments[i + 1]).longValue();
            }
        }
        events.add(new Event(probe, at, 100, 101, seq++, slots, bytes));
        return this;
    }

    /** What has been fired since the last time. */
    public List<Event> take() {
        List<Event> taken = events;
        events = new ArrayList<>();
        return taken;
    }

    /** A round trip or a part of it: the window is filled, then some of it acked or lost. */
    public Download round() {
        fire("send");
        int sent = 0;
        while (flying.size() * (long) PACKET < cwnd && sent++ < 64) {
            send();
        }
        if (limited != flying.size() * (long) PACKET >= cwnd) {
            limited = !limited;
            fire(limited ? "enter_cc_limited" : "exit_cc_limited", "pn", number);
        }
        at += random.nextLong(gapNanos * 4 + 1);
        ack(Math.max(1, Math.min(flying.size(), 2 + random.nextInt(20))));
        if (random.nextInt(50) == 0) {
            rare();
        }
        return this;
    }

    private void send() {
        at += random.nextLong(gapNanos * 2 + 1);
        long from = again.isEmpty() ? offset : again.poll();
        offset = Math.max(offset, from + DATA);
        fire("packet_prepare");
        fire("stream_send", "stream", 0, "off", from, "data_len", DATA);
        fire("packet_sent", "pn", number, "len", PACKET, "packet_type", 3, "ack_only", 0);
        flying.add(new Flying(number++, at, from));
    }

    private void ack(int packets) {
        fire("receive", "bytes_len", 60);
        fire("packet_received", "pn", received++, "decrypted_len", 20 + random.nextInt(30), "packet_type", 3);
        long acked = 0;
        long largest = -1;
        List<Flying> lost = new ArrayList<>();
        for (int i = 0; i < packets && !flying.isEmpty(); i++) {
            Flying packet = flying.poll();
            if (random.nextDouble() < loss) {
                lost.add(packet);
            } else {
                fire("packet_acked", "pn", packet.number, "is_late_ack", 0);
                fire("stream_acked", "stream_id", 0, "off", packet.offset, "len", DATA);
                acked += PACKET;
                largest = packet.number;
            }
        }
        if (acked > 0) {
            grow(largest, acked);
            byte[] rtt = rtt(20 + random.nextInt(30));
            fire("quictrace_cc_ack", "rtt", rtt, "cwnd", cwnd, "inflight", flying.size() * PACKET + lost.size() * PACKET);
            fire("cc_ack_received", "largest_acked", largest, "bytes_acked", acked, "cwnd", cwnd, "inflight",
                    (flying.size() + lost.size()) * PACKET);
        }
        for (int i = 0; i < lost.size(); i++) {
            lose(lost.get(i), flying.size() + lost.size() - 1 - i);
        }
    }

    private void grow(long largest, long acked) {
        if (largest >= recoveryEnd) {
            cwnd = Math.min(400L * PACKET, cwnd + (cwnd < ssthresh ? acked : PACKET * acked / cwnd));
        }
    }

    private void lose(Flying packet, int left) {
        fire("packet_lost", "pn", packet.number, "packet_type", 3);
        if (packet.number >= recoveryEnd) {
            recoveryEnd = number;
            cwnd = Math.max(2 * PACKET, cwnd * 7 / 10);
            ssthresh = cwnd;
        }
        fire("cc_congestion", "max_lost_pn", packet.number + 1, "inflight", left * PACKET, "cwnd", cwnd);
        again.add(packet.offset);
    }

    private void rare() {
        switch (random.nextInt(8)) {
            case 0 -> fire("pto", "inflight", flying.size() * PACKET, "cwnd", cwnd, "pto_count", 1);
            case 1 -> fire("data_blocked_send", "off", offset);
            case 2 -> fire("max_data_receive", "maximum", offset + random.nextInt(1_000_000));
            case 3 -> fire("stream_data_blocked_send", "stream_id", 0, "maximum", offset);
            case 4 -> fire("max_stream_data_receive", "stream_id", 0, "maximum", offset + 1 + random.nextInt(500_000));
            case 5 -> fire("packet_acked", "pn", Math.max(0, number - 100), "is_late_ack", 1);
            case 6 -> fire("new_path", "path_index", 1);
            default -> fire("ecn_congestion", "ce_count", 1);
        }
    }

    private byte[] rtt(int millis) {
        byte[] bytes = new byte[16];
        bytes[0] = 15;
        bytes[4] = (byte) (millis - 3);
        bytes[8] = 4;
        bytes[12] = (byte) millis;
        return bytes;
    }
}
