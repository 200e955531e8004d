package dev.hydroscope.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.bpf.Counters;
import dev.hydroscope.bpf.ProbeException;
import dev.hydroscope.probe.Gcc;
import dev.hydroscope.probe.Targets;
import dev.hydroscope.standin.Kernel;
import dev.hydroscope.trace.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are no H2O, on the real kernel: what is asked for by a text comes, with its arguments, and nothing else. */
class AnyProgramTest {
    /** Calls what is traced each time it reads a line. */
    private static final String PROGRAM = """
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            #include <fcntl.h>
            #include <unistd.h>
            void *volatile kept;
            size_t (*volatile length)(const char *) = strlen;
            __attribute__((noinline)) long many(long a, int b, short c, char d, long e, long f, long g, const char *h)
            {
                __asm__ volatile("" ::: "memory");
                return a + b + c + d + e + f + g + h[0];
            }
            __attribute__((noinline)) const char *greet(const char *name) { return name[0] ? "hello" : 0; }
            int main(void)
            {
                char line[100];
                while (fgets(line, sizeof(line), stdin)) {
                    line[strcspn(line, "\\n")] = 0;
                    length(line);
                    kept = malloc(54321);
                    free(kept);
                    many(1, -2, -3, -4, 5, 6, -7, line);
                    kept = (void *)greet(line);
                    close(open("/etc/hostname", O_RDONLY));
                    printf("done\\n");
                    fflush(stdout);
                }
            }
            """;

    @TempDir
    static Path folder;
    private static Path program;

    @BeforeAll
    static void compile() throws Exception {
        Kernel.assumeProbes();
        program = Gcc.compile(folder, "caller", PROGRAM);
    }

    /** A process that does its round as often as it is told to. */
    private record Running(Process process, BufferedReader out) implements AutoCloseable {
        static Running start(Path program) throws IOException {
            Process process = new ProcessBuilder(program.toString()).start();
            Running running = new Running(process, process.inputReader());
            running.round("warm");
            return running;
        }

        void round(String line) throws IOException {
            process.outputWriter().write(line + "\n");
            process.outputWriter().flush();
            assertEquals("done", out.readLine());
        }

        int pid() {
            return (int) process.pid();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private static List<Event> trace(String... wanted) throws Exception {
        try (Running running = Running.start(program); Running other = Running.start(program);
                Traced traced = Traced.attach(running.pid(), wanted)) {
            running.round("one");
            other.round("none");
            running.round("two");
            List<Event> events = traced.finish();
            Counters counters = traced.source().counters();
            assertEquals(counters.allHits(), events.size() + counters.allLost(), "the account closes");
            assertTrue(events.stream().allMatch(event -> event.pid() == running.pid()));
            return events;
        }
    }

    private static String refused(String... wanted) throws Exception {
        try (Running running = Running.start(program)) {
            ProbeException refused = assertThrows(ProbeException.class,
                    () -> ProbeSource.attach(Targets.find(running.pid()), CaptureSettings.of(List.of(wanted))));
            return refused.getMessage() + " | " + refused.hint();
        }
    }

    @Test
    void readsTheArgumentsOfAFunctionByTheCallingConvention() throws Exception {
        List<Event> events = trace("caller:many(a:i64, b:i32, c:i16, d:i8, e:u64, f:u64, g:i64, line:str)");
        assertEquals(2, events.size());
        Event event = events.get(1);
        assertEquals("caller:many", event.probe().key());
        long[] expected = {1, -2, -3, -4, 5, 6, -7};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], event.number(i), "argument " + i);
        }
        assertEquals("two", event.text(7), "beyond the sixth they are on the stack");
    }

    @Test
    void readsWhatAFunctionReturns() throws Exception {
        List<Event> events = trace("caller:greet%return(str)", "caller:many%return", "r:caller:many(sum:i64)");
        assertEquals("hello", events.stream().filter(event -> event.probe().name().equals("greet%return")).findFirst()
                .orElseThrow().text(0));
        assertEquals(1 - 2 - 3 - 4 + 5 + 6 - 7 + 'o', events.stream()
                .filter(event -> event.probe().name().equals("many%return")).findFirst().orElseThrow().number(0));
    }

    @Test
    void findsTheImplementationThatTheProcessUses() throws Exception {
        List<Event> events = trace("libc.so.6:strlen(str)");
        assertTrue(events.stream().anyMatch(event -> event.text(0).equals("one")), events.size() + " events");
        assertTrue(events.stream().anyMatch(event -> event.text(0).equals("two")));
        assertTrue(events.stream().noneMatch(event -> event.text(0).equals("none")));
    }

    @Test
    void tracesTheLibraryOfOneProcessOnly() throws Exception {
        List<Event> events = trace("libc:malloc(size:u64)", "libc:malloc%return(ptr)");
        List<Event> calls = events.stream().filter(event -> event.probe().name().equals("malloc")).toList();
        assertEquals(2, calls.stream().filter(event -> event.number(0) == 54321).count());
        assertEquals(calls.size(), events.size() - calls.size(), "each call returns");
    }

    @Test
    void readsTheFieldsOfTracepoints() throws Exception {
        List<Event> events = trace("syscalls:sys_enter_openat(filename)", "syscalls:sys_exit_openat");
        List<Event> entered = events.stream().filter(event -> event.probe().name().equals("sys_enter_openat")).toList();
        assertEquals(List.of("/etc/hostname", "/etc/hostname"), entered.stream().map(event -> event.text(0)).toList());
        assertEquals(2, events.size() - entered.size());
    }

    @Test
    void tracesTheKernelForWhomever() throws Exception {
        ProbeSource source = ProbeSource.machine(CaptureSettings.of(List.of("sched:sched_process_exec")));
        List<Event> events = new CopyOnWriteArrayList<>();
        source.start(events::addAll);
        Process process = new ProcessBuilder("/bin/true").start();
        process.waitFor();
        source.close();
        Event exec = events.stream().filter(event -> event.pid() == process.pid()).reduce((before, last) -> last).orElseThrow();
        assertEquals("/bin/true", exec.text(exec.probe().argument("filename")));
        assertEquals(process.pid(), exec.number(exec.probe().argument("pid")));
        assertEquals(source.counters().allHits(), events.size() + source.counters().allLost());
    }

    @Test
    void refusesWithTheReason() throws Exception {
        assertTrue(refused("caller:manny(int)").contains("no function manny"), refused("caller:manny(int)"));
        assertTrue(refused("caller:manny(int)").contains("near it are many"));
        assertTrue(refused("caller:malloc(int)").contains("write libc.so.6:malloc"), refused("caller:malloc(int)"));
        assertTrue(refused("p:libnone.so:f").contains("no program or library is called libnone.so"));
        assertTrue(refused("sched:sched_process_exek").contains("near it are sched_process_exec"));
        assertTrue(refused("syscalls:sys_enter_openat(file)").contains("has no field file | it has"));
        assertTrue(refused("libc.so.6:malloc(size:blob)").contains("at 18"), refused("libc.so.6:malloc(size:blob)"));
    }
}
