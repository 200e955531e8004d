package dev.hydroscope.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.EventRow;
import dev.hydroscope.store.HeaderName;
import dev.hydroscope.store.Lens;
import dev.hydroscope.store.Page;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.Redaction;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.Writer;
import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Made;
import dev.hydroscope.trace.Request;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For sessions and queries at random: nothing that a lens hides is in any answer, or changes one. */
class LensTest {
    private static final long AT = 1_700_000_000_000_000_000L;
    private static final int REQUESTS = 2500;
    private static final long BUDGET_NANOS = 60_000_000_000L;
    /** What is to be hidden begins with it, and nothing else. */
    private static final String MARK = "zQ";
    private static final String[] SECRETS = {"authorization", "cookie", "x-api-key", "x-my-token", "x-session-id",
        "proxy-authorization", "x-forwarded-for", "x-client-secret"};
    /** What is asked of hidden values, each before a part of one. */
    private static final List<String> GUESSED = List.of("header.x-api-key ^= ", "req.cookie ~ ", "res.set-cookie ^= ",
        "res.location ~ ", "path ~ ", "req.referer ~ ", "connection(uuid ^= ", "connection(peer ~ ", "req.authorization >= ",
        "header.x-my-token < ");

    @TempDir
    Path folder;
    private final Set<String> hidden = new LinkedHashSet<>();

    /** No two alike, and nothing else of a session holds one. */
    private String secret(SplittableRandom random) {
        String secret = MARK + Long.toString(random.nextLong(Long.MAX_VALUE), 36) + "Jx";
        hidden.add(secret);
        return secret;
    }

    private SessionFile write(SplittableRandom random, boolean sealed) {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String host = "192.0.2." + (100 + i);
            hidden.add(host);
            connections.add(Made.named(Made.connection(i + 1, i + 1, AT), host + ":" + (20_000 + i),
                    i % 2 == 0 ? "www.example.com" : "", "h2", secret(random)));
        }
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(request(random, connections.get(random.nextInt(40)), i));
        }
        SessionFile file = SessionFile.create(folder.resolve("lens.mv.db"));
        Writer writer = file.writer();
        writer.write(Made.of(connections, List.of()));
        for (int from = 0; from < REQUESTS; from += 700) {
            writer.write(Made.of(List.of(), requests.subList(from, Math.min(REQUESTS, from + 700))));
        }
        if (!sealed) {
            return file;
        }
        writer.seal();
        file.close();
        return SessionFile.open(folder.resolve("lens.mv.db"));
    }

    private Request request(SplittableRandom random, Connection connection, int i) {
        Request request = Made.request(connection, i / 40 + 1, i, AT + i * 1_000_000L);
        Made.header(request, false, ":method", random.nextInt(4) == 0 ? "POST" : "GET");
        Made.header(request, false, ":path", "/a/" + random.nextInt(40) + (random.nextBoolean() ? "?k=" + secret(random) : ""));
        Made.header(request, false, ":authority", random.nextInt(3) == 0 ? "static.example.com" : "www.example.com");
        Made.header(request, false, "referer", "https://" + secret(random) + "@www.example.com/x?" + secret(random));
        Made.header(request, false, "x-common", "same");
        if (random.nextInt(3) == 0) {
            Made.header(request, false, SECRETS[random.nextInt(SECRETS.length)], secret(random));
        }
        if (random.nextInt(20) > 0) {
            Made.responded(request, random.nextInt(4) == 0 ? 503 : 200, request.atNanos() + random.nextInt(5_000_000));
            Made.header(request, true, "location", "/b?" + secret(random));
            Made.header(request, true, "Set-Cookie", secret(random));
        }
        return Made.finished(request);
    }

    private static Lens lens(Redaction redaction, String query, long from, long to) {
        return Lens.of(redaction, new byte[32],
                new Extent(Query.parse(query), from, to, Set.of(), Set.of()).embrace());
    }

    private static Set<Long> found(Reader reader, String query) {
        Page<RequestRow> page = new Search(reader).requests(Query.parse(query), Scope.newest(REQUESTS + 1, ""));
        assertTrue(page.complete() || page.rows().isEmpty(), query);
        Set<Long> ordinals = new TreeSet<>();
        page.rows().forEach(row -> ordinals.add(row.ordinal()));
        return ordinals;
    }

    private static long counted(Reader reader, String query) {
        return new Matchings().of(reader, Query.parse(query), 0, 0, BUDGET_NANOS, () -> false).matched();
    }

    @ParameterizedTest
    @CsvSource({"1, STANDARD, true", "2, STRICT, true", "3, STANDARD, false", "4, STRICT, false"})
    void nothingHiddenIsInAnAnswerOrChangesOne(long seed, Redaction redaction, boolean sealed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (SessionFile file = write(random, sealed)) {
            RandomQueries queries = new RandomQueries(seed);
            for (int round = 0; round < 3; round++) {
                String view = round == 0 ? "" : queries.next();
                long from = round % 3 == 1 ? AT + 500_000_000L : 0;
                long to = round % 3 == 1 ? AT + 2_000_000_000L : 0;
                Reader all = file.reader();
                Reader through = all.through(lens(redaction, view, from, to));
                Set<Long> embraced = found(all, view);
                embraced.removeIf(ordinal -> from != 0 && (AT + ordinal * 1_000_000L < from || AT + ordinal * 1_000_000L > to));
                assertEquals(embraced, found(through, ""), view);
                assertEquals(embraced, found(through, view), view);
                assertEquals(embraced.size(), counted(through, view), view);
                rowsHideThem(through, queries, embraced);
                answersStay(through, random);
            }
        }
    }

    /** Rows of whatever query are some of those that are shown, and hold nothing hidden; so do their surroundings. */
    private void rowsHideThem(Reader through, RandomQueries queries, Set<Long> embraced) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            String query = queries.next();
            assertTrue(embraced.containsAll(found(through, query)), query);
            assertEquals(found(through, query).size(), counted(through, query), query);
        }
        List<RequestRow> rows = new Search(through).requests(Query.parse(""), Scope.newest(300, "")).rows();
        for (RequestRow row : rows) {
            shown.append(new String(row.body(), StandardCharsets.UTF_8)).append(row.path()).append(row.authority());
        }
        rows.stream().limit(20).forEach(row -> through.events(row).forEach(event -> tell(event, shown)));
        for (ConnectionRow row : through.connections(0, 0, 100, "").rows()) {
            shown.append(row);
            through.events(row.conn(), Long.MIN_VALUE, 0, "", 200, "").rows().forEach(event -> tell(event, shown));
        }
        for (HeaderName name : through.headerNames()) {
            shown.append(name);
        }
        for (String begun : List.of("req.x-api-key = ", "path = ", "req.cookie = z", "zQ", "connection(peer = ", "r")) {
            shown.append(Completion.at(through, begun, begun.length()));
        }
        String text = shown.toString();
        assertFalse(text.contains(MARK), () -> "shown: " + text.substring(text.indexOf(MARK), text.indexOf(MARK) + 20));
        hidden.stream().filter(secret -> !secret.startsWith(MARK)).forEach(secret -> assertFalse(text.contains(secret), secret));
    }

    private static void tell(EventRow row, StringBuilder into) {
        into.append(new String(row.event().raw(), StandardCharsets.UTF_8));
    }

    /** However much of a hidden value is guessed right, the answer is the same. */
    private void answersStay(Reader through, SplittableRandom random) {
        List<String> secrets = new ArrayList<>(hidden);
        for (int i = 0; i < 2; i++) {
            String secret = secrets.get(random.nextInt(secrets.size()));
            for (String asked : GUESSED) {
                Set<Long> counts = new HashSet<>();
                for (int length = 5; length <= secret.length(); length += 7) {
                    String guess = asked + '"' + secret.substring(0, length) + '"';
                    counts.add(counted(through, guess + (asked.contains("(") ? ")" : "")));
                }
                assertEquals(1, counts.size(), asked + secret);
            }
            assertEquals(0, counted(through, '"' + secret + '"'));
        }
    }
}
