package dev.hydroscope.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.query.Completion.Item;
import dev.hydroscope.quic.Story;
import dev.hydroscope.quic.Verdict.Part;
import dev.hydroscope.store.Page;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.Writer;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Changes.Run;
import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Made;
import dev.hydroscope.trace.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A search by shares finds what the rows' verdicts say, in published segments and before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerdictSearchTest {
    private static final int REQUESTS = 5000;

    private SessionFile file;
    private final List<RequestRow> rows = new ArrayList<>();

    /** Of a hundred milliseconds, so many percent the window's, the stream's limit's and the ACK's; every fifth over HTTP/1. */
    @BeforeAll
    void write(@TempDir Path folder) {
        file = SessionFile.create(folder.resolve("session.mv.db"));
        Writer writer = file.writer();
        for (int i = 0; i < REQUESTS; i += 100) {
            List<Request> requests = new ArrayList<>();
            List<Run> runs = new ArrayList<>();
            List<Connection> connections = new ArrayList<>();
            for (int ordinal = i; ordinal < i + 100; ordinal++) {
                Connection connection = Made.connection(ordinal + 1, ordinal + 1, Story.BASE);
                connections.add(connection);
                requests.add(request(connection, ordinal));
                if (ordinal % 5 != 0) {
                    runs.add(new Run(connection, story(ordinal % 97 == 0 ? 60 : ordinal % 10, ordinal % 13).events()));
                }
            }
            writer.write(new Changes(connections, requests, runs, requests.size() + runs.size() * 9L));
        }
        for (long ordinal = 0; ordinal < REQUESTS; ordinal++) {
            rows.addAll(file.reader().requests(List.of(ordinal)));
        }
    }

    private static Request request(Connection connection, int ordinal) {
        Request request = Made.version(Made.request(connection, 0, ordinal, Story.BASE), ordinal % 5 == 0 ? 0x101 : 0x300);
        Made.header(request, false, ":path", "/");
        return Made.finished(Made.ended(Made.responded(request, 200, Story.BASE), Story.BASE + 100_000_000));
    }

    private static Story story(int window, int blocked) {
        Story story = new Story().at(0).asked(0).responded(0, 200).some(0, 0, 10).fire("quicly:enter_cc_limited");
        story.at(window).fire("quicly:exit_cc_limited").fire("quicly:stream_data_blocked_send", "stream_id", 0, "maximum", 10);
        story.at(window + blocked).fire("quicly:max_stream_data_receive", "stream_id", 0, "maximum", 99).end(0, 10, 10);
        return story.at(100).acked(0, 0, 21).destroyed(0);
    }

    @AfterAll
    void close() {
        file.close();
    }

    private Page<RequestRow> search(String query) {
        return new Search(file.reader()).requests(Query.parse(query), Scope.newest(REQUESTS, "").with(0, 0, Scope.Order.OLDEST));
    }

    private void finds(String query, LongPredicate wanted, Part... parts) {
        List<Long> expected = rows.stream().filter(row -> wanted.test(row.verdictShare(parts))).map(RequestRow::ordinal).toList();
        assertEquals(expected, search(query).rows().stream().map(RequestRow::ordinal).toList(), query);
        assertTrue(!expected.isEmpty() && expected.size() < REQUESTS, query + " finds " + expected.size());
    }

    @Test
    void everyOperatorAndWayToWriteAShareFindsWhatItMeans() {
        finds("verdict.cwnd > 50%", share -> share > 500_000_000, Part.CWND);
        finds("verdict.cwnd >= 0.6", share -> share >= 600_000_000, Part.CWND);
        finds("verdict.cwnd = 60%", share -> share == 600_000_000, Part.CWND);
        finds("verdict.cwnd != 60%", share -> share != 600_000_000, Part.CWND);
        finds("verdict.cwnd < 3%", share -> share < 30_000_000, Part.CWND);
        finds("verdict.cwnd <= 3%", share -> share <= 30_000_000, Part.CWND);
        finds("verdict.cwnd", share -> share > 0, Part.CWND);
        finds("verdict.ack > 90%", share -> share > 900_000_000, Part.ACK);
        finds("verdict.stream_blocked > 11%", share -> share > 110_000_000, Part.STREAM_BLOCKED);
        finds("verdict.blocked >= 10%", share -> share >= 100_000_000, Part.CONNECTION_BLOCKED, Part.STREAM_BLOCKED);
    }

    @Test
    void shareIsAskedOfAnyRequestOfAConnection() {
        assertEquals(search("verdict.cwnd > 50%").rows().size(), search("connection(verdict.cwnd > 50%)").rows().size());
    }

    @Test
    void largeSharesAreFoundWithoutLookingAtEveryRow() {
        Page<RequestRow> page = search("verdict.cwnd > 50%");
        assertTrue(page.complete());
        assertTrue(page.scanned() < REQUESTS / 2, "looked at " + page.scanned());
    }

    @Test
    void shareThatIsNoneIsRefused() {
        String hint = assertThrows(QuerySyntaxException.class, () -> Query.parse("verdict.cwnd > 50")).hint();
        assertEquals("write it as 50% or 0.5", hint);
        assertThrows(QuerySyntaxException.class, () -> Query.parse("verdict.cwnd ~ 50%"));
    }

    @Test
    void partsAndSharesAreCompleted() {
        List<String> parts = texts("verdict.");
        assertTrue(parts.containsAll(List.of("verdict.cwnd", "verdict.blocked", "verdict.unknown")), parts.toString());
        assertEquals(Part.values().length + 1, parts.size());
        assertTrue(texts("verdict.cwnd > ").contains("50%"));
    }

    private List<String> texts(String query) {
        return Stream.of(Completion.at(file.reader(), query, query.length())).flatMap(found -> found.items().stream())
                .map(Item::text).toList();
    }
}
