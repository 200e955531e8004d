package dev.hydroscope.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Made;
import dev.hydroscope.trace.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The query language on requests that pass, each once. */
class LiveQueryTest {
    private long ordinal;

    private Request request(Connection connection, String path, int status) {
        Request request = Made.request(connection, ordinal, ordinal++, 1_000_000_000L);
        Made.header(request, false, ":method", "GET");
        Made.header(request, false, ":path", path);
        Made.header(request, false, "user-agent", "curl/8.1");
        Made.header(request, true, "server", "h2o");
        return Made.finished(Made.responded(request, status, 1_030_000_000L));
    }

    private static Connection connection(long number) {
        return Made.named(Made.connection(number, number, 900_000_000L), "192.0.2.7:4711", "a.example", "h2", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"status = 503; true", "status < 500; false", "method = GET and path ^= \"/api\"; true",
        "req.user-agent ~ \"CURL\"; true", "res.server = h2o; true", "header.cookie; false", "not header.cookie; true",
        "duration >= 30ms; true", "duration > 30ms; false", "conn = 1; true", "connection(peer ^= \"192.0.2.\"); true",
        "connection(sni = a.example); true", "protocol = HTTP/1.1; true", "curl; true", "firefox; false", "a.example; true",
        "connection(status = 503); true", "connection(status = 200); false"})
    void holdsAsItDoesOfAStoredOne(String query, boolean holds) {
        assertEquals(holds, new LiveQuery(Query.parse(query)).holds(request(connection(1), "/api/a", 503)));
    }

    @Test
    void aConnectionIsAskedForWhatItHasDoneUntilNow() {
        LiveQuery query = new LiveQuery(Query.parse("connection(path = \"/login\") and status = 500"));
        Connection one = connection(1);
        Connection other = connection(2);
        assertFalse(query.holds(request(one, "/a", 500)), "it has not logged in");
        assertFalse(query.holds(request(one, "/login", 200)), "it has not failed");
        assertTrue(query.holds(request(one, "/b", 500)));
        assertFalse(query.holds(request(other, "/b", 500)), "that was another");
    }

    @ParameterizedTest
    @ValueSource(strings = {"conn.rtt > 10ms", "status = 200 and not (a or conn.loss > 1)", "connection(conn.lost > 1)"})
    void whatOnlyAWholeConnectionTellsIsRefused(String query) {
        Query asked = Query.parse(query);
        assertThrows(IllegalArgumentException.class, () -> new LiveQuery(asked));
    }
}
