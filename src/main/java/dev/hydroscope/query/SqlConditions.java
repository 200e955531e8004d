package dev.hydroscope.query;

import dev.hydroscope.query.Expression.All;
import dev.hydroscope.query.Expression.Condition;
import dev.hydroscope.query.Expression.Either;
import dev.hydroscope.query.Expression.Not;
import dev.hydroscope.query.Expression.OnConnection;
import dev.hydroscope.query.Expression.Word;
import dev.hydroscope.store.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A query's expression as a condition on `request r`, with its `connection c` beside it where that is asked. */
final class SqlConditions {
    private static final SqlNode TRUE = new SqlNode.Text("TRUE");

    private final SqlValues values;
    private final Set<String> notes;
    private boolean asksConnection;
    /** Of the request that is meant: another of its connection within connection(…). */
    private String request = "r";

    SqlConditions(Set<String> notes) {
        this.notes = notes;
        this.values = new SqlValues(notes);
    }

    boolean asksConnection() {
        return asksConnection;
    }

    SqlNode of(Expression expression) {
        if (expression instanceof All all) {
            return all.parts().isEmpty() ? TRUE : SqlNode.all(all.parts().stream().map(this::of).toList());
        } else if (expression instanceof Either either) {
            return new SqlNode.Joined("OR", either.parts().stream().map(this::of).toList());
        } else if (expression instanceof Not not) {
            return negated(of(not.part()));
        } else if (expression instanceof OnConnection on) {
            return onConnection(on.part());
        } else if (expression instanceof Word word) {
            return word(word.text());
        }
        Condition condition = (Condition) expression;
        return condition.operator() == Operator.NOT_EQUAL ? negated(condition(new Condition(condition.field(), condition.name(),
                Operator.EQUAL, condition.literal(), condition.number()))) : condition(condition);
    }

    /** What is not known does not hold, so its opposite does. */
    private static SqlNode negated(SqlNode node) {
        if (node instanceof SqlNode.Within within && within.before().startsWith("EXISTS")) {
            return new SqlNode.Within("NOT " + within.before(), within.inner(), within.after());
        } else if (node instanceof SqlNode.Within within && within.before().startsWith("NOT EXISTS")) {
            return new SqlNode.Within(within.before().substring("NOT ".length()), within.inner(), within.after());
        }
        return new SqlNode.Within("(", node, ") IS NOT TRUE");
    }

    /** All requests of it have the same connection: what is asked of that alone needs no other request. */
    private SqlNode onConnection(Expression inner) {
        if (ofConnection(inner)) {
            return of(inner);
        }
        request = "o";
        SqlNode asked = of(inner);
        request = "r";
        return exists("request o WHERE ", List.of(new SqlNode.Text("o.session = r.session"),
                new SqlNode.Text("o.conn = r.conn"), asked));
    }

    private static boolean ofConnection(Expression expression) {
        if (expression instanceof All all) {
            return all.parts().stream().allMatch(SqlConditions::ofConnection);
        } else if (expression instanceof Either either) {
            return either.parts().stream().allMatch(SqlConditions::ofConnection);
        } else if (expression instanceof Not not) {
            return ofConnection(not.part());
        }
        return expression instanceof Condition condition && (condition.field().ofConnection() || condition.field().ofTransport());
    }

    private static SqlNode exists(String from, List<SqlNode> parts) {
        return new SqlNode.Within("EXISTS (SELECT 1 FROM " + from, SqlNode.all(parts), ")");
    }

    private String connection(String column) {
        asksConnection = true;
        return "c." + column;
    }

    private SqlNode word(String word) {
        if (word.isEmpty()) {
            return TRUE;
        }
        List<SqlNode> either = new ArrayList<>();
        either.add(exists("header h WHERE ", List.of(new SqlNode.Text(header(request)), new SqlNode.Joined("OR",
                List.of(new SqlNode.Text(values.contains("h.name", word)), new SqlNode.Text(values.contains("h.value", word)))))));
        if (word.equals("0")) {
            either.add(new SqlNode.Text(request + ".status IS NULL"));
        } else if (word.matches("[1-9]\\d{0,8}")) {
            either.add(new SqlNode.Text(request + ".status = " + word));
        }
        either.add(new SqlNode.Text(values.contains(request + ".protocol", word)));
        for (String column : List.of("peer", "sni", "uuid")) {
            either.add(new SqlNode.Text(values.contains(connection(column), word)));
        }
        return new SqlNode.Joined("OR", either);
    }

    private SqlNode condition(Condition condition) {
        Field field = condition.field();
        return switch (field) {
            case PROTOCOL -> protocol(condition);
            case METHOD, SCHEME, AUTHORITY -> values.text(request + "." + field.word(), condition, true);
            case PATH -> values.text(request + ".path", condition, false);
            case PATH_1, PATH_2, PATH_3 -> values.text("REGEXP_SUBSTR(" + request + ".path, '^[^?]?[^/?]*(/[^/?]*){0,"
                    + (field.segments() - 1) + "}')", condition, false);
            case CLASS -> values.text("((" + request + ".status / 100) || 'xx')", condition, true);
            case STATUS, CONN, REQ, THREAD -> values.number(request + "." + field.word(), condition);
            case DURATION -> values.number(request + ".duration_nanos", condition);
            case TIME -> values.time(request + ".at", condition);
            case REQUEST_HEADER, RESPONSE_HEADER, HEADER -> header(condition);
            case PEER, NETWORK, SNI, ALPN, UUID -> values.text(connection(field.word()), condition, false);
            case PID, GENERATION, REQUESTS, EVENTS -> values.number(connection(field.word()), condition);
            default -> field.parts().length > 0 ? share(condition) : field.ofTransport() ? quic(condition) : unknown(field);
        };
    }

    private SqlNode unknown(Field field) {
        notes.add("`" + field.word() + "` cannot be asked in SQL: its condition is left out.");
        return TRUE;
    }

    private SqlNode share(Condition condition) {
        String column = request + "." + condition.field().word().replace('.', '_');
        return condition.operator() == Operator.EXISTS ? new SqlNode.Text(column + " > 0") : values.share(column, condition);
    }

    private SqlNode quic(Condition condition) {
        String word = condition.field().word().substring("conn.".length());
        String column = connection(switch (word) {
            case "rtt", "handshake", "blocked" -> word + "_nanos";
            case "minrtt", "maxrtt" -> "rtt_" + word.substring(0, 3) + "_nanos";
            case "limited" -> "cc_limited_nanos";
            case "sent", "received", "lost" -> "packets_" + word;
            case "bytes" -> "bytes_sent";
            case "bytesin" -> "bytes_received";
            case "acked" -> "bytes_acked";
            default -> word;
        });
        return switch (condition.field().type) {
            case TEXT -> values.text(column, condition, false);
            case SHARE -> values.share(column, condition);
            default -> values.number(column, condition);
        };
    }

    private SqlNode protocol(Condition condition) {
        String column = request + ".protocol";
        if (condition.operator().textual() || condition.operator() == Operator.EXISTS) {
            return values.text(column, condition, false);
        }
        String names = Protocol.VERSIONS.stream().filter(version -> condition.operator().holds(
                Long.compare(version, condition.number()))).map(version -> SqlLiterals.text(Protocol.name(version)))
                .collect(Collectors.joining(", "));
        return new SqlNode.Text(names.isEmpty() ? "FALSE" : names.contains(",") ? column + " IN (" + names + ")"
                : column + " = " + names);
    }

    private SqlNode header(Condition condition) {
        String direction = condition.field() == Field.HEADER ? ""
                : condition.field() == Field.RESPONSE_HEADER ? "response" : "request";
        List<SqlNode> parts = new ArrayList<>(List.of(new SqlNode.Text(header(request)),
                new SqlNode.Text(named(direction, condition.name()))));
        if (condition.operator() != Operator.EXISTS) {
            parts.add(values.text("h.value", condition, false));
        }
        return exists("header h WHERE ", parts);
    }

    private static String header(String request) {
        return "h.session = " + request + ".session AND h.conn = " + request + ".conn AND h.req = " + request + ".req";
    }

    /** The headers of a name, as Term.key has it; "" for either direction. */
    static String header(String request, String direction, String key) {
        return header(request) + " AND " + named(direction, key);
    }

    private static String named(String direction, String key) {
        String name = new String(key.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return (direction.isEmpty() ? "" : "h.direction = '" + direction + "' AND ") + "LOWER(h.name) = "
                + SqlLiterals.text(name);
    }
}
