package dev.hydroscope.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every view must hold: whatever a statement asks of its keys, it gives the rows that are found by looking at all of
 * them, in the order it asks for.
 */
class PushdownTest {
    private static final int TRIES = 30;
    private static final String[] OPERATORS = {"=", "=", "=", "<", "<=", ">", ">=", "IN", "BETWEEN", "IS NULL"};
    private static Stored stored;

    @BeforeAll
    static void write(@TempDir Path folder) throws Exception {
        stored = new Stored().odd(folder).recorded(folder, "raw-app.jsonl").recorded(folder, "raw-h3-3mb.jsonl");
    }

    @AfterAll
    static void close() {
        stored.close();
    }

    static Stream<String> views() {
        return Views.ALL.stream().map(View::name);
    }

    private static View<?> view(String name) {
        return Views.ALL.stream().filter(view -> view.name().equals(name)).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("views")
    void boundsLeaveNothingOut(String name) throws SQLException {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        List<List<String>> some = values(name, random);
        for (int i = 0; i < TRIES && !some.isEmpty(); i++) {
            List<String> narrowed = new ArrayList<>();
            List<String> looked = new ArrayList<>();
            for (int k = 1 + random.nextInt(3); k > 0; k--) {
                condition(view(name).keys(), some, random, narrowed, looked);
            }
            String columns = String.join(", ", view(name).columns().stream().map(Column::name).toList());
            String from = "SELECT " + columns + " FROM \"" + name + "\" WHERE ";
            assertTrue(plan(from + String.join(" AND ", looked)).contains("all of " + name));
            List<String> found = sorted(from + String.join(" AND ", narrowed));
            List<String> all = sorted(from + String.join(" AND ", looked));
            assertTrue(all.equals(found), () -> String.join(" AND ", narrowed) + ": " + found.size() + " rows of " + all.size());
        }
    }

    /** The values of the keys of some rows, as text. */
    private static List<List<String>> values(String name, SplittableRandom random) throws SQLException {
        List<List<String>> all = stored.rows("SELECT " + String.join(", ", view(name).keys()) + " FROM \"" + name + '"');
        List<List<String>> some = new ArrayList<>();
        for (int i = 0; i < 40 && !all.isEmpty(); i++) {
            some.add(all.get(random.nextInt(all.size())));
        }
        return some;
    }

    /** The same twice: as H2 narrows by it, and so that no key is to be seen in it. */
    private static void condition(List<String> keys, List<List<String>> some, SplittableRandom random, List<String> narrowed,
            List<String> looked) {
        int key = random.nextInt(keys.size());
        String operator = OPERATORS[random.nextInt(OPERATORS.length)];
        String one = literal(some.get(random.nextInt(some.size())).get(key));
        String other = literal(some.get(random.nextInt(some.size())).get(key));
        String rest = switch (operator) {
            case "IN" -> "IN (" + one + ", " + other + ")";
            case "BETWEEN" -> "BETWEEN " + one + " AND " + other;
            case "IS NULL" -> operator;
            default -> operator + " " + one;
        };
        narrowed.add(keys.get(key) + " " + rest);
        looked.add(hidden(keys.get(key)) + " " + rest);
    }

    /** The same value, which H2 cannot narrow or sort by. */
    private static String hidden(String column) {
        return "CASE WHEN " + column + " IS NOT NULL THEN " + column + " END";
    }

    private static String literal(String value) {
        return value == null ? "NULL" : "'" + value.replace("'", "''") + "'";
    }

    private static List<String> sorted(String sql) throws SQLException {
        return stored.rows(sql).stream().map(String::valueOf).sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("views")
    void everyWayIsInItsOrder(String name) throws SQLException {
        for (Way<?> way : view(name).ways()) {
            for (String order : way.sorted() ? List.of("", " DESC") : List.<String>of()) {
                String from = " FROM \"" + name + "\" ORDER BY ";
                String sql = "SELECT " + way.column() + from + way.column() + order;
                assertTrue(plan(sql).contains("index sorted"), plan(sql));
                assertEquals(stored.rows("SELECT " + way.column() + from + hidden(way.column()) + order),
                        stored.rows(sql), sql);
            }
            String groups = "SELECT " + way.column() + ", COUNT(*) FROM \"" + name + "\" GROUP BY ";
            List<String> grouped = sorted(groups + way.column());
            assertEquals(sorted(groups + hidden(way.column())), grouped, way.column());
        }
    }

    private static String plan(String sql) throws SQLException {
        return stored.rows("EXPLAIN " + sql).get(0).get(0);
    }

    @ParameterizedTest
    @MethodSource("views")
    void groupsAreWhole(String name) throws SQLException {
        for (String key : view(name).keys()) {
            String groups = "SELECT " + key + ", COUNT(*) FROM \"" + name + "\" WHERE " + key + " >= "
                    + literal(stored.rows("SELECT MIN(" + key + ") FROM \"" + name + '"').get(0).get(0)) + " GROUP BY " + key;
            List<List<String>> rows = stored.rows(groups);
            assertEquals(new TreeSet<>(rows.stream().map(row -> row.get(0)).toList()).size(), rows.size(), groups);
        }
    }

    private static void planned(String part, String sql) throws SQLException {
        assertTrue(plan(sql).contains(part), plan(sql));
    }

    @Test
    void whatIsFoundByItsKeysIsNotLookedFor() throws SQLException {
        planned("request by conn", "SELECT * FROM request WHERE conn = 3 AND req IN (1, 2)");
        planned("header by conn", "SELECT * FROM header h JOIN request r ON h.session = r.session AND h.conn = r.conn"
                + " AND h.req = r.req WHERE r.conn = 3");
        planned("connection by conn", "SELECT * FROM request r JOIN connection c ON c.session = r.session AND c.conn = r.conn");
    }
}
