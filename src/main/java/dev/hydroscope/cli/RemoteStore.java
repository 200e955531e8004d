package dev.hydroscope.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.SqlWish;
import dev.hydroscope.sql.Ending;
import dev.hydroscope.sql.SavedQuery;
import dev.hydroscope.sql.Sink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The sessions of a running server. */
final class RemoteStore implements Store {
    private final Remote remote;

    RemoteStore(Remote remote) {
        this.remote = remote;
    }

    @Override
    public List<SessionLine> sessions() {
        List<SessionLine> all = new ArrayList<>();
        remote.get("/api/sessions").forEach(session -> all.add(SessionLine.of(session)));
        return all;
    }

    @Override
    public List<SavedQuery> queries() {
        List<SavedQuery> all = new ArrayList<>();
        for (JsonNode query : remote.get("/api/queries").get("queries")) {
            List<SavedQuery.Parameter> parameters = new ArrayList<>();
            query.get("parameters").forEach(each -> parameters.add(new SavedQuery.Parameter(each.get("name").asText(),
                    each.get("value").asText(), each.get("about").asText())));
            all.add(new SavedQuery(query.get("id").asText(), query.get("title").asText(), query.get("group").asText(),
                    query.get("about").asText(), query.get("sql").asText(), parameters, query.get("own").asBoolean()));
        }
        return all;
    }

    /** As a file, if it shall be one: then it may be as long as a file. */
    @Override
    public Ending ask(SqlWish wish, Sink sink) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("sql", wish.sql());
        body.put("parameters", wish.parameters());
        body.put("sessions", wish.sessions());
        body.put("limit", wish.limits().rows());
        wish.form().ifPresent(form -> body.put("format", SqlWish.Form.JSON.name().toLowerCase(Locale.ROOT)));
        return remote.post("/api/sql", body, answer -> RemoteAnswer.read(answer, sink));
    }

    @Override
    public void export(String session, ExportAsk ask, OutputStream to) throws IOException {
        remote.receive(ask.path(session), to);
    }

    @Override
    public Became take(Path file) throws IOException {
        return over(remote.send(String.valueOf(file.getFileName()), BodyPublishers.ofFile(file)));
    }

    @Override
    public Became take(String name, InputStream content) {
        return over(remote.send(name, BodyPublishers.ofInputStream(() -> content)));
    }

    private Became over(JsonNode begun) {
        JsonNode session = begun;
        while (session.get("endedAt").isNull()) {
            Became.pause();
            session = remote.get("/api/sessions/" + session.get("id").asText());
        }
        return Became.of(session);
    }

    @Override
    public void close() {
        // nothing is held
    }
}
