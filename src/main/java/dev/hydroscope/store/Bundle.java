package dev.hydroscope.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;

/**
 * A session's file that comes as rows, from whomever: nothing of it is run. The tables are made by the migrations of the schema
 * that it names, and its rows are put into them; where anything is not as it must be, all of it is refused.
 */
public final class Bundle implements AutoCloseable {
    /** What stands at the beginning, apart from the rows. */
    private static final int MOST_HEAD = 16 << 20;
    /** Heads of more are read one at a time: several at once would fill the memory. */
    private static final int USUAL_HEAD = 1 << 20;
    private static final Semaphore LARGE = new Semaphore(1);
    private static final int COMMIT_BYTES = 8 << 20;
    private static final int BATCH = 500;
    private static final int BATCH_BYTES = 1 << 20;
    /** Of tables that are held in memory once they are read; of others the disk is the bound. */
    private static final Map<String, Integer> MOST_BYTES = Map.of("INFO", 1 << 20, "ACCOUNT", 1 << 10, "HEADER_NAME", 64 << 20,
            "PROBE", 4 << 20, "LOSS", 16 << 20, "LATE", 1 << 20, "SEGMENT", 64 << 20, "REACH", 64 << 20);

    private final BundleInput in;
    private final byte[] head;
    private final boolean large;
    private final LongConsumer room;

    private Bundle(BundleInput in, byte[] head, boolean large, LongConsumer room) {
        this.in = in;
        this.head = head;
        this.large = large;
        this.room = room;
    }

    /** Whether that is how a bundle of any version begins; fewer bytes than {@link #BEGINNING} begin none. */
    public static boolean begins(byte[] file) {
        return BundleInput.begins(file);
    }

    /** So many bytes tell. */
    public static final int BEGINNING = BundleOutput.MAGIC.length - 2;

    /** @param room is told every some megabytes how many bytes have come, and throws where they are too many */
    public static Bundle open(InputStream from, LongConsumer room) throws IOException {
        BundleInput in = null;
        try {
            in = new BundleInput(from);
            return begun(in, (int) in.number(MOST_HEAD), room);
        } catch (BundleDamage e) {
            if (in != null) {
                in.close();
            }
            throw damaged(e);
        }
    }

    private static Bundle begun(BundleInput in, int head, LongConsumer room) throws IOException {
        boolean large = head > USUAL_HEAD;
        if (large && !LARGE.tryAcquire()) {
            in.close();
            throw new StoreException("another session's file with as much beside its rows is on the way here",
                    "wait until it is there, then send this one again");
        }
        try {
            return new Bundle(in, in.bytes(head), large, room);
        } catch (IOException | RuntimeException e) {
            if (large) {
                LARGE.release();
            }
            throw e;
        }
    }

    /** What {@link BundleOutput#head} was given. */
    public byte[] head() {
        return head.clone();
    }

    /** The file that it becomes, sealed and of the newest schema; nothing is there where this throws. */
    public void restore(Path path) throws IOException {
        try {
            rows(path);
            complete(path);
        } catch (BundleDamage e) {
            SessionFile.erase(path);
            throw damaged(e);
        } catch (SQLException e) {
            SessionFile.erase(path);
            throw unfit(e);
        } catch (IOException | RuntimeException e) {
            SessionFile.erase(path);
            throw e;
        }
    }

    private static void complete(Path path) throws BundleDamage {
        try (SessionFile file = SessionFile.made(path)) {
            file.reader().counts();
        } catch (StoreException e) {
            if (e.damaged()) {
                throw new BundleDamage("its rows are not what they should be");
            }
            throw e;
        } catch (RuntimeException e) {
            throw new BundleDamage("its rows are not what they should be");
        }
    }

    /** Wrong data, as H2 tells it, or a disk that does not take it. */
    private static StoreException unfit(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("22") || state.startsWith("23")
                ? damaged(new BundleDamage("a row in it does not fit its table"))
                : new StoreException("this session cannot be written: " + Database.reason(e),
                        "see that the data folder's disk has room and is not read-only", e);
    }

    private void rows(Path path) throws IOException, SQLException {
        Database database = new Database(path, false);
        boolean whole = false;
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            int version = (int) in.number(Integer.MAX_VALUE);
            if (version < 1 || version > SessionFile.NEWEST) {
                throw new BundleDamage("its schema is " + version + ", and this Hydroscope knows those up to "
                        + SessionFile.NEWEST);
            }
            Migrations.apply(connection, SessionFile.SCHEMA, version);
            try (Statement statement = connection.createStatement()) {
                statement.execute("DELETE FROM account");
            }
            List<BundleTable> tables = BundleTable.all(connection);
            long[] counts = new long[tables.size()];
            for (int i = 0; i < counts.length; i++) {
                if (!tables.get(i).same(in.text(BundleInput.MOST_NAME), in)) {
                    throw new BundleDamage("its tables are not those of schema " + version);
                }
                counts[i] = rows(connection, tables.get(i));
            }
            end(counts);
            new BundleCheck(connection).run();
            connection.commit();
            whole = true;
        } finally {
            database.shutdown(whole ? "SHUTDOWN" : "SHUTDOWN IMMEDIATELY");
        }
    }

    private void end(long[] counts) throws IOException {
        if (!in.text(BundleInput.MOST_NAME).isEmpty()) {
            throw new BundleDamage("it has a table more than its schema");
        }
        long[] told = new long[counts.length];
        for (int i = 0; i < told.length; i++) {
            told[i] = in.number(Long.MAX_VALUE);
        }
        if (!Arrays.equals(counts, told)) {
            throw new BundleDamage("it does not hold as many rows as it says");
        }
        in.end();
    }

    private long rows(Connection connection, BundleTable table) throws IOException, SQLException {
        long began = in.total();
        long committed = began;
        long batched = began;
        long rows = 0;
        try (PreparedStatement insert = connection.prepareStatement(table.insert())) {
            while (in.number(1) == 1) {
                table.read(in, insert);
                insert.addBatch();
                rows++;
                if (rows % BATCH == 0 || in.total() - batched > BATCH_BYTES) {
                    insert.executeBatch();
                    batched = in.total();
                    requireBounds(table, batched - began);
                }
                if (in.total() - committed > COMMIT_BYTES) {
                    committed = in.total();
                    insert.executeBatch();
                    connection.commit();
                    room.accept(committed);
                }
            }
            insert.executeBatch();
            requireBounds(table, in.total() - began);
        }
        return rows;
    }

    private static void requireBounds(BundleTable table, long bytes) throws BundleDamage {
        // blocks hold the ends of other tables, too
        if (bytes > MOST_BYTES.getOrDefault(table.name(), Integer.MAX_VALUE) + (long) BundleOutput.BLOCK
                && MOST_BYTES.containsKey(table.name())) {
            throw new BundleDamage("its table " + table.name() + " is larger than any that Hydroscope writes");
        }
    }

    private static StoreException damaged(BundleDamage e) {
        return new StoreException("this session's file is damaged, or none that Hydroscope wrote: " + e.getMessage(),
                "nothing of it was taken in; get it once more from where it comes from");
    }

    @Override
    public void close() {
        in.close();
        if (large) {
            LARGE.release();
        }
    }
}
