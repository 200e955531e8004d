package dev.hydroscope.sql;

import dev.hydroscope.session.Sessions;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.Writer;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Made;
import dev.hydroscope.trace.Request;
import dev.hydroscope.trace.Varied;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Sessions as they are stored, for statements over them: what a real H2O wrote, and what is made to be odd. */
final class Stored implements AutoCloseable {
    /** More than two blocks of them. */
    static final int ODD = 4700;

    private final List<SessionFile> files = new ArrayList<>();
    private final List<Opened> sessions = new ArrayList<>();

    /** The session `odd`: requests of every kind, some of them written again after they were published, not sealed yet. */
    Stored odd(Path folder) {
        SessionFile file = SessionFile.create(folder.resolve("odd.mv.db"));
        Varied varied = new Varied(5, ODD);
        Writer writer = file.writer();
        writer.write(Made.of(varied.connections(), List.of()));
        for (int from = 0; from < ODD; from += 470) {
            writer.write(Made.of(List.of(), varied.requests().subList(from, from + 470)));
        }
        Request empty = Made.request(varied.connections().get(0), 1 << 20, ODD, Varied.AT + 700_000_000_000L);
        writer.write(Made.of(List.of(), List.of(Made.gaps(Made.header(empty, false, ":path", ""),
                Request.NO_RECEIVE | Request.BEFORE_CAPTURE))));
        for (int round = 0; round < 5; round++) {
            List<Request> late = varied.grown(round == 1 ? 2500 : 7);
            writer.write(new Changes(List.of(), late, List.of(), late.size()));
        }
        return add("odd", file);
    }

    /** A recorded capture, imported; the session has its name. */
    Stored recorded(Path folder, String capture) throws Exception {
        return recorded(folder, capture, 0);
    }

    /** @param skipped so many lines of it were before the capture */
    Stored recorded(Path folder, String capture, int skipped) throws Exception {
        String text;
        try (InputStream in = Stored.class.getResourceAsStream("/captures/" + capture)) {
            text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
        String rest = text.lines().skip(skipped).collect(Collectors.joining("\n", "", "\n"));
        return imported(folder, skipped + capture, rest.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Stored imported(Path folder, String capture, byte[] content) throws Exception {
        try (Sessions all = Sessions.open(folder.resolve(capture))) {
            String id = all.importFile(capture, new ByteArrayInputStream(content)).id();
            while (all.get(id).endedAt().isEmpty()) {
                Thread.sleep(20);
            }
        }
        try (var found = Files.list(folder.resolve(capture).resolve("sessions"))) {
            Path file = found.filter(each -> each.toString().endsWith(".mv.db")).findFirst().orElseThrow();
            return add(capture, SessionFile.open(file));
        }
    }

    Stored add(String id, SessionFile file) {
        files.add(file);
        sessions.add(new Opened(new SessionHead(id, "named " + id, "sealed", "probes", 1_000, 2_000, ""), file.reader()));
        return this;
    }

    List<Opened> sessions() {
        return sessions;
    }

    /** The rows of an answer, each value as H2 writes it; null: NULL. */
    List<List<String>> rows(String sql) throws SQLException {
        try (Sandbox sandbox = new Sandbox(sessions); Connection reader = sandbox.reader();
                Statement statement = reader.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>(columns);
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    @Override
    public void close() {
        files.forEach(SessionFile::close);
    }
}
