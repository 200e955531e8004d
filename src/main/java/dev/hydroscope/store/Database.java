package dev.hydroscope.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.h2.api.ErrorCode;
import org.h2.engine.Constants;

/** H2 on one file: connections for a few readers at a time, and closing, which waits for them. */
final class Database implements Reads {
    static final String SUFFIX = ".mv.db";
    private static final int READERS = 8;
    private static final Set<Integer> ABSENT = Set.of(ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1,
            ErrorCode.TABLE_OR_VIEW_NOT_FOUND_WITH_CANDIDATES_2, ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1);
    /** Results are not used again: between a commit and H2's note of it, that gave a reader what it had seen before. */
    private static final String SETTINGS = ";DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;CACHE_SIZE=16384"
            + ";TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0;QUERY_CACHE_SIZE=32;MAX_COMPACT_TIME=1000;OPTIMIZE_REUSE_RESULTS=0";

    private final Path path;
    private final boolean live;
    private final ReadWriteLock open = new ReentrantReadWriteLock(true);
    private final Semaphore readers = new Semaphore(READERS, true);
    private final Deque<Connection> idle = new ArrayDeque<>();
    private volatile boolean readOnly;
    /** Why the file lacks what newer ones hold; "": it does not. */
    private volatile String outdated = "";
    private volatile boolean exists;
    private volatile boolean opened;

    Database(Path path, boolean readOnly) {
        this(path, readOnly, false);
    }

    /** @param live somebody else writes it: it is read past its lock, as it is now */
    Database(Path path, boolean readOnly, boolean live) {
        String name = path.toAbsolutePath().toString();
        if (!name.endsWith(SUFFIX) || name.indexOf(';') >= 0) {
            throw new StoreException("cannot keep a session in " + name + ": its name must end with " + SUFFIX
                    + " and hold no semicolon", "choose another data folder with --data", null);
        }
        this.path = path.toAbsolutePath();
        this.live = live;
        this.readOnly = readOnly;
        this.exists = Files.exists(path);
    }

    Path path() {
        return path;
    }

    boolean live() {
        return live;
    }

    void outdated(String why) {
        outdated = why;
    }

    @Override
    public boolean readOnly() {
        return readOnly;
    }

    void readOnly(boolean now) {
        readOnly = now;
    }

    /** A connection of its own; the first one opens the file. */
    Connection connect() throws SQLException {
        String name = path.toString().substring(0, path.toString().length() - SUFFIX.length());
        String settings = SETTINGS + (readOnly ? ";ACCESS_MODE_DATA=r" : "");
        String url = live ? Embedded.liveUrl(name, settings) : Embedded.url(name, settings);
        Connection connection = DriverManager.getConnection(url + (exists ? ";IFEXISTS=TRUE" : ""), "hydroscope", "");
        exists = true;
        opened = true;
        return connection;
    }

    /** Runs a reader's work; at most a few at once, the others wait. */
    @Override
    public <T> T read(Work<T> work) {
        open.readLock().lock();
        readers.acquireUninterruptibly();
        try {
            return borrowed(work);
        } finally {
            readers.release();
            open.readLock().unlock();
        }
    }

    private <T> T borrowed(Work<T> work) {
        Connection connection = null;
        try {
            connection = borrow();
            T result = work.with(connection);
            synchronized (idle) {
                idle.push(connection);
            }
            return result;
        } catch (SQLException e) {
            closeQuietly(connection);
            throw broken(e);
        } catch (RuntimeException e) {
            closeQuietly(connection);
            throw damaged(path, e);
        }
    }

    /** What reads packed rows trips over one that is not as it was written; what someone refused stays as it is. */
    static RuntimeException damaged(Path path, RuntimeException e) {
        boolean tripped = e instanceof IndexOutOfBoundsException || e instanceof NegativeArraySizeException
                || e instanceof NullPointerException || e instanceof ArithmeticException || e instanceof DateTimeException
                || e.getClass() == IllegalArgumentException.class || e instanceof NumberFormatException
                || e instanceof NoSuchElementException;
        return tripped ? StoreException.damaged("a row of the file " + path.getFileName(), e) : e;
    }

    private StoreException broken(SQLException e) {
        if (!outdated.isEmpty() && ABSENT.contains(e.getErrorCode())) {
            return new StoreException("nothing was worked out of this session's QUIC events: an older Hydroscope wrote it,"
                    + " and it could not be brought up to date: " + outdated, "make that possible and open it again", e);
        }
        return new StoreException("cannot read the session's file " + path.getFileName() + ": " + reason(e),
                "see whether the disk works and the file is whole; hydroscope doctor tells more", e);
    }

    @Override
    public <T> T steady(Function<Reads, T> work) {
        return read(connection -> readOnly ? work.apply(new Steady(connection, true)) : snapshot(connection, work));
    }

    private <T> T snapshot(Connection connection, Function<Reads, T> work) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Constants.TRANSACTION_SNAPSHOT);
        T result = work.apply(new Steady(connection, false));
        connection.commit();
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(true);
        return result;
    }

    /**
     * Reads with a connection that is there already, so that nobody who holds a lock waits for one. Where nothing is
     * written any more a second thread has one of its own, if one is free.
     */
    private final class Steady implements Reads {
        private final Connection connection;
        private final boolean over;
        private final Thread owner = Thread.currentThread();

        Steady(Connection connection, boolean over) {
            this.connection = connection;
            this.over = over;
        }

        @Override
        public <T> T read(Work<T> work) {
            if (over && Thread.currentThread() != owner && readers.tryAcquire()) {
                try {
                    return borrowed(work);
                } finally {
                    readers.release();
                }
            }
            try {
                return work.with(connection);
            } catch (SQLException e) {
                throw broken(e);
            }
        }

        @Override
        public <T> T steady(Function<Reads, T> work) {
            return work.apply(this);
        }

        @Override
        public boolean readOnly() {
            return over;
        }
    }

    private Connection borrow() throws SQLException {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return connect();
    }

    /** Closes the file in H2's way: `SHUTDOWN`, `SHUTDOWN COMPACT` or, where it is beyond that, `SHUTDOWN IMMEDIATELY`. */
    void shutdown(String how) {
        open.writeLock().lock();
        try {
            forget();
            if (opened) {
                opened = false;
                execute(how);
            }
        } finally {
            open.writeLock().unlock();
        }
    }

    private void execute(String how) {
        try (Connection last = connect(); Statement statement = last.createStatement()) {
            statement.execute(how);
        } catch (SQLException alreadyClosed) {
            // what a failure of the disk has closed cannot be closed once more
        }
        opened = false;
    }

    private void forget() {
        synchronized (idle) {
            idle.forEach(Database::closeQuietly);
            idle.clear();
        }
    }

    static void closeQuietly(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException alreadyBroken) {
            // it is given up because it is broken
        }
    }

    /** The first line of what H2 says, without its statement and its number. */
    static String reason(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("").replaceFirst(" \\[[0-9/.-]+\\]$", "");
    }
}
