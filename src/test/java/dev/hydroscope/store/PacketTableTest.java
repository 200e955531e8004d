package dev.hydroscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hydroscope.quic.Direction;
import dev.hydroscope.quic.Fate;
import dev.hydroscope.quic.FrameType;
import dev.hydroscope.quic.Packet;
import dev.hydroscope.quic.Space;
import dev.hydroscope.quic.Told;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Made;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packets are read back as they are known, at each commit and however late their fates come. */
class PacketTableTest {
    private static final long AT = 1_700_000_000_000_000_000L;

    @TempDir
    private Path folder;
    private SessionFile file;
    private Writer writer;
    private final Told told = new Told(AT);
    private final Connection connection = Made.connection(1, 41, AT);

    @BeforeEach
    void create() {
        file = SessionFile.create(folder.resolve("session.mv.db"));
        writer = file.writer();
    }

    @AfterEach
    void close() {
        file.close();
    }

    private void write() {
        write(connection, told);
    }

    private void write(Connection of, Told told) {
        var events = told.take();
        writer.write(new Changes(List.of(of), List.of(), List.of(new Changes.Run(of, events)), events.size()));
        assertEquals("", writer.problem());
    }

    private ConnectionRow row() {
        return file.reader().connection(41).orElseThrow();
    }

    private Packet sent(long number) {
        return file.reader().packet(row(), Direction.SENT, Space.APPLICATION, number).orElseThrow();
    }

    private static PacketFilter fate(Fate fate) {
        return new PacketFilter(Set.of(), Set.of(), Set.of(fate), Set.of(), OptionalLong.empty(), Long.MIN_VALUE,
                Long.MAX_VALUE, "");
    }

    private List<PacketRow> all(PacketFilter filter, boolean newest, int context, int limit) {
        List<PacketRow> rows = new ArrayList<>();
        String after = "";
        do {
            Page<PacketRow> page = file.reader().packets(row(), filter, new PacketScope(0, 0, newest, context, limit, after));
            rows.addAll(page.rows());
            after = page.next();
        } while (!after.isEmpty());
        return rows;
    }

    private static List<Long> numbers(List<PacketRow> rows) {
        return rows.stream().map(row -> row.packet().number()).toList();
    }

    @Test
    void fatesAreThereAsSoonAsTheyAreTold() {
        told.send(1, 0, 0, 1200).send(2, 0, 1200, 1200);
        write();
        assertEquals(Fate.IN_FLIGHT, sent(1).fate());
        told.ack(0, 2, 2, 2).pass(1_000_000).lose(1).pass(1_000_000);
        write();
        assertEquals(Fate.LOST, sent(1).fate());
        assertEquals(Fate.ACKED, sent(2).fate());
        assertEquals(4000, sent(2).rttNanos());
        long acked = told.now() + 4000;
        told.ack(1, 1, 2, 1);
        write();
        assertEquals(List.of(Fate.LATE_ACKED, acked, AT + 1_012_000), List.of(sent(1).fate(), sent(1).fateAtNanos(),
                sent(1).lostAtNanos()));
    }

    @Test
    void aPacketThatStillArrivesIsShownAndGrows() {
        told.tell("receive", "bytes_len", 36).tell("packet_received", "pn", 0, "packet_type", 3).tell("ping_receive");
        write();
        assertEquals(1, all(PacketFilter.ALL, false, 0, 10).get(0).packet().frames().size());
        told.tell("max_data_receive", "maximum", 9);
        write();
        told.tell("handshake_done_receive").send(1, 0, 0, 10);
        write();
        assertEquals(List.of(FrameType.PING, FrameType.MAX_DATA, FrameType.HANDSHAKE_DONE), all(PacketFilter.ALL, false, 0, 10)
                .get(0).packet().frames().stream().map(frame -> frame.type()).toList());
        assertEquals(2, all(PacketFilter.ALL, false, 0, 10).size());
    }

    @Test
    void everyPacketIsStillThereOnceSealed() {
        for (int i = 0; i < 2000; i++) {
            told.send(i, 0, i * 1000L, 1000);
        }
        write();
        writer.seal();
        file.close();
        file = SessionFile.open(folder.resolve("session.mv.db"));
        assertEquals(2000, all(fate(Fate.IN_FLIGHT), false, 0, 1000).size());
    }

    @Test
    void pagesGoOnWhereTheyEndedInEitherOrder() {
        for (int i = 0; i < 1000; i++) {
            told.send(i, i % 3 * 4, i * 1000L, 1000);
        }
        told.ack(0, 0, 0, 0);
        write();
        List<PacketRow> all = all(PacketFilter.ALL, false, 0, 70);
        assertEquals(1001, all.size());
        List<PacketRow> newest = new ArrayList<>(all(PacketFilter.ALL, true, 0, 70));
        Collections.reverse(newest);
        assertEquals(numbers(all), numbers(newest));
    }
}
