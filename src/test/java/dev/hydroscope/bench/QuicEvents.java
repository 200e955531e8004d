package dev.hydroscope.bench;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the events of one connection as the probes would: arguments in the catalogue's order, times that go on. */
final class QuicEvents {
    private static final byte[] NOTHING = {};
    private static final Map<String, Probe> PROBES = new HashMap<>();

    static {
        Catalogue.load().h2o().forEach(probe -> PROBES.put(probe.key(), probe));
    }

    /** Which thread of the server has the connection; its events are counted together. */
    static final class Worker {
        private final int tid;
        private int seq;

        Worker(int tid) {
            this.tid = tid;
        }
    }

    private final Worker worker;
    private final long quic;
    private List<Event> out = List.of();
    long atNanos;

    QuicEvents(Worker worker, long quic, long atNanos) {
        this.worker = worker;
        this.quic = quic;
        this.atNanos = atNanos;
    }

    static Probe probe(String key) {
        return PROBES.get(key);
    }

    static List<Probe> all() {
        return List.copyOf(PROBES.values());
    }

    void into(List<Event> events) {
        out = events;
    }

    /** Of quicly: the connection and the clock's milliseconds go before the numbers. */
    void quic(Probe probe, long... numbers) {
        long[] slots = new long[probe.arguments().size()];
        slots[0] = quic;
        slots[1] = atNanos / 1_000_000;
        System.arraycopy(numbers, 0, slots, 2, numbers.length);
        add(probe, slots, NOTHING);
    }

    /** Of any provider: every argument, texts as text or bytes. */
    void say(Probe probe, Object... values) {
        List<Argument> arguments = probe.arguments();
        long[] slots = new long[arguments.size()];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Number number) {
                slots[i] = number.longValue();
            } else {
                byte[] text = values[i] instanceof byte[] raw ? raw : ((String) values[i]).getBytes(StandardCharsets.UTF_8);
                slots[i] = Event.slot(text.length, text.length, 0);
                bytes.writeBytes(text);
            }
        }
        add(probe, slots, bytes.toByteArray());
    }

    private void add(Probe probe, long[] slots, byte[] bytes) {
        out.add(new Event(probe, atNanos, 100, worker.tid, worker.seq++, slots, bytes));
    }

    /** As quicly keeps it: minimum, smoothed, variance and latest, in milliseconds. */
    static byte[] rtt(int minimum, int smoothed, int variance, int latest) {
        return ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(minimum).putInt(smoothed).putInt(variance)
                .putInt(latest).array();
    }

    static byte[] hello(String sni) {
        byte[] name = sni.getBytes(StandardCharsets.UTF_8);
        ByteBuffer hello = ByteBuffer.allocate(2 + 32 + 1 + 4 + 2 + 2 + 9 + name.length + 9);
        hello.putShort((short) 0x303).put(new byte[32]).put((byte) 0).putShort((short) 2).putShort((short) 0x1301);
        hello.put((byte) 1).put((byte) 0).putShort((short) (9 + name.length + 9));
        hello.putShort((short) 0).putShort((short) (5 + name.length)).putShort((short) (3 + name.length)).put((byte) 0)
                .putShort((short) name.length).put(name);
        hello.putShort((short) 16).putShort((short) 5).putShort((short) 3).put((byte) 2).put((byte) 'h').put((byte) '3');
        return java.util.Arrays.copyOf(hello.array(), hello.position());
    }
}
