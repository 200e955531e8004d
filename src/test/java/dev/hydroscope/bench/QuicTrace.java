package dev.hydroscope.bench;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One HTTP/3 connection as a server's probes tell it, made up but alike from run to run: responses of several streams at a
 * time under a congestion window, with round trips, losses, retransmissions, late acknowledgements and flow control.
 */
public final class QuicTrace {
    private static final Probe PREPARE = quicly("packet_prepare");
    private static final Probe EMIT = quicly("stream_on_send_emit");
    private static final Probe STREAM = quicly("stream_send");
    private static final Probe SENT = quicly("packet_sent");
    private static final Probe RECEIVE = quicly("receive");
    private static final Probe RECEIVED = quicly("packet_received");
    private static final Probe BLOCK = quicly("ack_block_received");
    private static final Probe ACKED = quicly("packet_acked");
    private static final Probe STREAM_ACKED = quicly("stream_acked");
    private static final Probe DELAY = quicly("ack_delay_received");
    private static final Probe CC_ACK = quicly("quictrace_cc_ack");
    private static final Probe CC_ACK_RECEIVED = quicly("cc_ack_received");
    private static final Probe LOST = quicly("packet_lost");
    private static final Probe DESTROYED = quicly("stream_on_destroy");
    private static final Probe STATS = QuicEvents.probe("h2o:h3s_stream_stats");
    private static final Probe STREAM_LOST = quicly("stream_lost");
    private static final Probe CONGESTION = quicly("cc_congestion");
    private static final Probe CC_LOST = quicly("quictrace_cc_lost");
    private static final int MTU = 1280;
    private static final int PAYLOAD = 1249;
    private static final int ACKS = 10;
    private static final int STREAMS = 3;
    private static final int ARRIVES = 500;
    private static final long ROUND_TRIP = 20_000_000;
    private static final long MOST_WINDOW = 1500 * MTU;

    private record Range(long stream, long offset, int length, boolean fin, Response of) {
    }

    private static final class Flight {
        private final long number;
        private final long sentAt;
        private final Range range;
        private final int luck;

        Flight(long number, long sentAt, Range range, int luck) {
            this.number = number;
            this.sentAt = sentAt;
            this.range = range;
            this.luck = luck;
        }

        boolean dropped() {
            return luck < 12;
        }

        /** Takes another way: arrives when it is given up. */
        boolean strays() {
            return luck >= 998;
        }
    }

    private static final class Response {
        private long stream;
        private long offset;
        private long size;
        private long acked;
    }

    private static final Response HELLO = new Response();

    private final QuicEvents events;
    private final SplittableRandom random;
    private final long conn;
    private final long pointer;
    private final long packets;
    private final String sni;
    private final Deque<Flight> flying = new ArrayDeque<>();
    private final Deque<Flight> strays = new ArrayDeque<>();
    private final Deque<Range> again = new ArrayDeque<>();
    private final Response[] responses = new Response[STREAMS];
    private long sent;
    private long received;
    private long nextStream;
    private long inflight;
    private long window = 20L * MTU;
    private long threshold = MOST_WINDOW;
    private long dataSent;
    private long limit = 16 << 20;
    private long recoveryUntil = -1;
    private int turn;
    private boolean begun;
    private boolean over;
    private boolean limited;

    /** @param packets about how many are sent and received */
    public QuicTrace(long seed, long conn, long atNanos, long packets) {
        this(new QuicEvents.Worker(101 + (int) (conn % 4)), seed, conn, atNanos, packets);
    }

    QuicTrace(QuicEvents.Worker worker, long seed, long conn, long atNanos, long packets) {
        this.conn = conn;
        this.pointer = 0x7f00_0000_0000L + conn * 0x1000;
        this.events = new QuicEvents(worker, pointer, atNanos);
        this.random = new SplittableRandom(seed);
        this.packets = packets;
        this.sni = conn % 3 == 0 ? "static.example.com" : "www.example.com";
    }

    /** Those whose events this makes, among others. */
    public static List<Probe> probes() {
        return QuicEvents.all();
    }

    private static Probe quicly(String name) {
        return QuicEvents.probe("quicly:" + name);
    }

    public long nowNanos() {
        return events.atNanos;
    }

    /** How many packets were sent and received so far. */
    public long packets() {
        return sent + received;
    }

    public boolean over() {
        return over;
    }

    /** The events of the next moment, some ten to a hundred. */
    public void next(List<Event> into) {
        events.into(into);
        if (!begun) {
            begun = true;
            begin();
        } else if (sent + received >= packets) {
            over = true;
            end();
        } else if (hasRoom()) {
            burst();
        } else {
            acknowledged();
        }
    }

    private boolean hasRoom() {
        return inflight + MTU <= window && flying.size() < 2000;
    }

    private void pass(long nanos) {
        events.atNanos += nanos + random.nextInt(1 + (int) nanos / 4);
    }

    private void begin() {
        long tls = pointer + 8;
        events.say(QuicEvents.probe("picotls:new"), tls, 1);
        String address = "198.51." + conn / 200 % 200 + "." + conn % 200 + ":4711";
        events.say(quicly("new_path"), pointer, 0, 0, address);
        events.say(quicly("accept"), pointer, 0, "cf6bea9ee9220723", 0);
        packet(1236, 0);
        events.quic(quicly("stream_receive"), -1, 0, 0, 234);
        events.say(QuicEvents.probe("picotls:receive_message"), tls, 1, QuicEvents.hello(sni), 200, 0);
        events.quic(quicly("crypto_handshake"));
        events.say(QuicEvents.probe("h2o:h3s_accept"), conn, pointer + 16, pointer, "uuid-" + conn);
        pass(200_000);
        send(new Range(-1, 0, 90, false, HELLO), 0, ARRIVES);
        send(new Range(-3, 0, 970, false, HELLO), 2, ARRIVES);
        for (int i = 0; i < responses.length; i++) {
            responses[i] = new Response();
        }
        pass(ROUND_TRIP);
    }

    private void packet(int size, int type) {
        events.quic(RECEIVED, received++, 0, size, type);
        pass(2_000);
    }

    private void request(Response response) {
        response.stream = nextStream;
        nextStream += 4;
        response.size = 1000 + (long) Math.pow(10, 2 + 4.5 * random.nextDouble());
        events.quic(RECEIVE, 0, 0, 120, -1);
        packet(90, 3);
        events.quic(quicly("stream_on_open"), response.stream);
        events.quic(quicly("stream_receive"), response.stream, 0, 0, 60, 1);
        events.say(QuicEvents.probe("h2o:receive_request"), conn, response.stream, 0x300);
        header("receive_request_header", response.stream, ":authority", sni);
        header("receive_request_header", response.stream, ":method", "GET");
        header("receive_request_header", response.stream, ":path", "/files/" + response.size);
        pass(300_000);
        events.say(QuicEvents.probe("h2o:send_response"), conn, response.stream, 200);
        header("send_response_header", response.stream, "content-length", Long.toString(response.size));
        events.quic(quicly("send"), 2);
    }

    private void header(String probe, long stream, String name, String value) {
        events.say(QuicEvents.probe("h2o:" + probe), conn, stream, name, name.length(), value, value.length());
    }

    private void burst() {
        if (dataSent > limit - (1 << 20)) {
            limit += 16 << 20;
            events.quic(RECEIVE, 0, 0, 50, -1);
            packet(20, 3);
            events.quic(quicly("max_data_receive"), limit);
        }
        events.quic(quicly("send"), 2);
        for (int i = 0; i < 8 && hasRoom(); i++) {
            send(range(), 3, random.nextInt(1000));
        }
        if (!hasRoom() && !limited) {
            limited = true;
            events.quic(quicly("enter_cc_limited"), sent);
        }
    }

    private Range range() {
        if (!again.isEmpty()) {
            return again.poll();
        }
        turn = (turn + 1) % STREAMS;
        Response response = responses[turn];
        if (response.offset == response.size) {
            response = new Response();
            responses[turn] = response;
            request(response);
        }
        int length = (int) Math.min(PAYLOAD, response.size - response.offset);
        Range range = new Range(response.stream, response.offset, length, response.offset + length == response.size,
                response);
        response.offset += length;
        dataSent += length;
        return range;
    }

    private void send(Range range, int type, int luck) {
        int size = range.length + MTU - PAYLOAD;
        events.quic(PREPARE, 64);
        pass(2_000);
        events.quic(EMIT, range.stream, range.offset, PAYLOAD);
        events.quic(STREAM, range.stream, range.offset, 0, range.length, range.fin ? 1 : 0, 1);
        pass(3_000);
        events.quic(SENT, sent, size, type, 0);
        pass(1_000);
        flying.add(new Flight(sent++, events.atNanos, range, luck));
        inflight += size;
    }

    /** What came through of the oldest few in flight is acknowledged, what did not is lost. */
    private void acknowledged() {
        Flight[] oldest = new Flight[Math.min(ACKS, flying.size())];
        Arrays.setAll(oldest, i -> flying.poll());
        Flight newest = oldest[oldest.length - 1];
        events.atNanos = Math.max(events.atNanos, newest.sentAt + ROUND_TRIP + random.nextInt(2_000_000));
        events.quic(RECEIVE, 0, 0, 40, -1);
        packet(12, newest.number < 2 ? 2 : 3);
        for (int from = 0; from < oldest.length;) {
            from = block(oldest, from);
        }
        late();
        events.quic(DELAY, 25);
        long latest = (events.atNanos - newest.sentAt) / 1_000_000;
        events.say(CC_ACK, pointer, 0, QuicEvents.rtt(20, 21, 2, (int) latest), window, inflight);
        events.quic(CC_ACK_RECEIVED, newest.number, (long) oldest.length * MTU, window, inflight);
        for (Flight flight : oldest) {
            if (flight.dropped() || flight.strays()) {
                lose(flight);
            }
        }
        if (limited && hasRoom()) {
            limited = false;
            events.quic(quicly("exit_cc_limited"), sent);
        }
    }

    private int block(Flight[] oldest, int from) {
        int first = from;
        while (first < oldest.length && (oldest[first].dropped() || oldest[first].strays())) {
            first++;
        }
        int end = first;
        while (end < oldest.length && !oldest[end].dropped() && !oldest[end].strays()) {
            end++;
        }
        if (first < end) {
            events.quic(BLOCK, oldest[first].number, oldest[end - 1].number);
            for (int i = first; i < end; i++) {
                acked(oldest[i], 0);
                inflight -= oldest[i].range.length + MTU - PAYLOAD;
                window = Math.min(MOST_WINDOW, window + (window < threshold ? MTU : (long) MTU * MTU / window));
            }
        }
        return end;
    }

    private void acked(Flight flight, int late) {
        events.quic(ACKED, flight.number, late);
        events.quic(STREAM_ACKED, flight.range.stream, flight.range.offset, flight.range.length);
        events.atNanos += 400;
        Response of = flight.range.of;
        of.acked += flight.range.length;
        if (of != HELLO && of.acked >= of.size && of.acked - flight.range.length < of.size) {
            events.quic(DESTROYED, flight.range.stream, 0);
            events.say(STATS, conn, flight.range.stream, 60, 60, 0, 3, 40, of.size, 20, of.size, 1, 20);
        }
    }

    private void late() {
        Flight stray = strays.poll();
        if (stray != null) {
            events.quic(BLOCK, stray.number, stray.number);
            acked(stray, 1);
        }
    }

    private void lose(Flight flight) {
        inflight -= flight.range.length + MTU - PAYLOAD;
        events.quic(LOST, flight.number, flight.number < 2 ? 2 : 3);
        events.quic(STREAM_LOST, flight.range.stream, flight.range.offset, flight.range.length);
        if (flight.number > recoveryUntil) {
            recoveryUntil = sent;
            window = Math.max(4 * MTU, window * 7 / 10);
            threshold = window;
        }
        events.quic(CONGESTION, flight.number + 1, inflight, window);
        events.say(CC_LOST, pointer, 0, QuicEvents.rtt(20, 21, 2, 22), window, inflight);
        again.add(flight.range);
        if (flight.strays()) {
            strays.add(flight);
        }
    }

    private void end() {
        events.say(quicly("transport_close_receive"), pointer, 0, 0, 0, "");
        events.quic(quicly("free"));
        events.say(QuicEvents.probe("h2o:h3s_destroy"), conn, nextStream / 4);
    }
}
