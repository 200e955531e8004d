package dev.hydroscope.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session's rows as a file: the same rows again, of any schema that is known; and nothing at all of a damaged one. */
class BundleTest {
    private static final int FLIPS = 120;
    @TempDir
    Path folder;
    private Path path;
    private byte[] bundle;

    @BeforeEach
    void write() {
        path = folder.resolve("one.mv.db");
        try (SessionFile file = Bundles.requests(path, 60)) {
            bundle = Bundles.of(file);
        }
    }

    @Test
    void theRowsAreTheSame() throws IOException {
        try (SessionFile again = Bundles.restore(bundle, folder.resolve("two.mv.db"))) {
            assertTrue(again.sealed());
            assertArrayEquals(bundle, Bundles.of(again));
            assertEquals(60, again.reader().counts().requests());
        }
    }

    @Test
    void quicToo() throws IOException {
        try (SessionFile file = Bundles.quic(folder.resolve("quic.mv.db"), 4000);
                SessionFile again = Bundles.restore(Bundles.of(file), folder.resolve("two.mv.db"))) {
            assertArrayEquals(Bundles.of(file), Bundles.of(again));
        }
    }

    private void requireRefused(byte[] damaged, String how) {
        Path two = folder.resolve("two.mv.db");
        StoreException refused = assertThrows(StoreException.class, () -> Bundles.restore(damaged, two).close(), how);
        assertTrue(refused.asked(), how + ": " + refused.getMessage());
        try (var files = Files.list(folder)) {
            assertEquals(List.of("one.mv.db"), files.map(file -> file.getFileName().toString()).toList(), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anyBitThatIsFlippedIsFoundAndNothingIsLeft() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < FLIPS; i++) {
            byte[] damaged = bundle.clone();
            int at = i < 40 ? i : i < 75 ? bundle.length - 1 - (i - 40) : random.nextInt(bundle.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            requireRefused(damaged, "a bit of byte " + at + " of " + bundle.length);
        }
    }

    @Test
    void onesThatAreCutOrGoOnAreRefused() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 40; i++) {
            int length = i < 5 ? i * 12 : i < 20 ? bundle.length - 1 - (i - 5) * 3 : random.nextInt(bundle.length);
            requireRefused(Arrays.copyOf(bundle, length), "cut at " + length + " of " + bundle.length);
        }
        requireRefused(Arrays.copyOf(bundle, bundle.length + 1), "a byte more");
        byte[] twice = Arrays.copyOf(bundle, bundle.length * 2);
        System.arraycopy(bundle, 0, twice, bundle.length, bundle.length);
        requireRefused(twice, "twice");
    }

    @Test
    void wrongCountsAndUnknownTablesAndSchemasAreRefusedThoughTheDigestIsRight() throws Exception {
        byte[] content = Bundles.unpacked(bundle);
        byte[] counts = content.clone();
        counts[counts.length - 1]++;
        requireRefused(Bundles.packed(counts), "another count");
        int schema = 3;
        assertEquals(SessionFile.NEWEST, content[schema], "behind the head, which is {}");
        for (int version : List.of(0, 1, SessionFile.NEWEST - 1, SessionFile.NEWEST + 1, 100)) {
            byte[] other = content.clone();
            other[schema] = (byte) version;
            requireRefused(Bundles.packed(other), "schema " + version);
        }
        byte[] table = content.clone();
        table[schema + 2] ^= 1;
        requireRefused(Bundles.packed(table), "another table");
        requireRefused(Bundles.packed(Arrays.copyOf(content, content.length - 5)), "fewer counts");
        requireRefused(Bundles.packed(Arrays.copyOf(content, content.length + 1)), "more behind them");
    }

    /** Files of the first schemas, as they were when they were the newest. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void bundlesOfOlderSchemasAreBroughtUpToDate(int version) throws Exception {
        Path old = folder.resolve("old.mv.db");
        makeOld(old, version);
        byte[] written;
        Database database = new Database(old, true);
        try {
            written = Bundles.of(new Reader(database, new Names(), new Probes(), new SegmentIndex(), new ColumnCache(), Lens.NONE,
                    null));
        } finally {
            database.shutdown("SHUTDOWN");
        }
        assertEquals(version, Bundles.unpacked(written)[3]);
        try (SessionFile again = Bundles.restore(written, folder.resolve("two.mv.db"));
                SessionFile same = SessionFile.open(path)) {
            assertTrue(again.sealed());
            assertEquals(same.reader().counts(), again.reader().counts());
            assertEquals(same.reader().times().events(0, Long.MAX_VALUE >> 1, 50).isPresent(),
                    again.reader().times().events(0, Long.MAX_VALUE >> 1, 50).isPresent());
            assertEquals(SessionFile.NEWEST, again.schemaBefore());
        }
        try (var files = Files.list(folder)) {
            assertEquals(List.of("old.mv.db", "one.mv.db", "two.mv.db"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    /** The first migrations alone, and of the rows what they have a place for. */
    private void makeOld(Path old, int version) throws SQLException, IOException {
        Database from = new Database(path, true);
        Database to = new Database(old, false);
        try (Connection source = from.connect(); Connection target = to.connect(); Statement statement = target.createStatement()) {
            Migrations.apply(target, SessionFile.SCHEMA, version);
            statement.execute("DELETE FROM account");
            List<BundleTable> known = BundleTable.all(source);
            for (BundleTable table : BundleTable.all(target)) {
                assertTrue(known.stream().anyMatch(newer -> newer.name().equals(table.name())), table.name());
                try (var rows = source.createStatement().executeQuery(table.select(false));
                        var insert = target.prepareStatement(table.insert())) {
                    while (rows.next()) {
                        for (int i = 1; i <= table.columns().size(); i++) {
                            insert.setObject(i, rows.getObject(i));
                        }
                        insert.execute();
                    }
                }
            }
        } finally {
            from.shutdown("SHUTDOWN");
            to.shutdown("SHUTDOWN");
        }
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("r--------"));
    }

    @Test
    void aFileOfANewerSchemaIsRefusedWithWhatWouldOpenIt() throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        Database database = new Database(path, false);
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO schema_version VALUES (99)");
        } finally {
            database.shutdown("SHUTDOWN");
        }
        for (String rights : List.of("rw-------", "r--------")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
            byte[] before = Files.readAllBytes(path);
            StoreException refused = assertThrows(StoreException.class, () -> SessionFile.open(path).close());
            assertTrue(refused.getMessage().contains("newer Hydroscope") && refused.getMessage().contains("99"),
                    refused.getMessage());
            assertEquals(before.length, Files.readAllBytes(path).length);
        }
    }
}
