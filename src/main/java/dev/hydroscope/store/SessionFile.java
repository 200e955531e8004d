package dev.hydroscope.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The one file of a session: written by one thread once, read by any; sealed at the end and read-only from then on. */
public final class SessionFile implements AutoCloseable {
    static final String SCHEMA = "session";
    static final int NEWEST = Migrations.newest(SCHEMA);
    /** A bigger file is only closed: readers wait while it is compacted, which takes some 8 s a gigabyte. */
    private static final long COMPACT_BYTES = 1L << 30;
    private static final Set<PosixFilePermission> READ_ONLY = EnumSet.of(PosixFilePermission.OWNER_READ);

    private final Database database;
    private final Names names = new Names();
    private final Probes probes = new Probes();
    private final NameStats stats = new NameStats();
    private final SegmentIndex segments = new SegmentIndex();
    private final ColumnCache columns = new ColumnCache();
    private final Reader reader;
    private volatile boolean sealed;
    private boolean crashed;
    private int schemaBefore;

    private SessionFile(Path path, boolean readOnly) {
        this(new Database(path, readOnly));
    }

    private SessionFile(Database database) {
        this.database = database;
        this.sealed = database.readOnly();
        this.reader = new Reader(database, names, probes, segments, columns, Lens.NONE, null);
    }

    /** A new session's file; its name ends with `.mv.db`. */
    public static SessionFile create(Path path) {
        if (Files.exists(path)) {
            throw new StoreException(path + " is there already", "give the new session another name", null);
        }
        SessionFile file = new SessionFile(path, false);
        file.begin();
        return file;
    }

    /** A file that was written before; one that was never sealed (a crash) is brought in order and sealed first. */
    public static SessionFile open(Path path) {
        return open(path, 0, 0, 0);
    }

    /**
     * Likewise, with what is known of the crash: from the last moment that is stored, or from one that it began at, until
     * its end some events lack, and nobody knows how many.
     *
     * @param endNanos 0: nothing is known
     * @param reserveBytes of the disk that bringing an older file up to date must leave free
     */
    public static SessionFile open(Path path, long beginNanos, long endNanos, long reserveBytes) {
        if (!Files.isReadable(path)) {
            throw new StoreException("cannot read " + path, "see whether it is there and who may read it", null);
        }
        SessionFile file = new SessionFile(path, sealedBefore(path));
        if (file.behind()) {
            file.close();
            file = upgraded(path, reserveBytes);
        }
        file.begin();
        if (!file.sealed) {
            file.mend(beginNanos, endNanos);
        }
        return file;
    }

    /**
     * A file as it is now, past whoever writes it; nothing of it is changed, and one that is behind is refused. Of a running
     * session for half a minute at most: what its writer has freed for longer it writes over.
     */
    public static SessionFile watch(Path path) {
        if (!Files.isReadable(path)) {
            throw new StoreException("cannot read " + path, "see whether it is there and who may read it", null);
        }
        SessionFile file = new SessionFile(new Database(path, true, !sealedBefore(path)));
        if (file.behind()) {
            file.close();
            throw new StoreException("an older Hydroscope wrote the session " + path, "open it in the explorer once", null);
        }
        file.begin();
        return file;
    }

    private static SessionFile upgraded(Path path, long reserveBytes) {
        boolean sealed = sealedBefore(path);
        String outdated = new Upgrade(path, sealed, reserveBytes).run();
        if (!outdated.isEmpty() && !sealed) {
            throw new StoreException("cannot open the session " + path + ": an older Hydroscope wrote it and did not seal it,"
                    + " and it could not be brought up to date: " + outdated, "make that possible and open it again", null);
        }
        SessionFile file = new SessionFile(path, sealed);
        file.database.outdated(outdated);
        return file;
    }

    /** Of a file that cannot even be asked, its opening will tell. */
    private boolean behind() {
        try (Connection connection = database.connect()) {
            return Migrations.behind(connection, SCHEMA);
        } catch (SQLException e) {
            return false;
        }
    }

    /** One that was just made of a bundle: of the newest schema, in order and sealed, or refused. */
    static SessionFile made(Path path) {
        SessionFile before = new SessionFile(path, false);
        boolean behind = before.behind();
        before.close();
        String outdated = behind ? new Upgrade(path, false, 0).run() : "";
        if (!outdated.isEmpty()) {
            throw new StoreException("an older Hydroscope wrote this session, and it cannot be brought up to date: " + outdated,
                    "where the disk is full, make room; else the file is damaged");
        }
        SessionFile file = copy(path);
        try {
            if (file.reader.info().containsKey(Writer.SEALED)) {
                file.seal(true);
            } else {
                file.finish();
            }
            return file;
        } catch (RuntimeException e) {
            file.database.shutdown("SHUTDOWN IMMEDIATELY");
            throw e;
        }
    }

    /** Of a session that was running: what its writer would have done at its end. */
    private void finish() {
        Writer writer = writer();
        writer.seal();
        if (!sealed) {
            throw new StoreException("this session cannot be completed: " + writer.problem(),
                    "where the disk is full, make room; else the file is damaged");
        }
    }

    /** With all that H2 may have left beside it. */
    static void erase(Path path) throws IOException {
        for (String end : List.of("", ".tempFile", ".newFile", ".upgrade" + Database.SUFFIX)) {
            Files.deleteIfExists(path.resolveSibling(path.getFileName() + end));
        }
    }

    /** A copy that is to be brought up to date: without the crash that its original may have ended with. */
    static SessionFile copy(Path path) {
        SessionFile file = new SessionFile(path, false);
        file.begin();
        return file;
    }

    Tables tables(Connection connection) throws SQLException {
        return new Tables(connection, names, probes, stats);
    }

    /** The version of the schema that it was opened with, where it could be brought up to date. */
    int schemaBefore() {
        return schemaBefore;
    }

    Names names() {
        return names;
    }

    Probes probes() {
        return probes;
    }

    /** Whether nothing will be written to a file any more, as its permissions say. */
    public static boolean sealedBefore(Path path) {
        try {
            return !Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_WRITE);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private void begin() {
        try (Connection connection = database.connect()) {
            schemaBefore = sealed ? Migrations.at(connection) : Migrations.apply(connection, SCHEMA);
            requireKnown(schemaBefore);
            Dictionaries.read(connection, names, probes, stats);
            crashed = info(connection).containsKey(Writer.CRASHED);
        } catch (SQLException e) {
            database.shutdown("SHUTDOWN IMMEDIATELY");
            throw new StoreException("cannot open the session " + database.path() + ": " + Database.reason(e),
                    "it may be damaged, in use by another Hydroscope, or the disk may be full", e);
        } catch (RuntimeException e) {
            database.shutdown("SHUTDOWN IMMEDIATELY");
            throw Database.damaged(database.path(), e);
        }
    }

    /** Whatever a later one changed: what this one would read of it may be wrong. */
    private void requireKnown(int version) {
        if (version > NEWEST) {
            throw new StoreException("a newer Hydroscope wrote the session " + database.path().getFileName() + ": its schema is "
                    + version + ", and this one knows those up to " + NEWEST, "open it with that Hydroscope", null);
        }
    }

    /** Finishes what a writer left; its end was a crash unless it got as far as the mark. */
    private void mend(long beginNanos, long endNanos) {
        Writer writer = writer();
        if (!reader.info().containsKey(Writer.SEALED)) {
            crashed = true;
            writer.info(Writer.CRASHED, "true");
            long last = Math.max(beginNanos, reader.times().latestAt());
            if (last < endNanos && reader.losses().stream().allMatch(Loss::counted)) {
                writer.losses(List.of(new Loss(Loss.CRASH, last, endNanos, Loss.UNKNOWN)));
            }
        }
        writer.seal();
    }

    public Path path() {
        return database.path();
    }

    Database database() {
        return database;
    }

    /** The only writer; not of a sealed file. */
    public Writer writer() {
        if (sealed) {
            throw new StoreException(path() + " is sealed", "start a new session", null);
        }
        try {
            return new Writer(this, names, probes, stats);
        } catch (SQLException e) {
            throw new StoreException("cannot write " + path() + ": " + Database.reason(e),
                    "see whether the disk is full or read-only", e);
        }
    }

    public Reader reader() {
        return reader;
    }

    public boolean sealed() {
        return sealed;
    }

    /** Whether its writer ended without sealing it: the last moments may lack. */
    public boolean crashed() {
        return crashed;
    }

    /** On disk. */
    public long bytes() {
        try {
            return Files.size(path());
        } catch (IOException gone) {
            return 0;
        }
    }

    void forgetSegments() {
        segments.clear();
        columns.clear();
    }

    void seal(boolean clean) {
        database.shutdown(bytes() < COMPACT_BYTES ? "SHUTDOWN COMPACT" : "SHUTDOWN");
        if (clean) {
            database.readOnly(true);
            sealed = true;
            makeReadOnly();
        }
    }

    private void makeReadOnly() {
        try {
            // left behind where the disk was too full to compact
            Files.deleteIfExists(Path.of(path() + ".tempFile"));
            Files.setPosixFilePermissions(path(), READ_ONLY);
        } catch (IOException | UnsupportedOperationException e) {
            // the mark inside says the same; the next opening finds it
        }
    }

    static Map<String, String> info(Connection connection) throws SQLException {
        Map<String, String> infos = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT name, content FROM info");
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                infos.put(result.getString(1), result.getString(2));
            }
        }
        return infos;
    }

    @Override
    public void close() {
        database.shutdown(database.live() ? "SHUTDOWN IMMEDIATELY" : "SHUTDOWN");
    }
}
