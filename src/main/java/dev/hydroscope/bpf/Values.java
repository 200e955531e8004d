package dev.hydroscope.bpf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kernel's map of counted values, by probe. Closed, it stays as it was last. */
final class Values implements AutoCloseable {
    static final Values NONE = new Values(-1);
    private static final int BATCH = 4096;
    private static final int KEY_BYTES = 16;

    private final int fd;
    private final ByteBuffer keys = Layout.buffer(BATCH * KEY_BYTES);
    private final ByteBuffer counts = Layout.buffer(BATCH * Long.BYTES);
    private final ByteBuffer place = Layout.buffer(8);
    private Map<Integer, List<ValueCount>> last = Map.of();
    private boolean closed;

    Values(int fd) {
        this.fd = fd;
    }

    List<ValueCount> of(int probe) {
        if (fd >= 0 && !closed) {
            last = read();
        }
        return last.getOrDefault(probe, List.of());
    }

    /** Values that come meanwhile may be there or not; of those that are there none is told twice. */
    private Map<Integer, List<ValueCount>> read() {
        Map<Integer, List<ValueCount>> byProbe = new HashMap<>();
        int result = 0;
        for (boolean first = true; result == 0; first = false) {
            ByteBuffer ask = Layout.buffer(56).putLong(first ? 0 : Native.address(place)).putLong(Native.address(place))
                    .putLong(Native.address(keys)).putLong(Native.address(counts)).putInt(BATCH).putInt(fd);
            result = Syscall.bpf(Syscall.BPF_MAP_LOOKUP_BATCH, ask);
            int read = result == 0 || result == -Native.ENOENT ? ask.getInt(32) : 0;
            for (int i = 0; i < read; i++) {
                byProbe.computeIfAbsent((int) keys.getLong(i * KEY_BYTES), probe -> new ArrayList<>())
                        .add(new ValueCount(keys.getLong(i * KEY_BYTES + 8), counts.getLong(i * Long.BYTES)));
            }
        }
        if (result != -Native.ENOENT) {
            throw new IllegalStateException("the kernel does not tell the values: error " + -result);
        }
        return byProbe;
    }

    @Override
    public void close() {
        if (fd >= 0 && !closed) {
            last = read();
            closed = true;
        }
    }
}
