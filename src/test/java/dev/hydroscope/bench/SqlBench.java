package dev.hydroscope.bench;

import dev.hydroscope.sql.Ending;
import dev.hydroscope.sql.Heading;
import dev.hydroscope.sql.Place;
import dev.hydroscope.sql.Question;
import dev.hydroscope.sql.SessionHead;
import dev.hydroscope.sql.Sink;
import dev.hydroscope.sql.SqlLimits;
import dev.hydroscope.sql.SqlService;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.Writer;
import dev.hydroscope.trace.Assembler;
import dev.hydroscope.trace.Traffic;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Operators' questions to a session in SQL, through the process that answers them: first by one that was just started, then by
 * a warm one; beside DuckDB and SQLite, which are asked the same of the same rows and must answer the same.
 * `SqlBench [HEADERS]`
 */
public final class SqlBench {
    private static final int HEADERS = 10_000_000;
    private static final int CHUNK = 1000;
    private static final int TIMES = 5;
    private static final long CONN = 321;
    private static final SqlLimits LIMITS = new SqlLimits(100_000, 64L << 20, 240_000);

    private final Path file;
    private final List<Rival> rivals;

    private SqlBench(Path folder) {
        this.file = folder.resolve("session.mv.db");
        this.rivals = List.of(new Rival.DuckDb(folder), new Rival.Sqlite(folder));
    }

    /** How long it took and what came of it. */
    private record Timed<T>(double millis, T result) {
        static <T> Timed<T> of(Callable<T> work) throws Exception {
            long began = System.nanoTime();
            T result = work.call();
            return new Timed<>((System.nanoTime() - began) / 1e6, result);
        }

        /** Of several the median. */
        static <T> Timed<T> median(Callable<T> work) throws Exception {
            double[] millis = new double[TIMES];
            T result = null;
            for (int i = 0; i < TIMES; i++) {
                Timed<T> once = of(work);
                millis[i] = once.millis;
                result = once.result;
            }
            Arrays.sort(millis);
            return new Timed<>(millis[TIMES / 2], result);
        }
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("hydroscope-bench");
        try {
            SqlBench bench = new SqlBench(folder);
            bench.load(args.length == 0 ? HEADERS : Integer.parseInt(args[0]));
            System.out.println(bench.ask());
        } finally {
            Scratch.delete(folder);
        }
    }

    private void load(int headers) throws Exception {
        Timed<Path> written = Timed.of(() -> write(headers / (Traffic.EVENTS - 2)));
        System.out.printf(Locale.ROOT, "%,d headers in %,d requests%n%n%-34s %10s %10s%n", headers,
                headers / (Traffic.EVENTS - 2), "", "loaded in s", "MB");
        System.out.printf(Locale.ROOT, "%-34s %11.1f %10.0f%n", "Hydroscope, from probe events", written.millis / 1e3,
                Files.size(file) / 1e6);
        for (Rival rival : rivals) {
            Timed<Rival> loaded = Timed.of(() -> {
                rival.load(file);
                return rival;
            });
            System.out.printf(Locale.ROOT, "%-34s %11.1f %10.0f%n", name(rival) + ", from our views", loaded.millis / 1e3,
                    rival.bytes() / 1e6);
        }
    }

    private Path write(int requests) {
        try (SessionFile session = SessionFile.create(file)) {
            Assembler assembler = new Assembler(Traffic.PROBES, false);
            assembler.process(100, 1);
            Writer writer = session.writer();
            Traffic traffic = new Traffic(3, 500, 2000);
            for (int done = 0; done < requests; done += CHUNK) {
                for (int i = 0; i < Math.min(CHUNK, requests - done); i++) {
                    traffic.request().forEach(assembler::accept);
                }
                writer.write(assembler.take(traffic.nowNanos()));
            }
            writer.write(assembler.finish());
            writer.seal();
            return file;
        }
    }

    private static String name(Rival rival) {
        return rival.getClass().getSimpleName();
    }

    private String ask() throws Exception {
        System.out.printf("%n%-34s %10s %10s %10s %10s %8s%n", "ms, the median of " + TIMES, "first", "warm", "DuckDB", "SQLite",
                "rows");
        StringBuilder line = new StringBuilder("sql");
        for (SqlQuestion question : SqlQuestion.values()) {
            double warm = ask(question);
            line.append(String.format(Locale.ROOT, " %sMillis=%.1f", question == SqlQuestion.PERCENTILES ? "percentile"
                    : question.name().toLowerCase(Locale.ROOT), warm));
        }
        return line.append(String.format(Locale.ROOT, " openMillis=%.1f", open())).toString();
    }

    private double ask(SqlQuestion question) throws Exception {
        double first;
        Timed<List<List<String>>> warm;
        try (SqlService service = new SqlService()) {
            first = Timed.of(() -> answer(service, question)).millis;
            warm = Timed.median(() -> answer(service, question));
        }
        System.out.printf(Locale.ROOT, "%-34s %10.1f %10.1f", question.words(), first, warm.millis);
        for (Rival rival : rivals) {
            try (Connection connection = rival.connect()) {
                Timed<List<List<String>>> other = Timed.median(() -> Rival.rows(connection, rival.sql(question, CONN)));
                System.out.printf(Locale.ROOT, " %10.1f", other.millis);
                same(question, rival, warm.result, other.result);
            }
        }
        System.out.printf(Locale.ROOT, " %,8d%n", warm.result.size());
        return warm.millis;
    }

    private static void same(SqlQuestion question, Rival rival, List<List<String>> ours, List<List<String>> theirs) {
        if (rival.agrees(question) && !ours.equals(theirs)) {
            throw new IllegalStateException(name(rival) + " answers otherwise: " + question + "\n"
                    + ours.subList(0, Math.min(3, ours.size())) + "\n" + theirs.subList(0, Math.min(3, theirs.size())));
        }
    }

    /** The median, each time by a process that has not seen the file. */
    private double open() throws Exception {
        Timed<Long> opened = Timed.median(() -> {
            try (SessionFile session = SessionFile.open(file)) {
                return session.reader().counts().headers();
            }
        });
        System.out.printf(Locale.ROOT, "%-34s %10s %10.1f%n", "opening the sealed session", "", opened.millis);
        return opened.millis;
    }

    private List<List<String>> answer(SqlService service, SqlQuestion question) {
        SessionHead head = new SessionHead("s", "a busy site", "sealed", "probes", 1, 2, "");
        Map<String, String> parameters = question == SqlQuestion.CONNECTION ? Map.of("conn", Long.toString(CONN)) : Map.of();
        List<List<String>> rows = new ArrayList<>();
        Ending ending = service.ask(new Question(question.sql(), parameters, List.of(new Place(head, file, false)), LIMITS),
                new Sink() {
                    @Override
                    public void columns(List<Heading> columns) {
                        rows.clear();
                    }

                    @Override
                    public void row(List<Object> values) {
                        rows.add(values.stream().map(SqlBench::text).toList());
                    }
                });
        if (!ending.truncated().isEmpty()) {
            throw new IllegalStateException(question + " was cut: " + ending.truncated());
        }
        return rows;
    }

    private static String text(Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString()
                : value == null ? "null" : value.toString();
    }
}
