package dev.hydroscope.session;

import dev.hydroscope.bpf.EntryStop;
import dev.hydroscope.bpf.ProbeException;
import dev.hydroscope.probe.ProbeFileException;
import dev.hydroscope.probe.ProgramEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that was started to be traced. It waits where it begins, its libraries loaded, until it is let go: what it does
 * from there on can be seen. Its input and output are ours.
 */
public final class Launched implements AutoCloseable {
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final String WAIT = "kill -STOP $$; exec \"$0\" \"$@\"";

    private final Process process;
    private final List<String> command;

    private Launched(Process process, List<String> command) {
        this.process = process;
        this.command = command;
    }

    /** Stopped when it returns. */
    public static Launched start(List<String> command) {
        try {
            ProgramEntry entry = ProgramEntry.of(command.get(0));
            List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", WAIT));
            words.addAll(command);
            Launched launched = new Launched(new ProcessBuilder(words).inheritIO().start(), command);
            launched.toItsEntry(entry);
            return launched;
        } catch (ProbeFileException e) {
            throw new Problem(Problem.Kind.INVALID, e.getMessage(), e.hint(), e);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.UNAVAILABLE, command.get(0) + " cannot be started: " + e.getMessage(), "see that"
                    + " /bin/sh is there", e);
        }
    }

    private void toItsEntry(ProgramEntry entry) {
        awaitStop(false);
        EntryStop stop;
        try {
            stop = EntryStop.at(entry.file(), entry.offset(), pid());
        } catch (ProbeException e) {
            process.destroyForcibly();
            throw new Problem(Problem.Kind.UNAVAILABLE, e.getMessage(), e.hint(), e);
        }
        try {
            EntryStop.resume(pid());
            awaitStop(true);
        } finally {
            stop.close();
        }
    }

    /** @param begun another program than the shell is to have stopped */
    private void awaitStop(boolean begun) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (!stopped(begun)) {
            if (!process.isAlive() || System.nanoTime() - until > 0) {
                process.destroyForcibly();
                throw new Problem(Problem.Kind.UNAVAILABLE, command.get(0) + " did not get to its beginning"
                        + (process.isAlive() ? "" : ": it ended with status " + process.exitValue()), "see that it runs as it is");
            }
            sleep();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean stopped(boolean begun) {
        try {
            String stat = new String(Files.readAllBytes(Path.of("/proc/" + pid() + "/stat")), StandardCharsets.ISO_8859_1);
            String line = new String(Files.readAllBytes(Path.of("/proc/" + pid() + "/cmdline")), StandardCharsets.ISO_8859_1);
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'T' && line.contains(WAIT) != begun;
        } catch (IOException e) {
            return false;
        }
    }

    public int pid() {
        return (int) process.pid();
    }

    /** From here on it runs. */
    public void go() {
        EntryStop.resume(pid());
    }

    public boolean ended() {
        return !process.isAlive();
    }

    /** How it ended, for people; "" while it runs. */
    public String reason() {
        return process.isAlive() ? "" : command.get(0) + " has ended with status " + process.exitValue();
    }

    /** Ends it where it still runs. */
    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            EntryStop.resume(pid());
        }
    }
}
