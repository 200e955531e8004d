package dev.hydroscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hydroscope.probe.Worker;
import dev.hydroscope.standin.Kernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** trace as a shell meets it, on the real kernel: what it prints and adds up is what the program did. */
class TraceCommandTest {
    private static final String HIT = "demo:hit(number:i64, third:i32)";
    private static final String SAID = "demo:said(text:str, number:i64)";
    @TempDir
    private static Path folder;
    private static Path program;

    @BeforeAll
    static void needsProbes() throws Exception {
        Kernel.assumeProbes();
        program = Worker.compile(folder);
    }

    /** The worker does its steps once it is traced, and ends. */
    private static Ran trace(List<String> steps, String... options) throws Exception {
        try (Worker worker = Worker.start(program, steps.toArray(String[]::new))) {
            List<String> words = new ArrayList<>(List.of("trace", "-p", "" + worker.pid()));
            words.addAll(List.of(options));
            CompletableFuture<Ran> ran = CompletableFuture.supplyAsync(() -> Ran.of(words.toArray(String[]::new)));
            while (!waiting() && !ran.isDone()) {
                Thread.sleep(5);
            }
            worker.work();
            worker.end();
            return ran.get();
        }
    }

    /** All is in place, and trace waits for what comes. */
    private static boolean waiting() {
        return Thread.getAllStackTraces().values().stream().flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().equals(Until.class.getName()) && frame.getMethodName().equals("await"));
    }

    private static List<String> lines(Ran ran) {
        assertEquals(0, ran.status(), ran.err());
        return ran.out().lines().toList();
    }

    @Test
    void whatIsNotThereIsLookedForInTheTerminal() throws Exception {
        Ran machine = Ran.of("trace", "demo:nowhere");
        assertEquals(1, machine.status());
        assertTrue(machine.err().contains("  hydroscope probes, or GET"), machine.err());
        Ran process = trace(List.of("said", "1", "a"), "demo:nowhere");
        assertEquals(1, process.status());
        assertTrue(process.err().contains("  hydroscope probes -p "), process.err());
    }

    @Test
    void printsALineAnEvent() throws Exception {
        List<String> lines = lines(trace(List.of("said", "3", "a\"b"), SAID, "--no-time"));
        assertEquals(4, lines.size());
        assertTrue(lines.get(1).endsWith(" worker          demo:said text=\"a\\\"b-0\" number=0"), lines.get(1));
        assertTrue(lines.get(3).endsWith(" text=\"a\\\"b-2\" number=2"), lines.get(3));
    }

    @Test
    void printsNoMoreThanIsAskedForAndOnlyThatForWhichTheFilterHolds() throws Exception {
        Ran ran = trace(List.of("hit", "1000", "0"), HIT, "--filter", "number >= 500 and third = 1", "--max", "3");
        assertEquals(List.of("number=502", "number=505", "number=508"),
                lines(ran).stream().skip(1).map(line -> line.replaceAll(".* (number=\\d+) .*", "$1")).toList());
        assertTrue(ran.err().contains(" 3 printed, 0 lost"), ran.err());
    }

    @Test
    void jsonCanBeReadAgain() throws Exception {
        Path file = folder.resolve("lines.json");
        trace(List.of("said", "5", "x"), SAID, "--json", "-w", file.toString());
        List<String> lines = Files.readAllLines(file);
        assertEquals(5, lines.size());
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertEquals("said", first.path("type").asText());
        assertEquals("x-0", first.path("text").asText());
    }

    @Test
    void countsInTheKernel() throws Exception {
        Ran ran = trace(List.of("hit", "123456", "0", "said", "7", "x"), "demo:*", "--count", "--no-time");
        String out = ran.out().substring(ran.out().indexOf("total of"));
        assertEquals(List.of("demo:hit         123,456", "demo:said              7"), out.lines().skip(1).limit(2).toList());
        assertTrue(ran.err().contains("123,463 hits, 0 lost"), ran.err());
        assertTrue(ran.err().contains("the process has exited"), ran.err());
    }

    @Test
    void countsByANumberInTheKernelAndByATextOfTheEvents() throws Exception {
        Ran numbers = trace(List.of("hit", "1000", "0"), HIT, "--count", "--by", "third", "--json");
        JsonNode total = new ObjectMapper().readTree(numbers.out().lines().reduce((a, b) -> b).orElseThrow());
        assertEquals("{\"0\":334,\"1\":333,\"2\":333}", sorted(total.path("values")));
        Ran texts = trace(List.of("said", "10", "key"), SAID, "--count", "--by", "text", "--json");
        assertTrue(texts.err().contains("as text is text"), texts.err());
        total = new ObjectMapper().readTree(texts.out().lines().reduce((a, b) -> b).orElseThrow());
        assertEquals("{\"key-0\":3,\"key-1\":3,\"key-2\":2,\"key-3\":2}", sorted(total.path("values")));
    }

    private static String sorted(JsonNode values) {
        List<String> fields = new ArrayList<>();
        values.properties().forEach(field -> fields.add("\"" + field.getKey() + "\":" + field.getValue()));
        return "{" + String.join(",", fields.stream().sorted().toList()) + "}";
    }

    @Test
    void aHistogramHasABarForEachPowerOfTwo() throws Exception {
        Ran ran = trace(List.of("hit", "16", "0"), HIT, "--hist", "number", "--unit", "bytes");
        List<String> lines = lines(ran);
        assertEquals("demo:hit number: 16, average 7.50 B, total 120 B", lines.get(1));
        assertEquals(List.of("[0 B] 1", "[1 B] 1", "[2 B, 4 B) 2", "[4 B, 8 B) 4", "[8 B, 16 B) 8"), lines.subList(2, 7).stream()
                .map(line -> line.replaceAll("\\s+", " ").replaceAll(" \\|.*", "")).toList());
        Ran filtered = trace(List.of("hit", "16", "0"), HIT, "--hist", "number", "--filter", "number > 7");
        assertEquals("demo:hit number: 8, average 11.5, total 92", lines(filtered).get(1));
        assertTrue(filtered.err().contains("as the filter looks at it"), filtered.err());
    }

    @Test
    void latencyIsBetweenTwoProbesOfTheSameThreadOrValue() throws Exception {
        for (List<String> by : List.of(List.<String>of(), List.of("--by", "id=arg0"))) {
            List<String> options = new ArrayList<>(List.of("demo:began(id:i64)", "demo:ended", "--latency"));
            options.addAll(by);
            List<String> lines = lines(trace(List.of("work", "5", "3000"), options.toArray(String[]::new)));
            assertTrue(lines.get(1).startsWith("demo:began to demo:ended: 20, average "), lines.get(1));
            assertTrue(lines.stream().filter(line -> line.startsWith("[")).noneMatch(line -> line.matches("\\[.* [nµ]s, .*")),
                    "3 ms were slept: " + lines);
        }
    }

    @Test
    void savedItIsASessionLikeAnyOther() throws Exception {
        String data = folder.resolve("data").toString();
        Ran ran = trace(List.of("said", "8", "kept"), "--save=what was said", SAID, "--data", data);
        assertEquals(9, lines(ran).size(), ran.err());
        assertTrue(ran.err().contains("what was said; hydroscope sessions lists it"), ran.err());
        assertTrue(Ran.of("sessions", "--data", data).out().contains("what was said"));
        Ran sql = Ran.of("sql", "--data", data, "--csv", "what was said", "SELECT ARG(arguments, 'text') AS said, COUNT(*) AS hits"
                + " FROM event WHERE probe = 'demo:said' GROUP BY said ORDER BY said");
        assertEquals("said,hits\nkept-0,2\nkept-1,2\nkept-2,2\nkept-3,2", sql.out().replace("\r", "").strip(), sql.err());
        Ran exported = Ran.of("export", "--data", data, "--format", "jsonl", "what was said");
        assertEquals(8, exported.out().lines().filter(line -> line.contains("\"type\":\"said\"")).count());
    }

    @Test
    void listsWhatItWouldTrace() throws Exception {
        try (Worker worker = Worker.start(program, "hit", "1", "0")) {
            Ran ran = Ran.of("trace", "-p", "" + worker.pid(), "demo:*", "worker:deep(left:i64)", "--list");
            assertEquals(List.of("demo:began", "demo:ended", "demo:hit", "demo:said", "worker:deep"), lines(ran).stream()
                    .map(line -> line.replaceFirst("^\\?", "").split(" ")[0]).sorted().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"trace", "trace -p 1", "trace x --", "trace -p 1 x -- ls", "trace x --utc --delta",
        "trace x --json --utc", "trace x --count --hist y", "trace x --by y", "trace x --unit ns", "trace x --hist y --unit miles",
        "trace x --interval 1s",
        "trace x --count --interval soon", "trace x --count --save", "trace a b c --latency", "trace a --latency --by x",
        "trace x --max -1", "trace x --count --max 3", "trace x --duration never", "trace x --count --by y --top 0"})
    void wrongUsageIsStatusTwo(String line) {
        Ran ran = Ran.of(line.split(" "));
        assertEquals(2, ran.status(), ran.err());
    }

    @Test
    void saysWhatIsNotThere() throws Exception {
        try (Worker worker = Worker.start(program, "hit", "1", "0")) {
            for (String words : List.of("-p 999999 x", "-p PID demo:none", "-p PID worker:none", "-p PID demo:hit --hist arg7",
                    "-p PID demo:hit --latency", "none:none", "demo:hit -- /no/such/program")) {
                Ran ran = Ran.of(Stream.concat(Stream.of("trace"), Stream.of(words.replace("PID", "" + worker.pid()).split(" ")))
                        .toArray(String[]::new));
                assertTrue(ran.status() > 0, words);
                assertEquals(2, ran.err().lines().count(), ran.err());
            }
        }
    }
}
