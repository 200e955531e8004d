package dev.hydroscope.bench;

import dev.hydroscope.query.Query;
import dev.hydroscope.query.Scope;
import dev.hydroscope.query.Search;
import dev.hydroscope.store.Page;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.Writer;
import dev.hydroscope.trace.Assembler;
import dev.hydroscope.trace.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** Questions to a session of ten million headers: each several times with other values, the median and the worst told. */
public final class QueryBench {
    private static final int HEADERS = 10_000_000;
    private static final int REQUESTS = HEADERS / (Traffic.EVENTS - 2);
    private static final int CHUNK = 1000;
    private static final int WARM_UP = 40;
    private static final int TIMES = 31;

    private QueryBench() {
    }

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("hydroscope-bench");
        try {
            Path path = folder.resolve("session.mv.db");
            List<RequestRow> some = write(path);
            long opening = System.nanoTime();
            try (SessionFile file = SessionFile.open(path)) {
                System.out.printf(Locale.ROOT, "%,d headers in %,d requests, %.0f MB, opened in %.0f ms%n",
                        file.reader().counts().headers(), file.reader().counts().requests(), file.bytes() / 1e6,
                        (System.nanoTime() - opening) / 1e6);
                ask(file.reader(), some);
            }
        } finally {
            Scratch.delete(folder);
        }
    }

    /** Gives some requests here and there, to ask for. */
    private static List<RequestRow> write(Path path) {
        try (SessionFile file = SessionFile.create(path)) {
            Assembler assembler = new Assembler(Traffic.PROBES, false);
            assembler.process(100, 1);
            Writer writer = file.writer();
            Traffic traffic = new Traffic(3, 500, 20_000);
            for (int done = 0; done < REQUESTS; done += CHUNK) {
                for (int i = 0; i < CHUNK; i++) {
                    traffic.request().forEach(assembler::accept);
                }
                writer.write(assembler.take(traffic.nowNanos()));
            }
            writer.write(assembler.finish());
            List<Long> ordinals = new SplittableRandom(4).longs(WARM_UP + TIMES, 0, REQUESTS).boxed().toList();
            List<RequestRow> some = file.reader().requests(ordinals);
            some.forEach(row -> row.headerCount());
            writer.seal();
            return some;
        }
    }

    private static void ask(Reader reader, List<RequestRow> some) {
        Search search = new Search(reader);
        System.out.printf("%-44s %10s %10s %8s %10s%n", "question", "median ms", "worst ms", "rows", "looked at");
        double one = time("one request", i -> one(reader, some.get(i)));
        double events = time("its events", i -> new Page<>(reader.events(some.get(i)), "", 1, true));
        double latest = time("the latest 100", i -> page(search, ""));
        double exact = time("req.x-request-id = (one of its kind)",
                i -> page(search, "req.x-request-id = " + some.get(i).value(false, "x-request-id").orElseThrow()));
        double contains = time("contains, newest 100: req.user-agent ~ rv:1…",
                i -> page(search, "req.user-agent ~ \"RV:1" + i % 5 + "\""));
        double word = time("a word anywhere, newest 100", i -> page(search, "app-" + i % 64 + ".internal"));
        double tenant = time("req.x-tenant = (90 requests)",
                i -> page(search, "req.x-tenant = " + some.get(i).value(false, "x-tenant").orElseThrow()));
        double status = time("status >= 500 and method = POST", i -> page(search, "status >= 500 and method = POST"));
        double absent = time("a value that nobody sent", i -> page(search, "req.x-tenant = tenant-" + (9000 + i)));
        double nowhere = time("contains, found nowhere (whole session)", 3, i -> page(search, "nowhere-to-be-found-" + i));
        System.out.printf(Locale.ROOT, "query oneRequestMillis=%.2f latestMillis=%.2f exactMillis=%.2f containsMillis=%.2f"
                + " eventsMillis=%.2f wordMillis=%.2f tenantMillis=%.2f statusMillis=%.2f absentMillis=%.2f"
                + " nowhereMillis=%.0f%n", one, latest, exact, contains, events, word, tenant, status, absent, nowhere);
    }

    private static Page<RequestRow> one(Reader reader, RequestRow wanted) {
        return new Page<>(List.of(reader.request(wanted.conn(), wanted.req()).orElseThrow()), "", 1, true);
    }

    private static Page<RequestRow> page(Search search, String query) {
        Page<RequestRow> page = search.requests(Query.parse(query), Scope.newest(100, ""));
        page.rows().forEach(row -> row.path().length());
        return page;
    }

    private static double time(String question, IntFunction<Page<?>> ask) {
        for (int i = 0; i < WARM_UP; i++) {
            ask.apply(i);
        }
        return time(question, TIMES, i -> ask.apply(WARM_UP + i));
    }

    /** The median, in milliseconds. */
    private static double time(String question, int times, IntFunction<Page<?>> ask) {
        double[] millis = new double[times];
        Page<?> last = null;
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            last = ask.apply(i);
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(Locale.ROOT, "%-44s %10.2f %10.2f %8d %,10d%n", question, millis[times / 2], millis[times - 1],
                last.rows().size(), last.scanned());
        return millis[times / 2];
    }
}
