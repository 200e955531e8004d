package dev.hydroscope.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hydroscope.format.H2ologWriter.Form;
import dev.hydroscope.trace.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What h2olog has written, in each of its lives, is written again as it was. */
class H2ologLinesTest {
    /** What the old h2olog printed where it had bytes of some length to tell: a pointer, which nobody keeps. */
    private static final Set<String> POINTERS = Set.of("stats", "bufs", "len", "token", "stateless-reset-token", "bytes", "cid");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String capture(String name) throws IOException {
        try (InputStream in = H2ologLinesTest.class.getResourceAsStream("/captures/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static List<String> again(String text, Form form) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Event> events = new ArrayList<>();
        try (TraceReader reader = TraceFormats.h2olog().read(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)),
                true); H2ologWriter writer = H2ologWriter.exactly(out, form)) {
            for (boolean more = true; more;) {
                more = reader.read(events);
            }
            for (Event event : events) {
                writer.write(event, 0);
            }
        }
        return out.toString(StandardCharsets.ISO_8859_1).lines().toList();
    }

    @Test
    void httpAsText() throws IOException {
        assertEquals(capture("http-mode.txt").lines().toList(), again(capture("http-mode.txt"), Form.TEXT));
    }

    @Test
    void jsonOfThePresent() throws IOException {
        List<String> was = capture("raw-app.jsonl").lines().toList();
        List<String> is = again(capture("raw-app.jsonl"), Form.H2OLOG);
        assertEquals(was.size(), is.size());
        for (int i = 0; i < was.size(); i++) {
            ObjectNode line = (ObjectNode) JSON.readTree(was.get(i));
            line.remove("secret"); // withheld, always
            assertEquals(line, JSON.readTree(is.get(i)));
        }
    }

    @Test
    void jsonOfTheOld() throws IOException {
        List<String> was = capture("v1-raw.jsonl").lines().toList();
        List<String> is = again(capture("v1-raw.jsonl"), Form.OLD);
        assertEquals(was.size(), is.size());
        for (int i = 0; i < was.size(); i++) {
            ObjectNode line = (ObjectNode) JSON.readTree(was.get(i));
            JsonNode same = JSON.readTree(is.get(i));
            if (line.get("time").asLong() == 0) {
                line.set("time", same.get("time")); // quicly gave none: the reader has mended that
            }
            Set<String> lacking = new TreeSet<>();
            line.fieldNames().forEachRemaining(lacking::add);
            if (same.path("type").asText().equals("new-path")) {
                ((ObjectNode) same).put("conn", 0); // it came before the number was made: the reader has mended that
            }
            same.fieldNames().forEachRemaining(name -> {
                assertEquals(line.get(name), same.get(name), name + " of " + line);
                lacking.remove(name);
            });
            lacking.removeAll(POINTERS);
            assertTrue(lacking.isEmpty(), lacking + " of " + line);
        }
    }
}
