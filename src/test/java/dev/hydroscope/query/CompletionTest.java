package dev.hydroscope.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.query.Completion.Item;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.Writer;
import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Made;
import dev.hydroscope.trace.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is offered at the caret, marked `|`: by the grammar, and by the headers that the session holds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompletionTest {
    private SessionFile file;

    @BeforeAll
    void write(@TempDir Path folder) {
        Connection connection = Made.connection(1, 1, 1);
        Request request = Made.request(connection, 1, 0, 1_000_000_000);
        Made.header(request, false, ":method", "GET");
        Made.header(request, false, "user-agent", "curl/8.0 (it)");
        Made.header(request, false, "odd name", "x");
        Made.header(request, false, "bad\u0007name", "a\nb");
        Made.header(request, true, "server", "h2o");
        Made.finished(Made.responded(request, 503, 1_500_000_000));
        file = SessionFile.create(folder.resolve("s.mv.db"));
        Writer writer = file.writer();
        writer.write(Made.of(List.of(connection), List.of(request)));
        writer.seal();
    }

    @AfterAll
    void close() {
        file.close();
    }

    private Completion at(String marked) {
        int caret = marked.indexOf('|');
        return Completion.at(file.reader(), marked.replace("|", ""), caret);
    }

    private List<String> texts(String marked) {
        return at(marked).items().stream().map(Item::text).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "|                       ; status",
        "sta|                    ; status",
        "not me|                 ; method",
        "(|                      ; connection(",
        "user|                   ; req.user-agent",
        "req.|                   ; req.user-agent",
        "res.s|                  ; res.server",
        "header.s|               ; header.server",
        "odd|                    ; req.\"odd name\"",
        "status |                ; >=",
        "path |                  ; =~",
        "status = |              ; 503",
        "conn.l|                 ; conn.loss",
        "los|                    ; conn.loss",
        "conn.loss > |           ; 5%",
        "conn.rtt > |            ; 100ms",
        "conn.close ~ |          ; idle_timeout",
        "status=5|               ; 503",
        "method = |              ; GET",
        "protocol = |            ; HTTP/2",
        "req.user-agent = |      ; \"curl/8.0 (it)\"",
        "req.user-agent ~ \"cu|  ; \"curl/8.0 (it)\"",
        "duration > |            ; 10ms",
        "status = 503 |          ; and",
        "curl o|                 ; or",
    })
    void offers(String marked, String expected) {
        assertTrue(texts(marked.trim().equals("|") ? "|" : marked.stripTrailing()).contains(expected), marked + texts(marked));
    }

    @Test
    void saysHowOftenAValueWasSeenOnlyWhereThatIsKnown(@TempDir Path folder) {
        Connection connection = Made.connection(1, 1, 1);
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Request request = Made.request(connection, 1 + i, i, 1_000_000_000 + i);
            Made.header(request, false, ":path", i % 2 == 0 ? "/often" : "/once/" + i);
            Made.header(request, false, ":method", "GET");
            requests.add(Made.finished(request));
        }
        try (SessionFile many = SessionFile.create(folder.resolve("many.mv.db"))) {
            Writer writer = many.writer();
            writer.write(Made.of(List.of(connection), requests));
            writer.seal();
            List<Item> methods = Completion.at(many.reader(), "method = ", 9).items();
            assertEquals(List.of(new Item("GET", Completion.Kind.VALUE, "seen 500 times")), methods);
            List<Item> paths = Completion.at(many.reader(), "path = ", 7).items();
            assertEquals(new Item("/often", Completion.Kind.VALUE, "seen 250 times"), paths.get(0));
            assertEquals(Set.of(""), paths.stream().skip(1).map(Item::detail).collect(Collectors.toSet()));
        }
    }

    @Test
    void replacesTheWholeWordAtTheCaret() {
        Completion completion = at("a and sta|tu = 5");
        assertEquals(List.of(6, 11), List.of(completion.from(), completion.to()));
        assertEquals(List.of(9, 12), List.of(at("status = 5|03").from(), at("status = 5|03").to()));
    }

    @Test
    void doesNotOfferWhatCannotBeWritten() {
        assertFalse(texts("req.|").stream().anyMatch(text -> text.contains("bad")));
        assertFalse(texts("status |").contains("~"));
        assertTrue(texts("nonsense = |").isEmpty());
    }

    @Test
    void whatIsOfferedIsUnderstood() {
        for (String name : texts("req.|")) {
            Query.parse(name + " = x");
        }
        for (String value : texts("req.user-agent = |")) {
            assertEquals(1, new Search(file.reader()).requests(Query.parse("req.user-agent = " + value),
                    Scope.newest(10, "")).rows().size());
        }
    }

    @Test
    void neverFailsWhateverIsWritten() {
        Reader reader = file.reader();
        SplittableRandom random = new SplittableRandom(1);
        String[] pieces = {"status", " ", "=", "~", "(", "\"", "req.", "and", "not", "x", ")", "'", "\\"};
        for (int i = 0; i < 500; i++) {
            StringBuilder query = new StringBuilder();
            for (int n = random.nextInt(8); n >= 0; n--) {
                query.append(pieces[random.nextInt(pieces.length)]);
            }
            int caret = random.nextInt(query.length() + 3) - 1;
            Completion completion = Completion.at(reader, query.toString(), caret);
            assertTrue(0 <= completion.from() && completion.from() <= completion.to()
                    && completion.to() <= query.length());
        }
    }
}
