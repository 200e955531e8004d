package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.standin.Kernel;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page is told of programs that are no H2O, and sessions of them. */
class AnyTargetTest {
    @TempDir
    Path folder;
    private Api api;
    private Process shell;

    @BeforeEach
    void start() throws Exception {
        api = new Api(folder);
        shell = new ProcessBuilder("sh", "-c", "while read line; do cat /etc/hostname; done").start();
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
        shell.destroyForcibly().waitFor();
    }

    private void round() throws Exception {
        shell.outputWriter().write("\n");
        shell.outputWriter().flush();
        assertFalse(shell.inputReader().readLine().isEmpty());
    }

    private static JsonNode find(JsonNode list, String field, String value) {
        return StreamSupport.stream(list.spliterator(), false).filter(one -> one.get(field).asText().equals(value)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + field + " " + value + " in " + list));
    }

    @Test
    void everyProcessIsListedWithTheProbesOfAllItMaps() throws Exception {
        long self = ProcessHandle.current().pid();
        JsonNode java = find(api.get("/api/targets?all=1"), "pid", Long.toString(self));
        assertEquals(System.getProperty("user.name"), java.get("user").asText());
        assertTrue(java.get("problem").isNull(), java.toString());
        JsonNode files = api.get("/api/targets/" + self + "/files");
        assertEquals("java", files.get(0).get("name").asText(), "the program is first");
        int hotspot = find(files, "name", "libjvm.so").at("/providers/hotspot").asInt();
        assertEquals(hotspot, java.at("/providers/hotspot").asInt());
        if (hotspot > 0) {
            JsonNode begin = find(api.get("/api/targets/" + self + "/probes"), "name", "gc__begin");
            assertTrue(begin.get("object").asText().endsWith("/libjvm.so"), begin.toString());
            assertEquals("full", begin.at("/arguments/0/name").asText());
            assertTrue(begin.get("known").asBoolean());
        }
    }

    @Test
    void functionsAreFoundByAPartOfTheirNameOrAGlob() throws Exception {
        String route = "/api/targets/" + shell.pid() + "/functions?of=libc.so.6&q=";
        JsonNode found = api.get(route + "malloc&limit=1");
        assertEquals("malloc", found.at("/rows/0/name").asText(), "what begins with it is first");
        assertEquals("size", found.at("/rows/0/arguments/0/name").asText());
        assertTrue(found.get("total").asInt() > 1, found.toString());
        assertTrue(api.get(route + "strle?").at("/rows/0/indirect").asBoolean());
        assertEquals(0, api.get(route + "nothing_like_it").get("total").asInt());
        assertTrue(api.expect(404, "GET", "/api/targets/" + shell.pid() + "/functions?of=libnone.so", "").get("hint").asText()
                .contains("/files"));
    }

    @Test
    void aSessionOfAnyProcessIsLikeAnyOther() throws Exception {
        Kernel.assumeProbes();
        round();
        JsonNode session = api.expect(201, "POST", "/api/sessions", "{\"pid\": " + shell.pid()
                + ", \"probes\": [\"syscalls:sys_enter_read(fd, count)\", \"libc.so.6:read(fd:i32)\"]}");
        assertTrue(session.get("name").asText().matches("\\S+ " + shell.pid()), session.toString());
        assertEquals("libc.so.6:read(fd:i32)", session.at("/filters/wanted/1").asText());
        round();
        String path = "/api/sessions/" + session.get("id").asText();
        JsonNode ended = api.expect(200, "POST", path + "/stop", "{}");
        assertEquals("sealed", ended.get("state").asText());
        assertTrue(ended.at("/counts/events").asLong() > 0, ended.toString());
        assertEquals(ended.at("/counts/hits").asLong(),
                ended.at("/counts/events").asLong() + ended.at("/counts/lost/kernel").asLong());
        JsonNode rows = api.expect(200, "POST", "/api/sql", "{\"sql\": \"SELECT DISTINCT probe FROM event ORDER BY 1\", "
                + "\"sessions\": [\"" + session.get("id").asText() + "\"]}").get("rows");
        assertEquals("[[\"libc.so.6:read\"],[\"syscalls:sys_enter_read\"]]", rows.toString());
    }

    @Test
    void theMachineIsASessionToo() throws Exception {
        Kernel.assumeProbes();
        JsonNode listed = api.get("/api/tracepoints?q=sched_process_exec");
        assertEquals("sched:sched_process_exec", listed.at("/rows/0").asText());
        assertEquals("filename", api.get("/api/tracepoints/sched/sched_process_exec").at("/arguments/0/name").asText());
        String body = "{\"machine\": true, \"probes\": [\"sched:sched_process_exec\"]}";
        JsonNode session = api.expect(201, "POST", "/api/sessions", body);
        assertEquals("sched:sched_process_exec", session.get("name").asText());
        assertEquals("this machine", session.at("/target/command").asText());
        assertTrue(api.expect(409, "POST", "/api/sessions", body).get("error").asText().contains("is being traced by session"));
        api.expect(200, "POST", "/api/sessions/" + session.get("id").asText() + "/stop", "{}");
    }

    @Test
    void whatCannotBeReadIsToldWithItsPlace() throws Exception {
        JsonNode wrong = api.expect(422, "POST", "/api/sessions", "{\"pid\": 1, \"probes\": [\"libc.so.6:malloc(size:blob)\"]}");
        assertEquals("probes", wrong.get("field").asText());
        assertTrue(wrong.get("error").asText().contains("at 18: \"blob\" is no kind"), wrong.toString());
        assertEquals("probes", api.expect(422, "POST", "/api/sessions", "{\"machine\": true}").get("field").asText());
    }
}
