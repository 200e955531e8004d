package dev.hydroscope.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every saved query answers with its defaults, over all sessions at once, and can be read by whoever asks. */
class SavedQueriesTest {
    private static final Set<String> GROUPS = Set.of("latency", "errors", "headers", "caching", "protocols", "connections", "quic",
            "security", "probes", "capture");
    /** What none of the sessions here has an example of. */
    private static final Set<String> NOT_AMONG_THEM = Set.of("zero-rtt", "flow-control-blocked", "probe-timeouts",
            "handshake-failures", "server-name-not-host", "older-connections", "tcp-retransmissions");
    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([a-z]\\w*)");

    @TempDir
    private static Path folder;
    private static Kept stored;
    private static SqlService service;

    @BeforeAll
    static void write() throws Exception {
        stored = EveryKind.in(folder);
        service = new SqlService();
    }

    @AfterAll
    static void close() {
        service.close();
        stored.close();
    }

    static List<String> names() {
        return BuiltInQueries.all().stream().map(SavedQuery::id).toList();
    }

    static SavedQuery query(String name) {
        return BuiltInQueries.all().stream().filter(each -> each.id().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void thereIsOneForEveryQuestion() {
        assertTrue(names().size() >= 30, names().toString());
        assertEquals(GROUPS, BuiltInQueries.all().stream().map(SavedQuery::group).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void answersWithItsDefaults(String name) {
        Answer answer = Answer.to(service, query(name), Map.of(), stored.all());
        List<String> columns = answer.columns().stream().map(Heading::name).toList();
        assertEquals(columns.size(), new HashSet<>(columns).size(), "a column stands twice: " + columns);
        columns.forEach(column -> assertTrue(column.matches("[a-z][a-z0-9_]*"), column));
        assertFalse(columns.contains("req") && !columns.contains("conn"), "a request is named by conn and req");
        assertFalse(columns.contains("conn") && !columns.contains("session"), "a connection is named by session and conn");
        assertFalse(columns.stream().anyMatch(column -> column.endsWith("_nanos")), "people read milliseconds: " + columns);
        assertEquals(NOT_AMONG_THEM.contains(name), answer.rows().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("names")
    void saysWhatItTellsAndWhatItsParametersAre(String name) {
        SavedQuery query = query(name);
        assertTrue(GROUPS.contains(query.group()), query.group());
        assertTrue(query.about().length() > 60 && query.about().endsWith("."), query.about());
        assertTrue(query.title().length() < 60, query.title());
        Set<String> used = new TreeSet<>();
        PARAMETER.matcher(query.sql()).results().forEach(each -> used.add(each.group(1)));
        assertEquals(used, query.parameters().stream().map(SavedQuery.Parameter::name)
                .collect(Collectors.toCollection(TreeSet::new)));
        assertTrue(query.sql().matches("(?s)(SELECT|WITH) .*"), "one statement, and nothing before it");
        assertFalse(query.sql().contains(";"));
    }

    /** Whoever narrows to one session must not be told of another, nor miss a row of it. */
    @ParameterizedTest
    @MethodSource("names")
    void tellsOfOneSessionWhatItTellsOfItAmongOthers(String name) {
        SavedQuery query = query(name);
        boolean limited = query.parameters().stream().anyMatch(parameter -> parameter.name().equals("limit"));
        Map<String, String> all = limited ? Map.of("limit", "100000") : Map.of();
        Answer among = Answer.to(service, query, all, stored.all());
        if (among.columns().stream().noneMatch(column -> column.name().equals("session"))) {
            assertEquals("compare-sessions", name);
            return;
        }
        for (String session : List.of("app", "quic", "odd", "tcp")) {
            Answer alone = Answer.to(service, query, all, List.of(stored.place(session)));
            assertEquals(bag(alone.rows().stream()), bag(among.rows().stream()
                    .filter(row -> stored.id(session).equals(row.get("session")))), session);
        }
    }

    private static Map<String, Long> bag(Stream<Map<String, Object>> rows) {
        return rows.map(Map::toString).collect(Collectors.groupingBy(row -> row, Collectors.counting()));
    }
}
