package dev.hydroscope.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.format.Caveats;
import dev.hydroscope.session.SessionInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What became of a file that was imported.
 *
 * @param readAs the format that its content told
 * @param problem why the session did not take in what it should; "": it did
 */
record Became(String id, String name, String readAs, long events, long requests, long connections, long lost, Caveats caveats,
        String problem) {
    private static final int MOST_PROBLEMS = 20;
    private static final long LOOK_MILLIS = 20;
    private static final String SESSION_FILE = "a session file";

    static Became of(SessionInfo info) {
        boolean failed = info.state() == SessionInfo.State.FAILED && info.caveats().original().isEmpty();
        return new Became(info.id(), info.name(), info.caveats().original().isEmpty() ? info.origin().target().command()
                : SESSION_FILE, info.counts().events(), info.counts().requests(), info.counts().connections(),
                info.counts().lost().total(), info.caveats(), failed ? info.note() : "");
    }

    /** As GET /api/sessions/S tells it. */
    static Became of(JsonNode session) {
        JsonNode counts = session.get("counts");
        JsonNode lost = counts.get("lost");
        List<Caveats.Line> problems = new ArrayList<>();
        session.get("problems").forEach(it -> problems.add(new Caveats.Line(it.get("line").asLong(), it.get("reason").asText())));
        List<String> notes = new ArrayList<>();
        session.get("notes").forEach(note -> notes.add(note.asText()));
        boolean file = !session.get("original").isNull();
        return new Became(session.get("id").asText(), session.get("name").asText(),
                file ? SESSION_FILE : session.at("/target/command").asText(), counts.get("events").asLong(),
                counts.get("requests").asLong(), counts.get("connections").asLong(),
                lost.get("kernel").asLong() + lost.get("queue").asLong() + lost.get("store").asLong(),
                new Caveats(session.get("clock").asText(), counts.get("undecodable").asLong(), problems, notes),
                session.get("state").asText().equals("failed") && !file ? session.get("note").asText() : "");
    }

    static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", "the import goes on where a server does it");
        }
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("name", name);
        json.put("readAs", readAs);
        json.put("events", events);
        json.put("requests", requests);
        json.put("connections", connections);
        json.put("lost", lost);
        json.put("undecodable", caveats.undecodable());
        json.put("problems", caveats.problems());
        json.put("notes", caveats.notes());
        return json;
    }

    /** For people. */
    String told() {
        StringBuilder told = new StringBuilder(String.format(Locale.ROOT,
                "%s %s: %,d events stored, %,d requests, %,d connections, %,d lost, %,d lines could not be read%n", id,
                Text.shown(name), events, requests, connections, lost, caveats.undecodable()));
        caveats.problems().stream().limit(MOST_PROBLEMS).forEach(problem -> told.append("  line ").append(problem.line())
                .append(": ").append(Text.shown(problem.reason())).append('\n'));
        if (caveats.undecodable() > MOST_PROBLEMS) {
            told.append("  …\n");
        }
        told.append("  read as ").append(Text.shown(readAs)).append('\n');
        caveats.notes().forEach(note -> told.append("  note: ").append(Text.shown(note)).append('\n'));
        return told.toString();
    }
}
