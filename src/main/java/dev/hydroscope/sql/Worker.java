package dev.hydroscope.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The process in which people's SQL runs: takes a question a line and answers it, until nobody is there to ask. What it
 * cannot bear ends it, and nothing but it.
 */
final class Worker {
    static final String READY = "ready";
    /** Deep nesting fails after so much, not before what people write. */
    private static final long STACK_BYTES = 4 << 20;
    private static final int OUT_OF_MEMORY = 3;
    private static final int BROKEN = 4;

    private final OutputStream out;
    private final HeldSessions held = new HeldSessions();

    private Worker(OutputStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        Worker worker = new Worker(System.out);
        System.setOut(System.err);
        ExecutorService thread = Executors.newSingleThreadExecutor(work -> new Thread(null, work, "sql", STACK_BYTES));
        thread.execute(worker::warmUp);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String question = line;
                thread.execute(() -> worker.answer(question));
            }
        } finally {
            // whoever asked is gone, be a statement under way or not
            Runtime.getRuntime().halt(0);
        }
    }

    /** The first one who asks shall not wait for classes to be loaded. */
    private void warmUp() {
        guarded(() -> {
            String sql = "SELECT COUNT(*), MAX(UPPER(path)) FROM request WHERE status >= 500 GROUP BY path ORDER BY 1 LIMIT 1";
            new Answering(new Question(sql, Map.of(), List.of(), SqlLimits.USUAL), held, new Told(OutputStream.nullOutputStream()))
                    .run();
            out.write((READY + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        });
    }

    private void answer(String question) {
        guarded(() -> {
            Told told = new Told(out);
            new Answering(Wire.question(question), held, told).run();
            told.flush();
        });
    }

    /** What may go wrong outside of a statement is the end. */
    private interface Work {
        void run() throws IOException;
    }

    private static void guarded(Work work) {
        try {
            work.run();
        } catch (OutOfMemoryError e) {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        } catch (IOException | RuntimeException | Error e) {
            Runtime.getRuntime().halt(BROKEN);
        }
    }
}
