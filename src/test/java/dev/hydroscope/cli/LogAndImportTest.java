package dev.hydroscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.source.UnixServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines out of H2O's socket, and lines into sessions, as a shell meets them. */
class LogAndImportTest {
    @TempDir
    Path folder;
    private int sockets;

    private static byte[] capture(String name) throws IOException {
        try (InputStream in = LogAndImportTest.class.getResourceAsStream("/captures/" + name)) {
            return in.readAllBytes();
        }
    }

    private Path file(String name) throws IOException {
        return Files.write(folder.resolve(name), capture(name));
    }

    /** What log writes of a socket that serves that capture, and then lets go. */
    private List<String> log(String name, String... options) throws Exception {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        answer.write(capture(name));
        Path out = folder.resolve("out");
        Path socket = folder.resolve("socket" + ++sockets);
        try (UnixServer server = new UnixServer(socket, answer.toByteArray())) {
            Thread dropping = new Thread(() -> drop(server));
            dropping.start();
            List<String> arguments = new ArrayList<>(List.of("log", "-u", socket.toString(), "-w", out.toString()));
            arguments.addAll(List.of(options));
            Ran ran = Ran.of(arguments.toArray(String[]::new));
            dropping.join();
            assertEquals(0, ran.status(), ran.err());
            assertTrue(ran.err().contains("H2O has closed"), ran.err());
        }
        return Files.readAllLines(out, StandardCharsets.ISO_8859_1);
    }

    private static void drop(UnixServer server) {
        try {
            server.request();
            server.drop();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void httpIsPrintedAsH2ologPrintsIt() throws Exception {
        List<String> lines = log("raw-app.jsonl");
        assertEquals(List.of("14 1 RxProtocol HTTP/1.1", "14 1 RxHeader   :authority 127.0.0.1:18080",
                "14 1 RxHeader   :method GET", "14 1 RxHeader   :path /hello.txt"), lines.subList(0, 4));
        assertTrue(lines.contains("14 1 TxStatus   200"), lines.toString());
        assertTrue(lines.stream().allMatch(line -> line.matches("\\d+ \\d+ (RxProtocol|RxHeader  |TxStatus  |TxHeader  ) .*")));
    }

    @Test
    void ofResponseHeadersOnlyThoseThatAreAskedFor() throws Exception {
        List<String> lines = log("raw-app.jsonl", "-s", "Content-Length");
        assertTrue(lines.contains("14 1 TxHeader   content-length 6"));
        assertTrue(lines.stream().noneMatch(line -> line.contains("TxHeader   date")));
    }

    @Test
    void ofRequestsOnlyThoseThatAreAskedForEachTogether() throws Exception {
        List<String> all = log("raw-app.jsonl");
        List<String> lines = log("raw-app.jsonl", "--filter", "protocol = HTTP/2 and path = /hello.txt");
        List<String> of = all.stream().filter(line -> line.contains(" RxProtocol HTTP/2.0"))
                .map(line -> line.replaceFirst(" RxProtocol.*", " ")).toList();
        List<String> wanted = of.stream().filter(request -> all.contains(request + "RxHeader   :path /hello.txt")).toList();
        assertTrue(!wanted.isEmpty() && all.size() > lines.size(), all.toString());
        List<String> expected = new ArrayList<>();
        wanted.forEach(request -> all.stream().filter(line -> line.startsWith(request)).forEach(expected::add));
        assertEquals(expected, lines);
    }

    @Test
    void whatIsPrintedIsStoredWhereThatIsAskedFor() throws Exception {
        List<String> lines = log("raw-app.jsonl", "--save=seen", "--data", folder + "/data");
        Ran sessions = Ran.of("sessions", "--csv", "--data", folder + "/data");
        assertTrue(sessions.out().lines().anyMatch(line -> line.contains(",seen,sealed,")), sessions.out());
        Ran again = Ran.of("export", "seen", "--format", "h2olog-text", "--data", folder + "/data");
        List<String> stored = again.out().lines().sorted().toList();
        assertEquals(lines.stream().sorted().toList(), stored);
    }

    @Test
    void whatThereIsToBePrintedIsListed() {
        assertEquals("h2o:receive_request\nh2o:receive_request_header\nh2o:send_response\nh2o:send_response_header\n",
                Ran.of("log", "-l", "-H").out());
        assertEquals("quicly:packet_lost\n", Ran.of("log", "-l", "-t", "quicly:packet_l*").out());
        assertTrue(Ran.of("log", "-l").out().lines().count() > 130);
        assertEquals(1, Ran.of("log", "-l", "-t", "h2o:none").status());
    }

    @Test
    void quicIsPrintedAsItCame() throws Exception {
        List<String> came = new String(capture("raw-h3-3mb.jsonl"), StandardCharsets.ISO_8859_1).lines().toList();
        List<String> lines = log("raw-h3-3mb.jsonl", "quic");
        assertEquals(came.size(), lines.size());
        for (int i = 0; i < came.size(); i++) {
            String type = came.get(i).replaceAll(".*\"type\":\"(\\w+)\".*", "$1");
            if (!List.of("receive", "accept", "new_token_send").contains(type) && !came.get(i).contains("stateless_reset")) {
                assertEquals(came.get(i), lines.get(i), "what is not withheld");
            }
        }
    }

    @Test
    void filesBecomeSessionsAndWhatCannotBeReadIsTold() throws Exception {
        Path bad = Files.writeString(folder.resolve("bad"), "no trace");
        Path cut = Files.writeString(folder.resolve("cut"),
                new String(capture("http-mode.txt"), StandardCharsets.ISO_8859_1) + "\u001b[2J\n");
        Ran ran = Ran.of("import", "--data", folder + "/data", file("v1-raw.jsonl").toString(), bad.toString(), cut.toString());
        assertEquals(1, ran.status());
        assertTrue(ran.out().contains(" v1-raw.jsonl: 179 events stored, 2 requests, "), ran.out());
        assertTrue(ran.out().contains(", 1 lines could not be read\n  line "), ran.out());
        assertTrue(ran.err().contains("bad is of no format that is known here"), ran.err());
        assertEquals(-1, ran.out().indexOf('\u001b'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"import", "log", "log -u a -p 1", "log tcp -p 1", "log -p 1 -H --json", "log -p 1 -w x --keep 3",
        "log --rotate-size 1m -p 1",
        "log -p 1 -S 2", "log -p 1 --duration soon", "log -p x", "import --url http://127.0.0.1:1 --data /x f"})
    void wrongUsageIsStatusTwo(String line) {
        Ran ran = Ran.of(line.split(" "));
        assertEquals(2, ran.status(), ran.err());
    }

    @Test
    void whoeverIsNotThereIsAFailure() {
        assertEquals(1, Ran.of("log", "-p", "999999").status());
        assertEquals(1, Ran.of("log", "-u", folder + "/none").status());
        assertEquals(1, Ran.of("import", "--url", "http://127.0.0.1:1/?token=x", folder.toString()).status());
    }
}
