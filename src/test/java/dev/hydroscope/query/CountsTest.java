package dev.hydroscope.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.Writer;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Header;
import dev.hydroscope.trace.Made;
import dev.hydroscope.trace.Request;
import dev.hydroscope.trace.Varied;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Facets and groups are what counting all rows gives, and the condition of each finds just what was counted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountsTest {
    private static final int REQUESTS = 9500;
    private static final int ALL = 100_000;
    private final Matchings matchings = new Matchings();
    private SessionFile file;
    private Reader reader;
    private List<RequestRow> rows;
    private Map<Long, ConnectionRow> connections;

    @BeforeAll
    void write(@TempDir Path folder) {
        Varied varied = new Varied(3, REQUESTS);
        file = SessionFile.create(folder.resolve("session.mv.db"));
        Writer writer = file.writer();
        writer.write(Made.of(varied.connections(), varied.requests()));
        List<Request> late = varied.grown(300);
        writer.write(new Changes(List.of(), late, List.of(), late.size()));
        reader = file.reader();
        rows = new Search(reader).requests(Query.parse(""), Scope.newest(ALL, "")).rows();
        connections = new HashMap<>();
        reader.connections(0, 0, 1000, "").rows().forEach(row -> connections.put(row.ordinal(), row));
    }

    @AfterAll
    void close() {
        file.close();
    }

    private Matching matching(String query) {
        return matchings.of(reader, Query.parse(query), 0, 0, Long.MAX_VALUE / 2, () -> false);
    }

    /** In the plainest way: the values of a row as texts. */
    private Set<String> values(RequestRow row, String field) {
        ConnectionRow of = connections.get(row.connection());
        Set<String> values = switch (field) {
            case "status" -> Set.of(row.status() == 0 ? "" : Integer.toString(row.status()));
            case "class" -> Set.of(row.status() == 0 ? "" : row.status() / 100 + "xx");
            case "protocol" -> Set.of(row.protocol());
            case "thread" -> Set.of(row.headers().isEmpty() ? "" : Integer.toString(row.headers().get(0).tid()));
            case "connection" -> Set.of(Long.toString(row.conn()));
            case "peer" -> Set.of(of.peer());
            case "sni" -> Set.of(of.sni());
            case "pid" -> Set.of(Integer.toString(of.pid()));
            case "network" -> Set.of(Network.of(of.peer()).name());
            case "method", "scheme", "authority", "path" -> headers(row, ":" + field, h -> !h.response(), field);
            default -> field.startsWith("path.")
                    ? headers(row, ":path", h -> !h.response(), field) : headers(row, field.substring(field.indexOf('.') + 1),
                    h -> field.startsWith("header.") || h.response() == field.startsWith("res."), field);
        };
        return values.equals(Set.of("")) && !field.startsWith("re") ? Set.of() : values;
    }

    private static Set<String> headers(RequestRow row, String name, Function<Header, Boolean> wanted, String field) {
        Set<String> values = new LinkedHashSet<>();
        for (Header header : row.headers()) {
            if (wanted.apply(header) && new String(header.name(), StandardCharsets.UTF_8).equalsIgnoreCase(name)) {
                String text = new String(header.value(), StandardCharsets.UTF_8);
                values.add(field.matches("method|authority") ? text.toLowerCase() : field.startsWith("path.")
                        ? beginning(text, field.charAt(5) - '0') : text);
            }
        }
        return values;
    }

    private static String beginning(String path, int segments) {
        String[] parts = path.split("[?]", 2)[0].split("/", -1);
        return String.join("/", List.of(parts).subList(0, Math.min(parts.length, segments + 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "class", "method", "scheme", "authority", "path", "path.1", "path.2", "path.3", "protocol",
        "thread", "connection", "peer", "network", "sni", "pid", "req.x-common", "req.cookie", "header.x-rare", "res.x-raw",
        "req.x-n", "req.x-many-7", "res.x-late", "req.authorization", "req.x-nobody"})
    void aFacetIsWhatCountingAllRowsGives(String field) {
        for (String query : List.of("", "method = POST and not req.cookie = c1", "status >= 500 or res.x-late")) {
            Matching matching = matching(query);
            Map<String, Long> expected = new HashMap<>();
            long missing = 0;
            for (RequestRow row : rows) {
                if (matching.has(row.ordinal())) {
                    values(row, field).forEach(value -> expected.merge(value, 1L, Long::sum));
                    missing += values(row, field).isEmpty() ? 1 : 0;
                }
            }
            Facets.Facet facet = Facets.of(reader, matching, List.of(Dimension.of(field).orElseThrow()), 5000, () -> false).get(0);
            Map<String, Long> found = new HashMap<>();
            facet.values().forEach(value -> found.merge(field.matches("method|authority") ? value.text().toLowerCase()
                    : value.text(), value.count(), Long::sum));
            assertEquals(expected, found);
            assertEquals(expected.size(), facet.distinct());
            assertEquals(missing, facet.missing());
            assertEquals(0, facet.error());
            conditionsFind(query, facet);
        }
    }

    private void conditionsFind(String query, Facets.Facet facet) {
        List<Facets.Value> some = facet.values().subList(0, Math.min(4, facet.values().size()));
        for (Facets.Value value : some) {
            if (!value.condition().isEmpty()) {
                assertEquals(value.count(), matching(both(query, value.condition())).matched(), value.condition());
            }
        }
        assertEquals(facet.missing(), matching(both(query, facet.missingCondition())).matched(), facet.missingCondition());
    }

    private static String both(String query, String condition) {
        return query.isEmpty() ? condition : "(" + query + ") and " + condition;
    }

    @Test
    void whatWasMaskedOrCutSaysSo() {
        List<Facets.Facet> facets = Facets.of(reader, matching(""), List.of(Dimension.of("req.authorization").orElseThrow(),
                Dimension.of("req.x-cut").orElseThrow(), Dimension.of("res.x-raw").orElseThrow()), 10, () -> false);
        assertTrue(facets.get(0).values().stream().allMatch(Facets.Value::masked));
        assertTrue(facets.get(1).values().stream().allMatch(Facets.Value::cut));
        assertEquals(List.of("", "res.x-raw = \"\""),
                facets.get(2).values().stream().map(Facets.Value::condition).sorted().toList(),
                "what is no text cannot be asked for");
    }

    @ParameterizedTest
    @EnumSource(Groups.Order.class)
    void groupsComeInTheirOrderWithExactSums(Groups.Order order) {
        for (String field : List.of("path", "connection", "status", "req.cookie", "network")) {
            Groups groups = Groups.of(reader, matching(""), Dimension.of(field).orElseThrow(), order, 30, () -> false);
            long before = Long.MAX_VALUE / 2;
            for (Group group : groups.rows()) {
                List<RequestRow> of = rows.stream().filter(row -> values(row, field).contains(group.text())).toList();
                check(of, group);
                long amount = switch (order) {
                    case REQUESTS -> group.requests();
                    case ERRORS -> group.clientErrors() + group.serverErrors();
                    case SLOWEST -> group.longestNanos();
                    case LATEST -> group.lastNanos();
                    case P50 -> group.p50Nanos();
                    case P99 -> group.p99Nanos();
                };
                boolean rank = order == Groups.Order.P50 || order == Groups.Order.P99;
                assertTrue(amount <= (rank ? before + before / 8 + 16 : before), field + " by " + order);
                before = amount;
            }
            assertEquals(Math.min(30, groups.distinct()), groups.rows().size());
        }
    }

    private static void check(List<RequestRow> of, Group group) {
        assertEquals(of.size(), group.requests());
        assertEquals(of.stream().map(RequestRow::connection).distinct().count(), group.connections());
        assertEquals(of.stream().filter(row -> row.status() / 100 == 4).count(), group.clientErrors());
        assertEquals(of.stream().filter(row -> row.status() / 100 == 5).count(), group.serverErrors());
        assertEquals(of.stream().mapToLong(RequestRow::atNanos).min().orElseThrow(), group.firstNanos());
        assertEquals(of.stream().mapToLong(RequestRow::atNanos).max().orElseThrow(), group.lastNanos());
        List<Long> durations = new ArrayList<>(of.stream().map(RequestRow::durationNanos).filter(n -> n >= 0).sorted().toList());
        long p95 = durations.isEmpty() ? -1 : durations.get((durations.size() * 95 + 99) / 100 - 1);
        assertTrue(group.p95Nanos() >= p95 && group.p95Nanos() <= p95 + p95 / 1000 + 1, p95 + " " + group.p95Nanos());
        assertEquals(durations.isEmpty() ? -1 : durations.get(durations.size() - 1), group.longestNanos());
    }

    @Test
    void beyondItsLimitAFacetSaysHowMuchMayLack() {
        FieldCounts counts = new FieldCounts(1000);
        FieldReading reading = new FieldReading() {
            @Override
            void enter(dev.hydroscope.store.ColumnBlock block) {
            }

            @Override
            long first(int place) {
                return place % 3 == 0 ? 7 : place;
            }

            @Override
            Said say(long key, long ordinal) {
                return Said.plain(Long.toString(key));
            }
        };
        for (int place = 0; place < 60_000; place++) {
            counts.add(reading, place, place);
        }
        int top = counts.top(1)[0];
        assertEquals(7, counts.key(top));
        assertTrue(counts.count(top) <= 20_001 && counts.count(top) + counts.error() >= 20_000);
        assertTrue(counts.error() > 0 && counts.error() < 200, "error " + counts.error());
        assertEquals(40_000, counts.distinct(), 3000);
    }
}
