package dev.hydroscope.query;

import dev.hydroscope.query.Expression.All;
import dev.hydroscope.query.Expression.Condition;
import dev.hydroscope.query.Expression.Either;
import dev.hydroscope.query.Expression.Not;
import dev.hydroscope.query.Expression.OnConnection;
import dev.hydroscope.query.Expression.Word;
import dev.hydroscope.store.Protocol;
import dev.hydroscope.trace.Header;
import dev.hydroscope.trace.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a query means, in the plainest way: each request in memory looked at, with strings. */
final class Oracle {
    private final List<Request> requests;
    private final Map<Long, List<Request>> byConnection;
    private final Map<Expression, Map<Long, Boolean>> asked = new HashMap<>();

    Oracle(List<Request> requests) {
        this.requests = requests;
        this.byConnection = requests.stream().collect(Collectors.groupingBy(r -> r.connection().ordinal()));
    }

    List<Long> ordinals(String query) {
        Expression expression = Parser.parse(query);
        return requests.stream().filter(r -> holds(expression, r)).map(Request::ordinal).sorted().toList();
    }

    private boolean holds(Expression expression, Request request) {
        if (expression instanceof All all) {
            return all.parts().stream().allMatch(part -> holds(part, request));
        } else if (expression instanceof Either either) {
            return either.parts().stream().anyMatch(part -> holds(part, request));
        } else if (expression instanceof Not not) {
            return !holds(not.part(), request);
        } else if (expression instanceof OnConnection on) {
            return asked.computeIfAbsent(on, o -> new HashMap<>()).computeIfAbsent(request.connection().ordinal(),
                    connection -> byConnection.get(connection).stream().anyMatch(r -> holds(on.part(), r)));
        } else if (expression instanceof Word word) {
            return word(word.text().toLowerCase(Locale.ROOT), request);
        }
        Condition c = (Condition) expression;
        return c.operator() == Operator.NOT_EQUAL ? values(c, request).stream().noneMatch(v -> equal(c, v))
                : values(c, request).stream().anyMatch(v -> compare(c, v));
    }

    private static boolean word(String word, Request request) {
        List<String> texts = new ArrayList<>(List.of(request.connection().peer(), request.connection().sni(),
                request.connection().uuid(), Protocol.name(request.httpVersion())));
        for (Header header : request.headers()) {
            texts.add(text(header.name()));
            texts.add(text(header.value()));
        }
        return texts.stream().anyMatch(t -> t.toLowerCase(Locale.ROOT).contains(word))
                || Integer.toString(request.status()).equals(word);
    }

    private static List<String> values(Condition c, Request r) {
        return switch (c.field()) {
            case PROTOCOL -> List.of(Protocol.name(r.httpVersion()));
            case METHOD, SCHEME, AUTHORITY, PATH -> headers(r, ":" + c.field().word(), h -> !h.response());
            case REQUEST_HEADER -> headers(r, c.name(), h -> !h.response());
            case RESPONSE_HEADER -> headers(r, c.name(), Header::response);
            case HEADER -> headers(r, c.name(), h -> true);
            case CLASS -> r.status() == 0 ? List.of() : List.of(r.status() / 100 + "xx");
            case PATH_1, PATH_2, PATH_3 -> headers(r, ":path", h -> !h.response()).stream()
                    .map(path -> beginning(path, c.field().segments())).toList();
            case THREAD -> r.headers().isEmpty() ? List.of() : List.of(Integer.toString(r.headers().get(0).tid()));
            case NETWORK -> present(r.connection().peer().replaceFirst("\\d+:\\d+$", "0/24"));
            case STATUS -> r.status() == 0 ? List.of() : List.of(Integer.toString(r.status()));
            case DURATION -> r.respondedNanos() == 0 ? List.of() : List.of(Long.toString(r.respondedNanos() - r.atNanos()));
            case CONN -> List.of(Long.toString(r.connection().conn()));
            case REQ -> List.of(Long.toString(r.req()));
            case TIME -> List.of(Long.toString(r.atNanos()));
            case PEER -> present(r.connection().peer());
            case SNI -> present(r.connection().sni());
            case PID -> List.of(Integer.toString(r.connection().pid()));
            default -> throw new IllegalStateException(c.toString());
        };
    }

    private static String beginning(String path, int segments) {
        String[] parts = path.split("[?]", 2)[0].split("/", -1);
        return String.join("/", List.of(parts).subList(0, Math.min(parts.length, segments + 1)));
    }

    private static List<String> present(String text) {
        return text.isEmpty() ? List.of() : List.of(text);
    }

    private static List<String> headers(Request r, String name, Function<Header, Boolean> wanted) {
        return r.headers().stream().filter(wanted::apply)
                .filter(h -> text(h.name()).toLowerCase(Locale.ROOT).equals(name)).map(h -> text(h.value())).toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static boolean equal(Condition c, String value) {
        return switch (c.field()) {
            case METHOD, SCHEME, AUTHORITY, CLASS -> value.equalsIgnoreCase(c.literal());
            case PROTOCOL -> value.equals(Protocol.name((int) c.number()));
            case STATUS, DURATION, CONN, REQ, TIME, PID, THREAD -> Long.parseLong(value) == c.number();
            default -> value.equals(c.literal());
        };
    }

    private static boolean compare(Condition c, String value) {
        return switch (c.operator()) {
            case EXISTS -> true;
            case EQUAL -> equal(c, value);
            case CONTAINS -> value.toLowerCase(Locale.ROOT).contains(c.literal().toLowerCase(Locale.ROOT));
            case BEGINS -> value.startsWith(c.literal());
            case MATCHES -> Pattern.compile(c.literal()).matcher(value).find();
            default -> ordered(c, value);
        };
    }

    private static boolean ordered(Condition c, String value) {
        if (c.field() == Field.PROTOCOL) {
            return c.operator().holds(Integer.compare(Protocol.version(value), (int) c.number()));
        }
        boolean text = c.field().type == Field.Type.TEXT;
        if (text && !c.literal().matches("[0-9]+k?")) {
            return c.operator().holds(value.compareTo(c.literal()));
        }
        if (!value.matches("-?[0-9]+")) {
            return false;
        }
        long wanted = !text ? c.number()
                : Long.parseLong(c.literal().replace("k", "")) * (c.literal().endsWith("k") ? 1000 : 1);
        return c.operator().holds(Long.compare(Long.parseLong(value), wanted));
    }
}
