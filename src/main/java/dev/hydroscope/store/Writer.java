package dev.hydroscope.store;

import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Request;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Writes a session; for one thread, which must never be interrupted (that closes H2's file). What cannot be written is
 * counted as lost; no call throws for the disk's sake or waits for it to come back.
 */
public final class Writer {
    static final String HOP = "store";
    static final String SEALED = "store.sealed";
    static final String CRASHED = "store.crashed";
    static final String FIRST_AT = "store.first-at";
    private static final long RETRY_NANOS = 1_000_000_000L;

    private final SessionFile file;
    private final Names names;
    private final Probes probes;
    private final NameStats stats;
    private final Map<String, String> infos = new LinkedHashMap<>();
    private Tables tables;
    /** Events of all changes so far, those of the one at hand among them. */
    private long accepted;
    private long atHand;
    private long latestSeen;
    private boolean begun;
    private long brokenAt;
    private volatile Counts counts = Counts.NONE;
    private volatile String problem = "";

    Writer(SessionFile file, Names names, Probes probes, NameStats stats) throws SQLException {
        this.file = file;
        this.names = names;
        this.probes = probes;
        this.stats = stats;
        this.tables = open();
        this.counts = tables.account().counts();
        this.accepted = counts.events() + counts.lost();
        this.begun = accepted > 0;
    }

    private Tables open() throws SQLException {
        Connection connection = file.database().connect();
        try {
            connection.setAutoCommit(false);
            return new Tables(connection, names, probes, stats);
        } catch (SQLException | RuntimeException e) {
            Database.closeQuietly(connection);
            throw e;
        }
    }

    /** Written and visible to readers when this returns, or counted as lost. */
    public void write(Changes changes) {
        accepted += changes.events();
        atHand = changes.events();
        latestSeen = Math.max(latestSeen, latest(changes));
        if (!begun && changes.events() > 0) {
            begun = true;
            infos.put(FIRST_AT, Long.toString(earliest(changes)));
        }
        attempt(() -> tables.put(changes), false);
    }

    /** Losses of other hops since the last call; neighbouring intervals of a hop become one. */
    public void losses(List<Loss> losses) {
        attempt(() -> {
            for (Loss loss : losses) {
                tables.put(loss);
            }
        }, false);
    }

    /** What a reader finds under {@link Reader#info}: settings, the target, a note. */
    public void info(String key, String value) {
        infos.put(key, value);
        attempt(() -> { }, false);
    }

    /** May be asked by any thread. */
    public Counts counts() {
        return counts;
    }

    /** Why nothing can be written at the moment, or ""; may be asked by any thread. */
    public String problem() {
        return problem;
    }

    /** The end: all is searchable, compact and read-only. */
    public void seal() {
        infos.put(SEALED, "true");
        brokenAt = Long.MIN_VALUE;
        attempt(() -> { }, true);
        Database.closeQuietly(tables == null ? null : tables.connection());
        tables = null;
        file.seal(problem.isEmpty());
    }

    private interface Step {
        void run() throws SQLException;
    }

    private void attempt(Step step, boolean last) {
        try {
            if (tables != null || reopened()) {
                for (Map.Entry<String, String> info : infos.entrySet()) {
                    tables.info(info.getKey(), info.getValue());
                }
                step.run();
                tables.commit(last);
                infos.clear();
                problem = "";
                counts = tables.account().counts();
            }
        } catch (SQLException | RuntimeException e) {
            broken(e);
        }
        if (tables == null) {
            counts = counts.withLost(accepted - counts.events());
        }
        atHand = 0;
    }

    /** Opens the file anew, at most once a second; what had been accepted and is not in it is a loss now. */
    private boolean reopened() throws SQLException {
        if (System.nanoTime() - brokenAt < RETRY_NANOS && brokenAt != Long.MIN_VALUE) {
            return false;
        }
        tables = open();
        file.forgetSegments();
        Counts stored = tables.account().counts();
        long lost = accepted - atHand - stored.events() - stored.lost();
        if (lost > 0) {
            tables.account().lost(lost);
            tables.put(new Loss(HOP, tables.account().latestAt(), latestSeen, lost));
        }
        return true;
    }

    private void broken(Exception e) {
        problem = "cannot write " + file.path() + ": " + Database.reason(e);
        brokenAt = System.nanoTime();
        if (tables != null && !tables.alive()) {
            file.database().shutdown("SHUTDOWN IMMEDIATELY");
        }
        Database.closeQuietly(tables == null ? null : tables.connection());
        tables = null;
    }

    private static long earliest(Changes changes) {
        LongStream requests = changes.requests().stream().mapToLong(Request::atNanos);
        LongStream runs = changes.runs().stream().mapToLong(run -> run.events().get(0).atNanos());
        return LongStream.concat(requests, runs).min().orElse(0);
    }

    private static long latest(Changes changes) {
        long latest = 0;
        for (Request request : changes.requests()) {
            latest = Math.max(latest, Math.max(request.atNanos(), request.endedNanos()));
        }
        for (Changes.Run run : changes.runs()) {
            latest = Math.max(latest, run.events().get(run.events().size() - 1).atNanos());
        }
        return latest;
    }
}
