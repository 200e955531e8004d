package dev.hydroscope.session;

import dev.hydroscope.sql.Ending;
import dev.hydroscope.sql.Heading;
import dev.hydroscope.sql.Place;
import dev.hydroscope.sql.Question;
import dev.hydroscope.sql.SessionHead;
import dev.hydroscope.sql.Sink;
import dev.hydroscope.sql.SqlException;
import dev.hydroscope.sql.SqlService;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Statements over sessions: each is written down, with who asked it, before it runs; what became of it, after. */
public final class Statements implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("hydroscope");

    private final Sessions sessions;
    private final DataFolder folder;
    private final SqlRuns runs;
    private final SavedQueries saved;
    private final SqlService service = new SqlService();
    /** Past ones that are of this version, or were made so. */
    private final Set<String> current = ConcurrentHashMap.newKeySet();

    Statements(Sessions sessions, DataFolder folder, Catalogue catalogue) {
        this.sessions = sessions;
        this.folder = folder;
        this.runs = new SqlRuns(catalogue);
        this.saved = new SavedQueries(catalogue);
    }

    /** Before somebody asks, so that the first one does not wait. */
    public void warmUp() {
        service.warmUp();
    }

    /** Those that were run. */
    public SqlRuns runs() {
        return runs;
    }

    /** Those that have a name. */
    public SavedQueries saved() {
        return saved;
    }

    /**
     * Gives the answer to a sink as it comes.
     *
     * @param who the entry it came by, and the address or user there
     */
    public Ending ask(SqlWish wish, String who, Sink sink) {
        List<Place> places = wish.sessions().stream().map(sessions::get).map(this::place).toList();
        SqlRun run = SqlRun.begun(who, wish);
        long id = runs.begin(run);
        Counted counted = new Counted(sink);
        long begunNanos = System.nanoTime();
        SqlRun.Outcome outcome = SqlRun.Outcome.FAILED;
        String error = "Hydroscope has a fault: its log says more";
        try {
            Ending ending = service.ask(new Question(wish.sql(), wish.parameters(), places, wish.limits()), counted);
            outcome = SqlRun.Outcome.DONE;
            error = "";
            return ending;
        } catch (SqlException e) {
            outcome = outcome(e.kind());
            error = e.getMessage();
            throw e;
        } catch (UncheckedIOException e) {
            outcome = SqlRun.Outcome.STOPPED;
            error = "whoever asked left before the answer was whole";
            throw e;
        } finally {
            record(id, run.ended((System.nanoTime() - begunNanos) / 1_000_000, counted.rows, outcome, error));
        }
    }

    private static SqlRun.Outcome outcome(SqlException.Kind kind) {
        return switch (kind) {
            case REFUSED -> SqlRun.Outcome.REFUSED;
            case STOPPED -> SqlRun.Outcome.STOPPED;
            case FAILED, BUSY -> SqlRun.Outcome.FAILED;
        };
    }

    /** Who asked has the answer already, or the reason why there is none. */
    private void record(long id, SqlRun run) {
        try {
            runs.end(id, run);
        } catch (Problem e) {
            LOG.warn("what became of statement {} of the audit is not written down: {}", id, e.getMessage());
        }
    }

    /** Whoever runs statements opens files only as they are: one of an older version is brought up to date here. */
    private Place place(SessionInfo info) {
        if (info.over() && !current.contains(info.id())) {
            sessions.read(info.id(), reader -> true);
            current.add(info.id());
        }
        long ended = info.endedAt().map(Nanos::of).orElse(0L);
        return new Place(new SessionHead(info.id(), info.name(), info.state().name().toLowerCase(Locale.ROOT),
                info.origin().source(), Nanos.of(info.startedAt()), ended, info.note()), folder.session(info.id()), !info.over());
    }

    /** Its file is about to be deleted: nobody has it open when this returns. */
    void forget(String session) {
        current.remove(session);
        service.forget(session);
    }

    @Override
    public void close() {
        service.close();
    }

    private static final class Counted implements Sink {
        private final Sink to;
        private volatile long rows;

        Counted(Sink to) {
            this.to = to;
        }

        @Override
        public void columns(List<Heading> columns) {
            to.columns(columns);
        }

        @Override
        public void row(List<Object> values) {
            to.row(values);
            rows = rows + 1;
        }

        @Override
        public boolean wanted() {
            return to.wanted();
        }
    }
}
