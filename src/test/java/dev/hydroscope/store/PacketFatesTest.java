package dev.hydroscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hydroscope.quic.Fate;
import dev.hydroscope.quic.Layout;
import dev.hydroscope.quic.Layouts;
import dev.hydroscope.quic.Told;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Made;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However late a fate comes, and whatever was forgotten meanwhile, it finds its packet. */
class PacketFatesTest {
    private static final long AT = 1_700_000_000_000_000_000L;

    @TempDir
    private Path folder;
    private SessionFile file;
    private Connection database;
    private PacketTable table;
    private final Layouts layouts = new Layouts();

    @BeforeEach
    void create() throws SQLException {
        file = SessionFile.create(folder.resolve("session.mv.db"));
        database = file.database().connect();
        database.setAutoCommit(false);
        table = new PacketTable(database);
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
        file.close();
    }

    private void put(long ordinal, Told told) throws SQLException {
        List<Event> events = told.take();
        table.put(new Changes.Run(Made.connection(ordinal, ordinal, AT), events),
                events.stream().map(event -> layouts.of(event.probe())).toArray(Layout[]::new));
    }

    private void commit() throws SQLException {
        table.flush();
        database.commit();
    }

    private List<String> read(long ordinal) {
        List<String> read = new ArrayList<>();
        var of = new ConnectionRow(ordinal, ordinal, 7, 0, AT, 0, 0, 0, 0x300, false,
                dev.hydroscope.trace.Connection.Identity.values()[0], "", "", "", "");
        file.reader().eachPacket(of, 0, Long.MAX_VALUE, (position, packet) -> {
            if (packet.sent()) {
                read.add(packet.number + " " + packet.fate.word() + " " + packet.fateAtNanos + " " + packet.lostAtNanos);
            }
            return true;
        });
        return read;
    }

    /** What should be known of a connection, and what its server tells. */
    private static final class Expected {
        private final Told told = new Told(AT);
        private final List<Long> numbers = new ArrayList<>();
        private final List<Fate> fates = new ArrayList<>();
        private final List<long[]> times = new ArrayList<>();

        void send(long number) {
            told.send(number, 0, number * 10, 10);
            numbers.add(number);
            fates.add(Fate.IN_FLIGHT);
            times.add(new long[2]);
        }

        void ack(int place) {
            told.tell("packet_acked", "pn", numbers.get(place), "is_late_ack", fates.get(place) == Fate.LOST ? 1 : 0);
            if (!fates.get(place).acked()) {
                fates.set(place, fates.get(place) == Fate.LOST ? Fate.LATE_ACKED : Fate.ACKED);
                times.get(place)[0] = told.now();
            }
        }

        void lose(int place) {
            told.lose(numbers.get(place));
            if (fates.get(place) == Fate.IN_FLIGHT) {
                fates.set(place, Fate.LOST);
                times.get(place)[0] = told.now();
                times.get(place)[1] = told.now();
            }
        }

        List<String> all() {
            List<String> all = new ArrayList<>();
            for (int i = 0; i < numbers.size(); i++) {
                all.add(numbers.get(i) + " " + fates.get(i).word() + " " + times.get(i)[0] + " " + times.get(i)[1]);
            }
            return all;
        }
    }

    private void assertSame(Expected expected, long ordinal) {
        List<String> all = expected.all();
        List<String> read = read(ordinal);
        assertEquals(all.size(), read.size(), "packets of connection " + ordinal);
        for (int i = 0; i < read.size(); i++) {
            assertEquals(all.get(i), read.get(i), "connection " + ordinal);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverIsForgottenMeanwhile(long seed) throws SQLException {
        SplittableRandom random = new SplittableRandom(seed);
        table = new PacketTable(database, 3, 5);
        Expected[] connections = new Expected[8];
        Arrays.setAll(connections, i -> new Expected());
        long[] next = new long[connections.length];
        for (int round = 0; round < 300; round++) {
            int one = random.nextInt(connections.length);
            Expected expected = connections[one];
            for (int i = random.nextInt(60); i > 0; i--) {
                expected.send(next[one]);
                next[one] += random.nextInt(50) == 0 ? 2 : 1;
            }
            for (int i = expected.numbers.isEmpty() ? 0 : random.nextInt(20); i > 0; i--) {
                int place = random.nextInt(random.nextBoolean() ? expected.numbers.size() : Math.max(1,
                        expected.numbers.size() / 3));
                if (random.nextInt(3) == 0) {
                    expected.lose(place);
                } else {
                    expected.ack(place);
                }
            }
            put(one + 1, expected.told);
            if (random.nextInt(3) == 0) {
                commit();
            }
            if (random.nextInt(40) == 0) {
                commit();
                table = new PacketTable(database, 3, 5);
            }
        }
        commit();
        for (int i = 0; i < connections.length; i++) {
            assertSame(connections[i], i + 1);
        }
    }

    @Test
    void alsoOfMorePacketsInFlightThanAreHeld() throws SQLException {
        Expected expected = new Expected();
        for (int i = 0; i < 40_000; i++) {
            expected.send(i);
        }
        put(1, expected.told);
        commit();
        for (int i = 0; i < 40_000; i += 1 + i % 97) {
            expected.ack(i);
        }
        put(1, expected.told);
        commit();
        assertSame(expected, 1);
    }

    @Test
    void aFateWithoutItsPacketIsNobodys() throws SQLException {
        Expected expected = new Expected();
        expected.send(100);
        expected.told.tell("packet_acked", "pn", 7).lose(8);
        put(1, expected.told);
        commit();
        assertSame(expected, 1);
    }

    @Test
    void eventsOfNoConnectionMakeNoPackets() throws SQLException {
        put(0, new Told(AT).send(1, 0, 0, 10));
        commit();
        assertEquals(List.of(), read(0));
    }
}
