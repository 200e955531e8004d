package dev.hydroscope.store;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reads the events that {@link ChunkPacker} packed. */
final class ChunkReader {
    private final Probes probes;
    private final Unpacker unpacker;
    private long[][] last = new long[16][];
    private long atNanos;
    private int pid;
    private int tid;
    private int seq;

    private ChunkReader(Probes probes, byte[] data) {
        this.probes = probes;
        this.unpacker = new Unpacker(data);
    }

    static List<EventRow> read(Probes probes, byte[] data) {
        return read(probes, data, probe -> true);
    }

    /** Only those of the probes that are wanted. */
    static List<EventRow> read(Probes probes, byte[] data, Predicate<Probe> wanted) {
        ChunkReader reader = new ChunkReader(probes, data);
        List<EventRow> events = new ArrayList<>(ChunkPacker.EVENTS);
        while (reader.unpacker.more()) {
            reader.event(wanted, events);
        }
        return events;
    }

    /** Some that stand side by side, of the probes that are wanted. */
    static void each(Probes probes, byte[] data, int from, int count, Predicate<Probe> wanted, Consumer<EventRow> taker) {
        ChunkReader reader = new ChunkReader(probes, data);
        List<EventRow> one = new ArrayList<>(1);
        for (int i = 0; i < from + count && reader.unpacker.more(); i++) {
            reader.event(i < from ? probe -> false : wanted, one);
            one.forEach(taker);
            one.clear();
        }
    }

    private void event(Predicate<Probe> wanted, List<EventRow> into) {
        long head = unpacker.number();
        Probes.Entry entry = probes.get((int) (head >>> 3));
        atNanos += unpacker.signed();
        if ((head & ChunkPacker.SAME_THREAD) == 0) {
            pid += (int) unpacker.signed();
            tid += (int) unpacker.signed();
        }
        seq += 1 + ((head & ChunkPacker.NEXT_IN_THREAD) != 0 ? 0 : (int) unpacker.signed());
        long[] slots = slots(entry, (head & ChunkPacker.PLAIN) != 0);
        if (wanted.test(entry.probe())) {
            Event event = new Event(entry.probe(), atNanos, pid, tid, seq, slots, unpacker.text());
            into.add(new EventRow(event, entry.request(event)));
        } else {
            unpacker.skip((int) unpacker.number());
        }
    }

    private long[] slots(Probes.Entry entry, boolean plain) {
        long[] before = last(entry);
        long[] slots = new long[before.length];
        for (int i = 0; i < slots.length; i++) {
            if (entry.numbers()[i] || !plain) {
                before[i] += unpacker.signed();
                slots[i] = before[i];
            } else {
                int captured = (int) unpacker.number();
                slots[i] = Event.slot(captured, captured, 0);
            }
        }
        return slots;
    }

    private long[] last(Probes.Entry entry) {
        if (entry.code() >= last.length) {
            last = Arrays.copyOf(last, 2 * entry.code());
        }
        if (last[entry.code()] == null) {
            last[entry.code()] = new long[entry.numbers().length];
        }
        return last[entry.code()];
    }
}
