package dev.hydroscope.session;

import dev.hydroscope.query.Extent;
import dev.hydroscope.query.Query;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A view of one session by the address that the page gives it, and what of the session it embraces. */
record LinkView(String kind, Map<String, String> words) {
    static final int MOST = 4000;
    private static final Pattern ADDRESS =
            Pattern.compile("/sessions/([0-9a-z]+)(?:/(connections|timeline|quic|statistics|probes))?(?:\\?([!-~&&[^#]]*))?");
    private static final Pattern REQUEST = Pattern.compile("(\\d{1,16})/(\\d{1,18})");

    static LinkView of(String session, String view) {
        Matcher matcher = ADDRESS.matcher(view);
        if (view.length() > MOST || !matcher.matches() || !matcher.group(1).equals(session)) {
            throw Problem.of("view", "is no view of session " + session,
                    "send the path and the query of a page of that session, as /sessions/" + session + "?q=status%20%3E%3D%20500");
        }
        return new LinkView(matcher.group(2) == null ? "requests" : matcher.group(2),
                words(matcher.group(3) == null ? "" : matcher.group(3)));
    }

    /** As a browser reads them: the first of a name counts. */
    private static Map<String, String> words(String query) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            words.putIfAbsent(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return words;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.of("view", "holds \"" + text + "\", which is no part of an address", "copy it from the browser");
        }
    }

    private String word(String name) {
        return words.getOrDefault(name, "");
    }

    /** @param began when a connection did, by its conn; the page counts a connection's times from there */
    Extent extent(LongUnaryOperator began) {
        if (kind.equals("probes")) {
            // its query is of arguments
            return new Extent(Query.parse(""), moment("from"), moment("to"), Set.of(), Set.of());
        }
        if (!kind.equals("quic")) {
            return new Extent(Query.parse(word("q")), moment("from"), moment("to"), Set.of(), Stream.of("request", "compare")
                    .flatMap(name -> key(word(name))).collect(Collectors.toSet()));
        }
        Set<Long> connections = Stream.of("conn", "with").map(this::word).filter(text -> text.matches("\\d{1,16}"))
                .map(Long::valueOf).collect(Collectors.toSet());
        if (connections.isEmpty()) {
            // no connection is not all of them
            throw Problem.of("view", "is of a connection, and names none", "send it with conn= and the connection's number");
        }
        boolean stretch = Stream.of("from", "to").allMatch(name -> word(name).matches("-?\\d{1,15}")) && connections.size() == 1;
        long origin = stretch ? began.applyAsLong(connections.iterator().next()) : 0;
        return new Extent(Query.parse(""), stretch ? origin + Long.parseLong(word("from")) : 0,
                stretch ? origin + Long.parseLong(word("to")) : 0, connections, Set.of());
    }

    private static Stream<Extent.Key> key(String text) {
        Matcher matcher = REQUEST.matcher(text);
        return matcher.matches()
                ? Stream.of(new Extent.Key(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)))) : Stream.empty();
    }

    private long moment(String name) {
        try {
            return word(name).isEmpty() ? 0 : Nanos.of(Instant.parse(word(name)));
        } catch (DateTimeException | ArithmeticException e) {
            throw Problem.of("view", "has \"" + word(name) + "\" for " + name + ", which is no time",
                    "write it as 2026-01-31T12:00:00Z");
        }
    }
}
