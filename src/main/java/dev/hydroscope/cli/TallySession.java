package dev.hydroscope.cli;

import dev.hydroscope.session.Launched;
import dev.hydroscope.session.Nanos;
import dev.hydroscope.session.Tallies;
import dev.hydroscope.session.Tally;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is added up, told each interval and in total. */
final class TallySession {
    private final Tallies tallies;
    private final Optional<Launched> launched;
    private final OutputStream out;
    private final PrintWriter err;
    private final Until until = new Until();
    private final long begunAt = System.nanoTime();
    private List<Tally> before;
    private String fault = "";
    private boolean unread;

    TallySession(Tallies tallies, Optional<Launched> launched, OutputStream out, PrintWriter err) {
        this.tallies = tallies;
        this.launched = launched;
        this.out = out;
        this.err = err;
        this.before = tallies.now();
    }

    /** The exit status. */
    int tell(TraceSums sums, TraceRun run, TraceChoice choice) throws InterruptedException {
        launched.ifPresent(Launched::go);
        int status = until.await(() -> launched.map(Launched::ended).orElseGet(tallies::ended), run.millis(),
                sums.intervalMillis(), () -> interval(sums, choice), () -> finish(sums, choice));
        if (!fault.isEmpty()) {
            throw new Failure("the lines cannot be written: " + fault, "see that there is room");
        }
        return status;
    }

    private void interval(TraceSums sums, TraceChoice choice) {
        List<Tally> now = tallies.now();
        List<Tally> since = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            since.add(now.get(i).since(before.get(i)));
        }
        before = now;
        write(sums, choice, since, false);
    }

    private void write(TraceSums sums, TraceChoice choice, List<Tally> some, boolean total) {
        List<String> lines = new ArrayList<>();
        if (choice.json()) {
            lines.addAll(new TallyJson(sums.wish()).of(Nanos.iso(Nanos.now()), total, some));
        } else {
            double seconds = (System.nanoTime() - begunAt) / 1e9;
            String head = total ? String.format(Locale.ROOT, "total of %.1f s", seconds) : time(choice);
            lines.addAll(head.isEmpty() ? List.of() : List.of(head));
            lines.addAll(sums.lines().of(some));
            lines.add("");
        }
        write(String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"));
    }

    private static String time(TraceChoice choice) {
        return switch (choice.times()) {
            case LOCAL -> LocalTime.now().truncatedTo(ChronoUnit.SECONDS).format(java.time.format.DateTimeFormatter.ISO_LOCAL_TIME);
            case UTC -> Instant.now().atOffset(ZoneOffset.UTC).toLocalTime().truncatedTo(ChronoUnit.SECONDS)
                    .format(java.time.format.DateTimeFormatter.ISO_LOCAL_TIME);
            case DELTA, NONE -> "";
        };
    }

    /** Who reads a pipe no longer has what he wanted: that is no failure. */
    private void write(String text) {
        try {
            if (!unread && fault.isEmpty()) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            unread = String.valueOf(e.getMessage()).contains("Broken pipe");
            fault = unread ? "" : String.valueOf(e.getMessage());
            until.end();
        }
    }

    private synchronized int finish(TraceSums sums, TraceChoice choice) {
        String reason = launched.map(Launched::reason).filter(why -> !why.isEmpty()).orElse(tallies.reason());
        launched.ifPresent(Launched::close);
        tallies.close();
        write(sums, choice, tallies.now(), true);
        if (!unread) {
            err.printf(Locale.ROOT, "%,d hits, %,d lost%n", tallies.now().stream().mapToLong(Tally::hits).sum(), tallies.lost());
            if (!reason.isEmpty()) {
                err.println(Text.shown(reason));
            }
            err.flush();
        }
        return fault.isEmpty() ? 0 : 1;
    }
}
