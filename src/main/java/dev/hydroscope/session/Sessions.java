package dev.hydroscope.session;

import dev.hydroscope.format.Caveats;
import dev.hydroscope.probe.Target;
import dev.hydroscope.source.Recording;
import dev.hydroscope.source.Source;
import dev.hydroscope.store.Lens;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.Writer;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All sessions of a data folder, running and past. One Hydroscope holds a folder at a time. */
public final class Sessions implements AutoCloseable {
    private static final Duration SEALING = Duration.ofSeconds(20);

    private final DataFolder folder;
    private final Catalogue database;
    private final SessionCatalogue catalogue;
    private final Links links;
    private final Notes notes;
    private final Statements statements;
    private final OpenFiles files;
    private final Erasure erasure;
    private final Keeping keeping;
    private final Removal removal;
    private final Gatherings gatherings;
    private final Map<String, SessionInfo> past = new ConcurrentHashMap<>();
    private final Map<String, Session> running = new ConcurrentHashMap<>();
    private final Map<String, Reach> reaches = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Clocks.daemon("catalogue");

    /** @param listed when the list was last written, before this opened it */
    private Sessions(DataFolder folder, Catalogue database, Instant listed, KeepingOptions options, Clocks clocks) {
        this.folder = folder;
        this.database = database;
        this.files = new OpenFiles(folder::reserve);
        this.catalogue = new SessionCatalogue(database);
        this.links = new Links(this, database);
        this.notes = new Notes(this, database);
        this.statements = new Statements(this, folder, database);
        this.erasure = new Erasure(folder, database, files, List.of(links::remove, notes::remove, catalogue::remove));
        this.removal = new Removal(past, links, folder, erasure);
        this.keeping = new Keeping(this, removal, folder, new KeepingTable(database), options, clocks);
        this.gatherings = new Gatherings(folder);
        erasure.listener(gatherings::end);
        erasure.listener(statements::forget);
        erasure.begin();
        catalogue.all().stream().filter(info -> !erasure.begun(info.id())).forEach(info -> past.put(info.id(), info.over() ? info
                : info.in(SessionInfo.State.STOPPING, info.note(), Optional.empty(), info.counts(), info.bytes())));
        List<SessionInfo> crashed = past.values().stream().filter(info -> !info.over()).toList();
        Recovery recovery = new Recovery(folder, files, listed, crashed);
        crashed.forEach(info -> clock.execute(() -> {
            SessionInfo mended = recovery.mend(info);
            catalogue.put(mended);
            past.put(mended.id(), mended);
        }));
        clock.scheduleWithFixedDelay(this::recordRunning, 1, 1, TimeUnit.SECONDS);
        keeping.start();
    }

    public static Path standardFolder() {
        return DataFolder.standard();
    }

    public static Sessions open(Path path) {
        return open(path, KeepingOptions.NONE);
    }

    /** @param options what is kept; they win over what the page has set */
    public static Sessions open(Path path, KeepingOptions options) {
        return open(path, options, Clocks.SYSTEM);
    }

    static Sessions open(Path path, KeepingOptions options, Clocks clocks) {
        DataFolder folder = DataFolder.open(path);
        try {
            Instant listed = folder.written(Path.of(folder.catalogue() + ".mv.db"));
            return new Sessions(folder, Catalogue.open(folder.catalogue()), listed, options, clocks);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Attaches; events are under way when it returns. */
    public synchronized SessionInfo create(SessionSettings settings) {
        if (!settings.socket().isEmpty()) {
            Opening socket = Opening.of(settings);
            return begin(socket.name(), socket.origin(), socket.source());
        }
        Attachment attachment = Attachment.to(settings);
        reaches.keySet().retainAll(running.keySet());
        attachment.refuseTwice(reaches);
        SessionInfo begun = begin(attachment.name(), attachment.origin(), attachment::attach);
        reaches.put(begun.id(), attachment.reach());
        return begun;
    }

    /** The running session that traces this process. */
    public Optional<String> tracing(Target target) {
        return running.values().stream().map(Session::info).filter(info -> info.state() == SessionInfo.State.RUNNING)
                .map(SessionInfo::id).filter(id -> reaches.containsKey(id) && reaches.get(id).covers(target)).findFirst();
    }

    /** A recorded trace, over and over as if it happened now. */
    public synchronized SessionInfo replay(String name, Recording recording) {
        return new Arrivals(this, folder).replay(name, recording);
    }

    /**
     * The trace in a file of any format that is known; read while one looks, and sealed at its end. The stream is read to
     * its end before it returns.
     *
     * @param name of the file, for people
     */
    public SessionInfo importFile(String name, InputStream content) {
        return importFile(name, content, -1);
    }

    /** @param expected bytes of it, so that a disk without room for them is told before they come; -1 where nobody knows */
    public SessionInfo importFile(String name, InputStream content, long expected) {
        return new Arrivals(this, folder).take(name, content, expected);
    }

    /** Likewise, of a file that is here. */
    public SessionInfo importFile(Path file) {
        return new Arrivals(this, folder).take(file);
    }

    /** One whose file has come whole. */
    SessionInfo keep(SessionInfo info, List<SessionNote> noted) {
        try {
            catalogue.put(info);
            noted.forEach(note -> notes.put(info.id(), note));
            past.put(info.id(), info);
            return info;
        } catch (RuntimeException e) {
            erasure.erase(List.of(info.id()));
            throw e;
        }
    }

    /** What waits to be sent. */
    Gatherings gatherings() {
        return gatherings;
    }

    /** A session of whatever the source gives. Everything that takes time is done before the source is opened. */
    SessionInfo begin(String name, SessionInfo.Origin origin, Supplier<Source> opening) {
        folder.requireRoom(0, "a new session");
        String id = SessionId.at(System.currentTimeMillis());
        SessionInfo begun = new SessionInfo(id, name, "", false, SessionInfo.State.RUNNING, origin, Instant.now(),
                Optional.empty(), Counts.NONE, 0, Caveats.NONE);
        catalogue.put(begun);
        try {
            SessionFile file = SessionFile.create(folder.session(id));
            DataFolder.ownerOnly(file.path());
            files.running(id, file);
            Writer writer = file.writer();
            Session session = new Session(begun, opening.get(), file, writer, this::record);
            running.put(id, session);
            session.start();
            return session.info();
        } catch (RuntimeException e) {
            files.ended(id);
            erasure.erase(List.of(id));
            throw Storage.problem(e);
        }
    }

    /** Latest first. */
    public List<SessionInfo> list() {
        return Stream.concat(past.values().stream().map(this::told), running.values().stream().map(Session::info))
                .sorted(Comparator.comparing(SessionInfo::id).reversed()).distinct().toList();
    }

    public SessionInfo get(String id) {
        Session session = running.get(id);
        SessionInfo info = session == null ? past.get(id) : session.info();
        if (info == null) {
            throw missing(id);
        }
        return told(info);
    }

    private SessionInfo told(SessionInfo info) {
        String why = files.unreadable(info.id());
        return why.isEmpty() ? info : info.with(info.caveats().noting("its file cannot be opened: " + why));
    }

    /** While it runs. */
    public Optional<Session> running(String id) {
        return Optional.ofNullable(running.get(id));
    }

    /** Asks the file of a session. */
    public <T> T read(String id, Function<Reader, T> reading) {
        return read(id, Lens.NONE, reading);
    }

    /** Likewise, of what a lens shows of it. */
    public <T> T read(String id, Lens lens, Function<Reader, T> reading) {
        get(id);
        try {
            return files.read(id, folder.session(id), reader -> reading.apply(reader.through(lens)));
        } catch (dev.hydroscope.store.StoreException e) {
            throw Storage.problem(e);
        }
    }

    /** Changes what people say about it. */
    public SessionInfo tell(String id, SessionWords said) {
        synchronized (removal) {
            Session session = running.get(id);
            if (session != null) {
                return session.tell(said);
            }
            get(id);
            SessionInfo told = said.on(past.get(id));
            catalogue.put(told);
            past.put(id, told);
            return told;
        }
    }

    /** Detached when it returns, and sealed unless that takes long. */
    public SessionInfo stop(String id) {
        Session session = running.get(id);
        if (session == null) {
            return get(id);
        }
        session.stop("");
        return await(session);
    }

    /** Shared views of these sessions. */
    public Links links() {
        return links;
    }

    /** What people wrote beside them. */
    public Notes notes() {
        return notes;
    }

    /** What people ask of them in SQL. */
    public Statements statements() {
        return statements;
    }

    /**
     * Gone, with every byte of it, its links and notes; stopped before, where it runs.
     *
     * @param linked whether also where links show it
     */
    public void delete(String id, boolean linked) {
        get(id);
        removal.requireUnlinked(id, linked);
        SessionInfo info = stop(id);
        if (!info.over()) {
            throw new Problem(Problem.Kind.CONFLICT, "session " + id + " is still being sealed", "try again when it is");
        }
        removal.remove(info, linked);
    }

    /** Hears of each session that is deleted, once its file has no name any more: whoever holds it open lets go of it. */
    void whenDeleted(Consumer<String> listener) {
        erasure.listener(listener);
    }

    /** What is kept, and what is gone. */
    public Keeping keeping() {
        return keeping;
    }

    Set<String> known() {
        return Stream.concat(past.keySet().stream(), running.keySet().stream()).collect(Collectors.toSet());
    }

    Stream<Session> underWay() {
        return running.values().stream().filter(session -> session.info().state() == SessionInfo.State.RUNNING);
    }

    /** Stops what runs, and seals it. */
    @Override
    public void close() {
        running.values().forEach(session -> session.stop("stopped with Hydroscope"));
        running.values().forEach(Sessions::await);
        statements.close();
        clock.shutdown();
        keeping.close();
        links.record();
        try (folder; database; files) {
            clock.awaitTermination(SEALING.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void record(SessionInfo info) {
        if (info.over()) {
            past.put(info.id(), info);
            running.remove(info.id());
            files.ended(info.id());
        }
        catalogue.put(info);
    }

    private void recordRunning() {
        running.values().forEach(Session::recordIfPossible);
        links.record();
    }

    private static SessionInfo await(Session session) {
        try {
            return session.await(SEALING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return session.info();
        }
    }

    private static Problem missing(String id) {
        return new Problem(Problem.Kind.MISSING, "there is no session " + (SessionId.valid(id) ? id : "of that id"),
                "GET /api/sessions lists them");
    }
}
