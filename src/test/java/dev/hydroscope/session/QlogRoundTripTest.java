package dev.hydroscope.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.format.ExportFormat;
import dev.hydroscope.format.Written;
import dev.hydroscope.store.Lens;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What left as qlog comes back as the same packets, frames, fates, metrics, requests and closes. */
class QlogRoundTripTest {
    /** What is told at other moments, or of what no qlog tells: kept as text when it comes back. */
    private static final List<String> LEFT_OUT = List.of("connection_started", "alpn_information", "key_updated",
            "udp_datagrams_received", "tuple_assigned", "congestion_state_updated", "connection_data_blocked_updated",
            "frames_created", "frames_parsed", "ecn_state_updated", "marked_for_retransmit", "connection_state_updated");

    /** What is left of a value that was masked is masked again. */
    private static final Pattern MASKED =
            Pattern.compile("(\"name\":\"(?:set-cookie|cookie|proxy-authorization|authorization)\"),\"value\":\"[^\"]*\"");

    @TempDir
    private Path folder;

    private static byte[] export(Sessions sessions, String id, ExportFormat format) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Export(sessions, Lens.NONE, id, ExportWish.of(format, Export.ALL, "")).write(out);
        return out.toByteArray();
    }

    private static SessionInfo back(Sessions sessions, byte[] file) throws InterruptedException {
        String id = sessions.importFile("back.qlog", new ByteArrayInputStream(file)).id();
        return SessionLifeTest.await(sessions, id, info -> info.endedAt().isPresent());
    }

    /** A close is told by its frame, whose own moment within its packet qlog does not have. */
    private static final String UNTIMED = "connection_closed";

    /** By what tells a connection from the others wherever it goes, in the order of their times. */
    private static Map<String, List<String>> told(Sessions sessions, String id) throws Exception {
        Map<String, List<String>> told = new TreeMap<>();
        for (JsonNode trace : Written.json(export(sessions, id, ExportFormat.QLOG_JSON)).path("traces")) {
            double start = -1;
            List<String> records = new ArrayList<>();
            for (JsonNode event : Written.events(trace)) {
                String name = event.path("name").asText().split(":")[1];
                if (!LEFT_OUT.contains(name)) {
                    start = start < 0 ? event.path("time").asDouble() : start;
                    long tenMicros = Math.round((event.path("time").asDouble() - start) * 100);
                    records.add((name.equals(UNTIMED) ? "" : tenMicros + " ") + name + " "
                            + MASKED.matcher(event.path("data").toString()).replaceAll("$1"));
                }
            }
            JsonNode common = trace.path("common_fields");
            records.sort(null);
            told.put(common.path("ODCID").asText(), records);
        }
        return told;
    }

    @ParameterizedTest
    @EnumSource(value = ExportFormat.class, names = {"QLOG_JSON", "QLOG_03"})
    void comesBackAsItLeft(ExportFormat format) throws Exception {
        try (Sessions sessions = Sessions.open(folder)) {
            String id = Replayed.once(sessions, "/demo.trace.gz").id();
            SessionInfo back = back(sessions, export(sessions, id, format));
            assertEquals(0, back.counts().undecodable());
            Map<String, List<String>> left = told(sessions, id);
            Map<String, List<String>> came = told(sessions, back.id());
            assertEquals(left.size(), came.size());
            List<String> different = new ArrayList<>();
            for (String connection : left.keySet()) {
                assertTrue(left.get(connection).size() > 3, connection);
                different.addAll(different(left.get(connection), came.getOrDefault(connection, List.of())));
            }
            assertEquals(List.of(), different);
        }
    }

    private static List<String> different(List<String> left, List<String> came) {
        List<String> different = new ArrayList<>();
        List<String> rest = new ArrayList<>(came);
        left.stream().filter(record -> !rest.remove(record)).forEach(record -> different.add("gone: " + record));
        rest.forEach(record -> different.add("new: " + record));
        return different.subList(0, Math.min(6, different.size()));
    }

    @Test
    void aSequenceComesBackConnectionByConnection() throws Exception {
        try (Sessions sessions = Sessions.open(folder)) {
            String id = Replayed.once(sessions, "/demo.trace.gz").id();
            SessionInfo back = back(sessions, export(sessions, id, ExportFormat.QLOG));
            assertEquals(told(sessions, id).size(), sessions.read(back.id(), reader -> reader.counts()).connections());
            assertEquals(0, back.counts().undecodable());
        }
    }
}
