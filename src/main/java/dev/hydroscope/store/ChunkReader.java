package dev.hydroscope.store;

import dev.hydroscope.trace.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the events that {@link ChunkPacker} packed. */
final class ChunkReader {
    private final Probes probes;
    private final Unpacker unpacker;
    private final Map<Integer, long[]> last = new HashMap<>(8);
    private long atNanos;
    private int pid;
    private int tid;
    private int seq;

    private ChunkReader(Probes probes, byte[] data) {
        this.probes = probes;
        this.unpacker = new Unpacker(data);
    }

    static List<EventRow> read(Probes probes, byte[] data) {
        ChunkReader reader = new ChunkReader(probes, data);
        List<EventRow> events = new ArrayList<>(ChunkPacker.EVENTS);
        while (reader.unpacker.more()) {
            events.add(reader.event());
        }
        return events;
    }

    private EventRow event() {
        long head = unpacker.number();
        Probes.Entry entry = probes.get((int) (head >>> 3));
        atNanos += unpacker.signed();
        if ((head & ChunkPacker.SAME_THREAD) == 0) {
            pid += (int) unpacker.signed();
            tid += (int) unpacker.signed();
        }
        seq += 1 + ((head & ChunkPacker.NEXT_IN_THREAD) != 0 ? 0 : (int) unpacker.signed());
        long[] slots = slots(entry, (head & ChunkPacker.PLAIN) != 0);
        Event event = new Event(entry.probe(), atNanos, pid, tid, seq, slots, unpacker.text());
        return new EventRow(event, entry.request(event));
    }

    private long[] slots(Probes.Entry entry, boolean plain) {
        long[] before = last.computeIfAbsent(entry.code(), code -> new long[entry.numbers().length]);
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
}
