package dev.hydroscope.sql;

import dev.hydroscope.session.Nanos;
import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.store.Filter;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.store.Scan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Sessions in a data folder by the name that a test gives them, sealed, for statements to be run over. */
public final class Kept implements AutoCloseable {
    private final Path folder;
    private final Sessions sessions;
    private final Map<String, String> ids = new LinkedHashMap<>();

    /** @param written sessions that are in the folder already, by their names */
    public Kept(Path folder, Map<String, String> written) {
        this.folder = folder;
        this.ids.putAll(written);
        this.sessions = Sessions.open(folder);
    }

    /** What a real H2O's h2olog wrote. */
    public Kept captured(String name, String resource) throws Exception {
        try (InputStream in = Kept.class.getResourceAsStream("/captures/" + resource)) {
            return take(name, in.readAllBytes());
        }
    }

    /** Lines as h2olog writes them. */
    public Kept lines(String name, String lines) throws Exception {
        return take(name, lines.getBytes(StandardCharsets.UTF_8));
    }

    private Kept take(String name, byte[] content) throws IOException, InterruptedException {
        String id = sessions.importFile(name, new ByteArrayInputStream(content)).id();
        while (sessions.get(id).endedAt().isEmpty()) {
            Thread.sleep(20);
        }
        ids.put(name, id);
        return this;
    }

    /** One that was written here otherwise. */
    void take(String name, String id) {
        ids.put(name, id);
    }

    public Sessions sessions() {
        return sessions;
    }

    /** The id of one by its name. */
    public String id(String name) {
        return ids.get(name);
    }

    public <T> T read(String name, Function<Reader, T> reading) {
        return sessions.read(id(name), reading);
    }

    /** All requests of one, oldest first. */
    public List<RequestRow> requests(String name) {
        return read(name, reader -> reader.scan(new Filter.Anything(), new Scan.Range(false, -1, 0, 0), scan -> {
            List<RequestRow> rows = new ArrayList<>();
            while (!scan.done()) {
                rows.addAll(scan.next());
            }
            return rows;
        }));
    }

    public List<Place> all() {
        return ids.keySet().stream().map(this::place).toList();
    }

    public Place place(String name) {
        SessionInfo info = sessions.get(id(name));
        SessionHead head = new SessionHead(info.id(), info.name(), info.state().name().toLowerCase(java.util.Locale.ROOT),
                info.origin().source(), Nanos.of(info.startedAt()), info.endedAt().map(Nanos::of).orElse(0L), info.note());
        return new Place(head, folder.resolve("sessions").resolve(info.id() + ".mv.db"), false);
    }

    @Override
    public void close() {
        sessions.close();
    }
}
