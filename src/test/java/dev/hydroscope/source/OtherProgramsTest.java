package dev.hydroscope.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hydroscope.bpf.Counters;
import dev.hydroscope.bpf.ProbeException;
import dev.hydroscope.probe.Gcc;
import dev.hydroscope.probe.Targets;
import dev.hydroscope.standin.Kernel;
import dev.hydroscope.trace.Event;
import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The probes of real programs and of libraries: those that Debian builds, and one of our own. */
class OtherProgramsTest {
    private static final String LIBRARY = """
            %s
            #include <sys/sdt.h>
            %s
            void work(int number, const char *text)
            {
                STAP_PROBE2(shop, order, number, text);
                STAP_PROBE(shop, done);
            }
            """;
    private static final String CALLER = """
            #include <stdio.h>
            void work(int number, const char *text);
            int main(void)
            {
                char line[100];
                for (int i = -1; fgets(line, sizeof(line), stdin); i++) {
                    work(i, line);
                    puts("done");
                    fflush(stdout);
                }
            }
            """;
    private static final String SEMAPHORES = """
            unsigned short shop_order_semaphore __attribute__((section(".probes"), used));
            unsigned short shop_done_semaphore __attribute__((section(".probes"), used));
            """;
    private static final String THROWER = """
            #include <cstdio>
            #include <stdexcept>
            int main()
            {
                char line[100];
                while (fgets(line, sizeof(line), stdin)) {
                    try { throw std::runtime_error(line); } catch (const std::exception &e) { }
                    puts("done");
                    fflush(stdout);
                }
            }
            """;
    private static final String JAVA = """
            public class Collects {
                public static void main(String[] none) throws Exception {
                    while (System.in.read() == '\\n') {
                        System.gc();
                        System.out.println("done");
                    }
                }
            }
            """;
    @TempDir
    Path folder;

    @BeforeAll
    static void needsProbes() {
        Kernel.assumeProbes();
    }

    /** Has the program do its round twice while it is traced; it has done one before. */
    private static List<Event> trace(ProcessBuilder program, String... wanted) throws Exception {
        Process process = program.start();
        try (BufferedReader out = process.inputReader()) {
            round(process, out);
            try (Traced traced = Traced.attach((int) process.pid(), wanted)) {
                round(process, out);
                round(process, out);
                List<Event> events = traced.finish();
                Counters counters = traced.source().counters();
                assertEquals(counters.allHits(), events.size() + counters.allLost(), "the account closes");
                return events;
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void round(Process process, BufferedReader out) throws Exception {
        process.outputWriter().write("\n");
        process.outputWriter().flush();
        assertEquals("done", out.readLine());
    }

    private static Map<String, Long> counts(List<Event> events) {
        return events.stream().collect(Collectors.groupingBy(event -> event.probe().key(), TreeMap::new, Collectors.counting()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLibrarysProbesFireWithAndWithoutSemaphores(boolean semaphores) throws Exception {
        Path library = Gcc.compile(folder, "libshop.so", LIBRARY.formatted(
                semaphores ? "#define _SDT_HAS_SEMAPHORES 1" : "", semaphores ? SEMAPHORES : ""), "-shared", "-fPIC");
        Path program = Gcc.compile(folder, "caller", CALLER, library.toString(), "-Wl,-rpath," + folder);
        List<Event> events = trace(new ProcessBuilder(program.toString()), "shop:order(number:i32, line:str)", "shop:d*");
        assertEquals(Map.of("shop:order", 2L, "shop:done", 2L), counts(events));
        assertEquals(List.of(0L, 1L), events.stream().filter(event -> event.probe().name().equals("order"))
                .map(event -> event.number(0)).toList());
        assertEquals("\n", events.get(0).text(1));
    }

    @Test
    void aGlobWithoutAProviderIsAboutLibrariesWhereTheProgramHasNone() throws Exception {
        Path library = Gcc.compile(folder, "libshop.so", LIBRARY.formatted("", ""), "-shared", "-fPIC");
        Path program = Gcc.compile(folder, "caller", CALLER, library.toString(), "-Wl,-rpath," + folder);
        assertEquals(2L, counts(trace(new ProcessBuilder(program.toString()), "order")).get("shop:order"));
    }

    @Test
    void aDeletedLibraryIsTracedAllTheSame() throws Exception {
        Path library = Gcc.compile(folder, "libshop.so", LIBRARY.formatted("", ""), "-shared", "-fPIC");
        Path program = Gcc.compile(folder, "caller", CALLER, library.toString(), "-Wl,-rpath," + folder);
        Process process = new ProcessBuilder(program.toString()).start();
        try (BufferedReader out = process.inputReader()) {
            round(process, out);
            Files.delete(library);
            try (Traced traced = Traced.attach((int) process.pid(), "shop:order", "libshop:work(i32)")) {
                round(process, out);
                assertEquals(Map.of("shop:order", 1L, "libshop.so:work", 1L), counts(traced.finish()));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Its letters may be none of ours: a daemon often has no locale. */
    @Test
    void aLibraryWhosePathHasOtherLettersIsTracedAllTheSame() throws Exception {
        Path library = Gcc.compile(folder, "libshop.so", LIBRARY.formatted("", ""), "-shared", "-fPIC", "-Wl,-soname,libshop.so");
        Path program = Gcc.compile(folder, "caller", CALLER, library.toString());
        String moved = "cd " + folder + " && mkdir -p $'\\xd0\\xb6\\xff' && mv -f libshop.so $'\\xd0\\xb6\\xff'"
                + " && LD_LIBRARY_PATH=$'\\xd0\\xb6\\xff' exec " + program;
        List<Event> events = trace(new ProcessBuilder("bash", "-c", moved), "shop:order");
        assertEquals(Map.of("shop:order", 2L), counts(events));
    }

    @Test
    void theRuntimeOfCPlusPlusTellsOfExceptions() throws Exception {
        Path source = Files.writeString(folder.resolve("thrower.cc"), THROWER);
        Path program = folder.resolve("thrower");
        assertEquals(0, new ProcessBuilder("g++", "-o", program.toString(), source.toString()).inheritIO().start().waitFor());
        List<Event> events = trace(new ProcessBuilder(program.toString()), "libstdcxx:*");
        assertEquals(Map.of("libstdcxx:throw", 2L, "libstdcxx:catch", 2L), counts(events));
        assertEquals(events.get(0).number(0), events.get(1).number(0), "it catches what was thrown");
        assertEquals("exception", events.get(0).probe().arguments().get(0).name());
    }

    @Test
    void theJvmTellsOfItsCollections() throws Exception {
        Path source = Files.writeString(folder.resolve("Collects.java"), JAVA);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<Event> events = trace(new ProcessBuilder(java, "-Xmx32m", "-XX:+UseSerialGC", source.toString()), "hotspot:gc__*",
                "hotspot:mem__pool__gc__begin");
        assumeTrue(!events.isEmpty(), "this JVM has no probes");
        assertEquals(2L, counts(events).get("hotspot:gc__begin"));
        assertEquals(2L, counts(events).get("hotspot:gc__end"));
        Event pool = events.stream().filter(event -> event.probe().name().startsWith("mem")).findFirst().orElseThrow();
        assertFalse(pool.text(pool.probe().argument("pool")).isEmpty());
        assertTrue(pool.number(pool.probe().argument("used")) > 0);
    }

    /** Run by itself, as it refuses to be root's. */
    @Test
    void postgresTellsOfItsQueriesByProbesAndByFunctions() throws Exception {
        Path programs = Path.of("/usr/lib/postgresql/15/bin");
        assumeTrue(Files.exists(programs) && Files.exists(Path.of("/sbin/runuser")), "PostgreSQL is not installed here");
        Path data = Files.createTempDirectory("hydroscope-postgres");
        try {
            assertEquals(0, new ProcessBuilder("chown", "postgres", data.toString()).start().waitFor());
            assertEquals(0, as("postgres", programs.resolve("initdb"), "-N", "-D", data.resolve("data").toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor());
            Process process = as("postgres", programs.resolve("postgres"), "--single", "-D", data.resolve("data").toString(),
                    "postgres").start();
            process.outputWriter().write("select 1;\n");
            process.outputWriter().flush();
            BufferedReader out = process.inputReader();
            answer(out);
            int pid = process.toHandle().descendants().mapToInt(child -> (int) child.pid()).findFirst()
                    .orElse((int) process.pid());
            try (Traced traced = Traced.attach(pid, "postgresql:query__parse__start", "postgres:pg_parse_query(query:str)")) {
                process.outputWriter().write("select 2 as two;\n");
                process.outputWriter().flush();
                answer(out);
                List<Event> events = traced.finish();
                assertEquals(Map.of("postgres:pg_parse_query", 1L, "postgresql:query__parse__start", 1L), counts(events));
                assertTrue(events.stream().allMatch(event -> event.text(0).startsWith("select 2 as two")));
            }
            process.outputWriter().close();
            process.waitFor();
        } finally {
            new ProcessBuilder("rm", "-rf", data.toString()).start().waitFor();
        }
    }

    private static ProcessBuilder as(String user, Path program, String... arguments) {
        List<String> command = new ArrayList<>(List.of("/sbin/runuser", "-u", user, "--", program.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(new File("/"));
    }

    /** Of the server by itself ends with a line of dashes. */
    private static void answer(BufferedReader out) throws Exception {
        String line = out.readLine();
        for (int dashes = 0; line != null; line = out.readLine()) {
            dashes += line.contains("----") ? 1 : 0;
            if (dashes == 2) {
                return;
            }
        }
    }

    @Test
    void whatHasNoneOfThemSaysSo() throws Exception {
        Process process = new ProcessBuilder("sleep", "100").start();
        try {
            ProbeException none = assertThrows(ProbeException.class, () -> ProbeSource.attach(
                    Targets.find((int) process.pid()), CaptureSettings.of(List.of("nothing:*"))));
            assertTrue(none.getMessage().contains("has none of the probes nothing:*"), none.getMessage());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
