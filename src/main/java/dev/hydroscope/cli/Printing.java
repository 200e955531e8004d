package dev.hydroscope.cli;

import dev.hydroscope.format.H2ologWriter;
import dev.hydroscope.format.H2ologWriter.Form;
import dev.hydroscope.session.Listening;
import dev.hydroscope.trace.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Lines as events come, until their source ends, the time is over, nobody reads any more, or Ctrl-C. */
final class Printing implements AutoCloseable {
    private final Listening listening;
    private final H2ologWriter writer;
    private final Set<String> headers;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile String fault = "";
    private volatile boolean broken;

    /** @param headers of responses, those that are printed; with none all are */
    Printing(Listening listening, Form form, List<String> headers, Path file, OutputStream standard) {
        this.listening = listening;
        this.headers = headers.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        try {
            this.writer = new H2ologWriter(file == null ? standard : Files.newOutputStream(file), form);
        } catch (IOException e) {
            throw new Failure(file + " cannot be written: " + e.getMessage(), "give another file with -w");
        }
    }

    /** The exit status. */
    int until(long millis, PrintWriter err) throws InterruptedException {
        Thread end = new Thread(() -> {
            over.countDown();
            finish(err);
            Runtime.getRuntime().halt(0);
        }, "stop");
        Runtime.getRuntime().addShutdownHook(end);
        listening.start(this::print);
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.min(millis, TimeUnit.DAYS.toMillis(10_000)));
        while (!listening.ended() && System.nanoTime() < until && !over.await(50, TimeUnit.MILLISECONDS)) {
            continue;
        }
        String reason = listening.reason();
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            new CountDownLatch(1).await();
        }
        finish(err);
        if (!fault.isEmpty()) {
            throw new Failure("the lines cannot be written: " + fault, "see that there is room");
        }
        if (!reason.isEmpty()) {
            err.println(Text.shown(reason));
        }
        err.flush();
        return 0;
    }

    private void finish(PrintWriter err) {
        listening.close();
        flush();
        err.printf(Locale.ROOT, "%,d events, %,d lost, %,d could not be read%n", listening.events(), listening.lost(),
                listening.caveats().undecodable());
        listening.caveats().notes().forEach(note -> err.println("  " + note));
        err.flush();
    }

    private synchronized void flush() {
        try {
            if (!broken) {
                writer.flush();
            }
        } catch (IOException e) {
            fault(e);
        }
    }

    private synchronized void print(List<Event> batch) {
        if (broken) {
            return;
        }
        try {
            for (Event event : batch) {
                if (wanted(event)) {
                    writer.write(event, 0);
                }
            }
            writer.flush();
        } catch (IOException e) {
            fault(e);
        }
    }

    /** Who reads a pipe no longer has what he wanted: that is no failure. */
    private void fault(IOException e) {
        if (!String.valueOf(e.getMessage()).contains("Broken pipe")) {
            fault = String.valueOf(e.getMessage());
        }
        broken = true;
        over.countDown();
    }

    private boolean wanted(Event event) {
        if (headers.isEmpty() || !event.probe().name().equals("send_response_header")) {
            return true;
        }
        int name = event.probe().argument("name");
        return name >= 0 && headers.contains(new String(event.bytes(name), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() throws IOException {
        if (!broken) {
            writer.close();
        }
    }
}
