package dev.hydroscope.session;

import dev.hydroscope.format.Caveats;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.Target;
import dev.hydroscope.source.Recording;
import dev.hydroscope.source.ReplaySource;
import dev.hydroscope.source.Source;
import dev.hydroscope.store.Lens;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.Writer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
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
    private final OpenFiles files = new OpenFiles();
    private final Map<String, SessionInfo> past = new ConcurrentHashMap<>();
    private final Map<String, Session> running = new ConcurrentHashMap<>();
    private final Map<String, Reach> reaches = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "catalogue");
        thread.setDaemon(true);
        return thread;
    });

    /** @param listed when the list was last written, before this opened it */
    private Sessions(DataFolder folder, Catalogue database, Instant listed) {
        this.folder = folder;
        this.database = database;
        this.catalogue = new SessionCatalogue(database);
        this.links = new Links(this, database);
        this.notes = new Notes(this, database);
        this.statements = new Statements(this, folder, database);
        catalogue.all().forEach(info -> past.put(info.id(), info.over() ? info
                : info.in(SessionInfo.State.STOPPING, info.note(), Optional.empty(), info.counts(), info.bytes())));
        List<SessionInfo> crashed = past.values().stream().filter(info -> !info.over()).toList();
        Recovery recovery = new Recovery(folder, files, listed, crashed);
        crashed.forEach(info -> clock.execute(() -> {
            SessionInfo mended = recovery.mend(info);
            catalogue.put(mended);
            past.put(mended.id(), mended);
        }));
        clock.scheduleWithFixedDelay(this::recordRunning, 1, 1, TimeUnit.SECONDS);
    }

    public static Path standardFolder() {
        return DataFolder.standard();
    }

    public static Sessions open(Path path) {
        DataFolder folder = DataFolder.open(path);
        try {
            Instant listed = folder.written(Path.of(folder.catalogue() + ".mv.db"));
            return new Sessions(folder, Catalogue.open(folder.catalogue()), listed);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Attaches; events are under way when it returns. */
    public synchronized SessionInfo create(SessionSettings settings) {
        if (!settings.socket().isEmpty()) {
            SocketAttachment socket = SocketAttachment.to(settings);
            return begin(socket.name(), socket.origin(), socket::attach);
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
        SessionSettings settings = SessionSettings.of(0, "all", name);
        List<String> probes = recording.probesBySite().stream().map(Probe::key).distinct().sorted().toList();
        var target = new SessionInfo.Target(0, Instant.now(), "a recorded trace", recording.name());
        return begin(name, new SessionInfo.Origin("recording", target, probes, settings.filters(), settings.redact()),
                () -> ReplaySource.live(recording, 1));
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
        InputStream marked = BundleImport.marked(content);
        if (BundleImport.begins(marked)) {
            return bundle(marked, expected);
        }
        try (Imported file = Imported.copied(folder, name, marked, expected)) {
            return file.begin(this);
        }
    }

    /** Likewise, of a file that is here. */
    public SessionInfo importFile(Path file) {
        try (InputStream content = BundleImport.marked(Files.newInputStream(file))) {
            if (BundleImport.begins(content)) {
                return bundle(content, Files.size(file));
            }
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INVALID, file.getFileName() + " cannot be read: " + DataFolder.reason(e),
                    "see that it is there, whole and readable", e);
        }
        return Imported.of(folder, file).begin(this);
    }

    /** A session file: here with everything of it when this returns, or nothing of it. */
    private SessionInfo bundle(InputStream content, long expected) {
        BundleImport arriving = new BundleImport(folder, list());
        SessionInfo info = arriving.take(content, expected);
        try {
            catalogue.put(info);
            arriving.notes().forEach(note -> notes.put(info.id(), note));
            past.put(info.id(), info);
            return info;
        } catch (RuntimeException e) {
            erase(info.id());
            throw e;
        }
    }

    /** An empty file for what is gathered before it is sent. */
    Path gathering(long bytes, String what) {
        folder.requireRoom(bytes, what);
        try {
            return folder.incoming();
        } catch (IOException e) {
            throw new Problem(Problem.Kind.UNAVAILABLE, "nothing can be written to the data folder: " + DataFolder.reason(e),
                    "see that its disk has room and is not read-only", e);
        }
    }

    /** A session of whatever the source gives. Everything that takes time is done before the source is opened. */
    SessionInfo begin(String name, SessionInfo.Origin origin, Supplier<Source> opening) {
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
            erase(id);
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
    public synchronized SessionInfo tell(String id, SessionWords words) {
        Session session = running.get(id);
        if (session != null) {
            return session.tell(words);
        }
        get(id);
        SessionInfo told = words.on(past.get(id));
        catalogue.put(told);
        past.put(id, told);
        return told;
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
        if (!linked && !links.live(id).isEmpty()) {
            throw new Problem(Problem.Kind.CONFLICT, "session " + id + " is pinned by the links "
                    + String.join(", ", links.live(id).stream().map(Link::key).toList()),
                    "revoke them first (DELETE /api/links/KEY), or delete it with ?links=revoke, which ends them");
        }
        SessionInfo info = stop(id);
        if (!info.over()) {
            throw new Problem(Problem.Kind.CONFLICT, "session " + id + " is still being sealed", "try again when it is");
        }
        erase(id);
    }

    private void erase(String id) {
        statements.forget(id);
        files.close(id);
        try {
            for (Path file : folder.files(id)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new Problem(Problem.Kind.UNAVAILABLE, "the file of session " + id + " cannot be removed: "
                    + DataFolder.reason(e), "see that the data folder is writable", e);
        }
        links.remove(id);
        notes.remove(id);
        catalogue.remove(id);
        past.remove(id);
        statements.forget(id); // of those that were asked of it a moment ago
    }

    /** Stops what runs, and seals it. */
    @Override
    public void close() {
        running.values().forEach(session -> session.stop("stopped with Hydroscope"));
        running.values().forEach(Sessions::await);
        statements.close();
        clock.shutdown();
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
