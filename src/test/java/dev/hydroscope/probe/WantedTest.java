package dev.hydroscope.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of what can be traced, and what it comes to in a program; no privilege is needed for that. */
class WantedTest {
    private static final String SEMAPHORE =
            "unsigned short picotls_%s_semaphore __attribute__((section(\".probes\"), used)) = 1";
    @TempDir
    static Path folder;
    private static Path program;

    @BeforeAll
    static void compile() throws Exception {
        program = Gcc.compile(folder, "probed", Gcc.PROBED);
    }

    private static Found in(String... texts) throws WantedException {
        return Wanted.of(List.of(texts)).in(program);
    }

    private static List<String> keys(Found found) {
        return found.chosen().stream().map(one -> one.site().key()).distinct().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "h2o:*", "!quicly:stream_*", "receive_request", "u:demo:six", "libc.so.6:strlen(str)",
        "libpq.so.5:PQexec(conn:ptr, sql:str)", "p:/usr/bin/my prog:main(argc:i32, ptr)", "libc:malloc%return(ptr)",
        "r:libc:malloc", "t:sched:sched_switch(prev_comm:int, next_pid:int)", "f:g(data:buf(len), len:u64)", "f:g(str(16))",
        "f:g(buf(arg1), u64)", "/opt/a:b/lib.so:run()"})
    void whatIsWrittenReadsBack(String text) throws WantedException {
        assertEquals(List.of(text), Wanted.of(List.of(text)).texts());
        assertEquals(List.of(text), Wanted.of(Wanted.of(List.of(text)).texts()).texts());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "''; at 1: a name is missing",
        "libc:; at 6: a name is missing",
        ":x; at 1: what stands before the colon is missing",
        "libc:f(size:blob); at 8: \"blob\" is no kind",
        "libc:f(a, size:); at 10: \"size:\" is no argument",
        "libc:f(buf); at 8: buf lacks its length",
        "libc:f(d:buf(n)); at 8: no argument is called n, which should hold a length",
        "libc:f(u32(4)); at 8: u32 has no length",
        "libc:f%return(int, int); at 14: a function returns one value",
        "libc:f); at 7: a ) stands without its (",
        "!libc:f(int); at 8: what is taken away has no arguments",
        "f(int); at 1: what has arguments needs its place",
        "p::tcp_v4_connect; at 3: what stands before the colon is missing",
        "u:h2o:x%return; at 15: only a function returns",
        "libc:f(i8,i8,i8,i8,i8,i8,i8,i8,i8,i8,i8,i8,i8); at 47: there are 13 arguments",
    })
    void whatCannotBeReadIsToldWithItsPlace(String text, String message) {
        WantedException refused = assertThrows(WantedException.class, () -> Wanted.of(List.of(text)));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
        assertFalse(refused.hint().isEmpty());
    }

    @Test
    void anyTextIsReadOrRefused() {
        Random random = new Random(6);
        String signs = "ab:!%return(),*?u32 buf.so/\\\u00e9\n";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(24), 0, signs.length()).forEach(at -> text.append(signs.charAt(at)));
            try {
                List<String> once = Wanted.of(List.of(text.toString())).texts();
                assertEquals(once, Wanted.of(once).texts(), text.toString());
            } catch (WantedException e) {
                assertFalse(e.hint().isEmpty());
            }
        }
    }

    @Test
    void globsChooseProbesAsTheyAlwaysDid() throws WantedException {
        assertEquals(List.of("demo:six", "demo:constant", "demo:zero", "demo:symbol"), keys(in("*")));
        assertEquals(List.of("demo:six"), keys(in("demo:s*", "!symbol")));
        assertEquals(List.of("nginx:*"), in("nginx:*", "zero").unmatched());
        assertEquals(2, in("six").chosen().size(), "both sites");
        assertTrue(in("demo:zero").chosen().get(0).byName());
        assertFalse(in("demo:z*").chosen().get(0).byName());
        assertEquals(4, in("demo:zero").others().size());
    }

    @Test
    void declaredArgumentsNameAndReadWhatTheNoteKeeps() throws WantedException {
        Chosen six = in("demo:six(count:i32, arguments:ptr, u8)").chosen().get(0);
        assertEquals("demo:six count:int arguments:pointer arg2:int", six.probe().line());
        assertEquals(3, six.site().operands().size());
        assertEquals(1, six.site().operands().get(2).size());
        WantedException refused = assertThrows(WantedException.class, () -> in("demo:constant(a, b, c)"));
        assertTrue(refused.getMessage().contains("only 2 arguments"), refused.getMessage());
    }

    @Test
    void whatIsHiddenStaysHiddenUnderAnyName() throws Exception {
        Path server = Gcc.compile(folder, "server", Gcc.PROBED.replace("demo, constant", "picotls, client_random")
                .replace("SEMAPHORE(constant)", SEMAPHORE.formatted("client_random")));
        assertEquals(1, Wanted.of(List.of("picotls:client_random(ptr, ptr)")).in(server).chosen().size());
        Path secrets = Gcc.compile(folder, "secrets", Gcc.PROBED.replace("STAP_PROBE2(demo, constant, -1, 7)",
                "STAP_PROBE3(picotls, new_secret, -1, argv, argv)").replace("SEMAPHORE(constant)",
                        SEMAPHORE.formatted("new_secret")));
        WantedException refused = assertThrows(WantedException.class,
                () -> Wanted.of(List.of("picotls:new_secret(ptr, ptr, str)")).in(secrets));
        assertTrue(refused.getMessage().contains("not to be shown"), refused.getMessage());
    }

    @Test
    void functionsAreFoundByNameAndByGlob() throws WantedException {
        Chosen main = in("probed:main(argc:i32, argv:ptr)").chosen().get(0);
        assertEquals("probed:main argc:int argv:pointer", main.probe().line());
        assertEquals(Site.Where.Kind.FUNCTION, main.site().where().kind());
        assertEquals(in("p:probed:mai?").chosen().get(0).site().fileOffset(), main.site().fileOffset());
        Chosen back = in("probed:main%return(i32)").chosen().get(0);
        assertEquals("probed:main%return ret:int", back.probe().line());
        assertEquals(Site.Where.Kind.RETURN, back.site().where().kind());
    }

    /** Each ask alone would do. */
    @Test
    void manyFunctionsAreRefusedHoweverTheyAreAskedFor() throws Exception {
        StringBuilder source = new StringBuilder("int main(void) { return 0; }\n");
        for (int i = 0; i < 1200; i++) {
            source.append("int f").append(i % 2 == 0 ? "a" : "b").append(i).append("(void) { return ").append(i).append("; }\n");
        }
        Path many = Gcc.compile(folder, "many", source.toString(), "-O0");
        assertEquals(600, Wanted.of(List.of("p:many:fa*")).in(many).chosen().size());
        WantedException refused = assertThrows(WantedException.class,
                () -> Wanted.of(List.of("p:many:fa*", "p:many:fb*")).in(many));
        assertTrue(refused.hint().contains("fewer than 1000"), refused.hint());
    }

    @Test
    void aStrippedProgramSaysSo() throws Exception {
        Path stripped = Files.copy(program, folder.resolve("stripped"));
        Gcc.output("strip", stripped.toString());
        WantedException refused = assertThrows(WantedException.class,
                () -> Wanted.of(List.of("stripped:main")).in(stripped));
        assertTrue(refused.getMessage().contains("it is stripped"), refused.getMessage());
        assertTrue(refused.hint().contains("not stripped"), refused.hint());
    }

    @Test
    void aFunctionChosenAtTheStartNeedsAProcess() {
        WantedException refused = assertThrows(WantedException.class,
                () -> Wanted.of(List.of("libc.so.6:strlen(str)")).in(Code.find("libc.so.6").path()));
        assertTrue(refused.getMessage().contains("chosen when a process starts"), refused.getMessage());
        assertTrue(refused.hint().contains("-p PID"));
    }

    @Test
    void nearNamesAreSuggested() {
        List<String> names = List.of("malloc", "calloc", "realloc", "malloc_trim", "free", "strlen");
        assertEquals("malloc, calloc", Missing.near("maloc", names));
        assertEquals("malloc_trim", Missing.near("alloc_tri", names));
        assertEquals("", Missing.near("open", names));
        assertEquals(3, Missing.changes("kitten", "sitting"));
    }
}
