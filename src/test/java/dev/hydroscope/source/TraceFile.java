package dev.hydroscope.source;

import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Recordings of request headers, made as the kernel lays their records out (bpf/trace.h). */
final class TraceFile {
    static final long CLOCK_OFFSET_NANOS = 1_700_000_000_000_000_000L;
    static final List<Probe> PROBES = List.of(Catalogue.load().find("h2o", "h1_close", 1),
            Catalogue.load().find("h2o", "receive_request_header", 6),
            Catalogue.load().find("h2o", "receive_request_header", 6));
    private static final long FIRST_AT = 5_000_000_000L;
    private static final long INTERVAL_NANOS = 10_000;

    private TraceFile() {
    }

    static Path write(Path file, int records) throws RecordingException {
        try (RecordingWriter writer = new RecordingWriter(file, PROBES, CLOCK_OFFSET_NANOS)) {
            writer.process(4242, 77);
            fill(writer, records);
        }
        return file;
    }

    static void fill(RecordingWriter writer, int records) {
        ByteBuffer ring = ByteBuffer.allocateDirect(4096).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < records; i++) {
            writer.record(ring, 64, header(ring, 64, i));
        }
    }

    /** A record's time, in the kernel's clock. */
    static long at(int record) {
        return FIRST_AT + record * INTERVAL_NANOS;
    }

    private static int header(ByteBuffer ring, int from, int record) {
        byte[] name = "x-number".getBytes(StandardCharsets.UTF_8);
        byte[] value = ("value " + record).getBytes(StandardCharsets.UTF_8);
        ring.position(from);
        ring.putLong(at(record)).putInt(4242).putInt(4243).putInt(record).putShort((short) (1 + record % 2)).putShort((short) 6);
        ring.putLong(1).putLong(record);
        ring.putLong(name.length | (long) name.length << 32).putLong(name.length);
        ring.putLong(value.length | (long) value.length << 32).putLong(value.length);
        ring.put(name).put(value);
        return ring.position() - from;
    }
}
