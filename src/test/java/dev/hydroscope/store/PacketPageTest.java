package dev.hydroscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked of a connection's packets, the pages together give what looking at every packet gives. */
class PacketPageTest {
    private static final long AT = 1_700_000_000_000_000_000L;
    private static final int MANY = 3000;
    private static final PacketFilter LOST = new PacketFilter(Set.of(), Set.of(), Set.of(Fate.LOST), Set.of(),
            OptionalLong.empty(), Long.MIN_VALUE, Long.MAX_VALUE, "");

    @TempDir
    private static Path folder;
    private static SessionFile file;
    private static ConnectionRow of;
    private static List<Packet> all;

    @BeforeAll
    static void write() {
        file = SessionFile.create(folder.resolve("session.mv.db"));
        Writer writer = file.writer();
        SplittableRandom random = new SplittableRandom(5);
        Told told = new Told(AT);
        told.tell("packet_prepare").tell("stream_send", "stream", -1, "data_len", 90).tell("packet_sent", "pn", 0, "len", 120);
        for (int i = 1; i < MANY; i++) {
            told.send(i, random.nextInt(4) * 4, i * 1000L, 1000);
            if (i % 10 == 0) {
                told.ack(i / 10, i - 9, i, i - 9, i - 8, i - 7, i - 6, i - 5, i - 4, i - 2);
            }
            if (random.nextInt(200) == 0) {
                told.lose(i - i % 10);
            }
        }
        Connection connection = Made.connection(1, 41, AT);
        var events = told.take();
        writer.write(new Changes(List.of(connection), List.of(), List.of(new Changes.Run(connection, events)), events.size()));
        of = file.reader().connection(41).orElseThrow();
        List<Packet> packets = new ArrayList<>();
        file.reader().eachPacket(of, 0, Long.MAX_VALUE, (position, packet) -> {
            assertEquals(packets.size(), position);
            return packets.add(packet.packet());
        });
        all = List.copyOf(packets);
    }

    @AfterAll
    static void close() {
        file.close();
    }

    private static List<PacketRow> pages(PacketFilter filter, PacketScope first) {
        List<PacketRow> rows = new ArrayList<>();
        String after = "";
        do {
            Page<PacketRow> page = file.reader().packets(of, filter, new PacketScope(first.fromNanos(), first.toNanos(),
                    first.newest(), first.context(), first.limit(), after));
            rows.addAll(page.rows());
            assertTrue(page.rows().size() <= first.limit());
            after = page.next();
        } while (!after.isEmpty());
        if (first.newest()) {
            Collections.reverse(rows);
        }
        return rows;
    }

    private static void check(PacketFilter filter, PacketScope scope, Predicate<Packet> wanted) {
        long to = scope.toNanos() == 0 ? Long.MAX_VALUE : scope.toNanos();
        TreeSet<Integer> expected = new TreeSet<>();
        for (int i = 0; i < all.size(); i++) {
            if (inTime(i, scope, to) && wanted.test(all.get(i))) {
                for (int near = i - scope.context(); near <= i + scope.context(); near++) {
                    expected.add(near);
                }
            }
        }
        expected.removeIf(i -> i < 0 || i >= all.size() || !inTime(i, scope, to));
        List<PacketRow> rows = pages(filter, scope);
        assertEquals(List.copyOf(expected), rows.stream().map(row -> (int) row.position()).toList());
        rows.forEach(row -> assertEquals(!wanted.test(row.packet()), row.context()));
        rows.forEach(row -> assertEquals(all.get((int) row.position()), row.packet()));
    }

    private static boolean inTime(int place, PacketScope scope, long to) {
        return all.get(place).atNanos() >= scope.fromNanos() && all.get(place).atNanos() <= to;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void pagesGiveWhatLookingAtAllGives(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long end = all.get(all.size() - 1).atNanos();
        for (int i = 0; i < 8; i++) {
            long from = random.nextBoolean() ? 0 : random.nextLong(AT, end);
            long to = random.nextBoolean() ? 0 : random.nextLong(Math.max(AT, from), end + 10);
            boolean newest = random.nextBoolean();
            PacketScope scope = new PacketScope(from, to, newest, random.nextInt(3) * 7, 1 + random.nextInt(400), "");
            check(PacketFilter.ALL, scope, packet -> true);
            check(LOST, scope, packet -> packet.sent() && packet.fate() == Fate.LOST);
            long least = random.nextInt(MANY);
            check(new PacketFilter(Set.of(Direction.SENT), Set.of(), Set.of(), Set.of(), OptionalLong.of(8), least, least + 300,
                    ""),
                    scope, packet -> packet.sent() && packet.number() >= least && packet.number() <= least + 300
                            && packet.frames().get(0).value(0) == 8);
            check(new PacketFilter(Set.of(), Set.of(), Set.of(), Set.of(FrameType.ACK), OptionalLong.empty(), Long.MIN_VALUE,
                    Long.MAX_VALUE, "Largest 1"), scope, packet -> packet.text().contains("ack largest 1"));
        }
    }

    @Test
    void onePacketIsFoundByItsName() {
        for (Packet packet : all) {
            assertEquals(packet, file.reader().packet(of, packet.direction(), packet.space(), packet.number()).orElseThrow());
        }
        assertTrue(file.reader().packet(of, Direction.SENT, Space.HANDSHAKE, 5).isEmpty());
        assertTrue(file.reader().packet(of, Direction.SENT, Space.APPLICATION, MANY).isEmpty());
    }

    @Test
    void anAcknowledgedPacketKnowsWhatAckedIt() {
        Packet acked = file.reader().packet(of, Direction.SENT, Space.APPLICATION, 501).orElseThrow();
        Packet ack = file.reader().ackOf(of, acked).orElseThrow();
        assertEquals(List.of(Direction.RECEIVED, 51L), List.of(ack.direction(), ack.number()));
        assertTrue(acked.fateAtNanos() >= ack.atNanos() && acked.fateAtNanos() <= ack.endAtNanos());
    }

    @Test
    void itsEventsAreThoseThatMadeItAndThoseOfItsFate() {
        Packet acked = file.reader().packet(of, Direction.SENT, Space.APPLICATION, 501).orElseThrow();
        assertEquals(List.of("packet_prepare", "stream_send", "packet_sent", "packet_acked"), names(acked));
        Packet ack = file.reader().ackOf(of, acked).orElseThrow();
        assertEquals(List.of("receive", "packet_received", "ack_block_received", "packet_acked", "packet_acked", "packet_acked",
                "packet_acked", "packet_acked", "packet_acked", "packet_acked", "ack_delay_received"), names(ack).subList(0, 11));
    }

    private static List<String> names(Packet packet) {
        return file.reader().events(of, packet).stream().map(row -> row.event().probe().name()).toList();
    }

    @Test
    void aTokenOfNoPageIsRefused() {
        for (String wrong : List.of("x", "1", "1.2", "1.2.x", "1.2.3.4")) {
            PacketScope scope = new PacketScope(0, 0, false, 0, 10, wrong);
            assertThrows(StoreException.class,
                    () -> file.reader().packets(of, PacketFilter.ALL, scope), wrong);
        }
    }
}
