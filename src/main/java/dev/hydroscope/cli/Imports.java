package dev.hydroscope.cli;

import dev.hydroscope.format.Caveats;
import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.Sessions;
import java.nio.file.Path;
import java.util.Locale;

/** What became of a file that was imported, for people. */
final class Imports {
    private static final int MOST_PROBLEMS = 20;
    private static final long LOOK_MILLIS = 20;

    private Imports() {
    }

    static String local(Sessions sessions, Path file) {
        SessionInfo info = sessions.importFile(file);
        while (info.endedAt().isEmpty()) {
            pause();
            info = sessions.get(info.id());
        }
        ImportCommand.requireSealed(info.state(), info.note());
        return told(info.id(), info.name(), info.counts().events(), info.counts().requests(), info.counts().connections(),
                info.counts().lost().total(), info.caveats());
    }

    static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", "the import goes on where a server does it");
        }
    }

    static String told(String id, String name, long events, long requests, long connections, long lost, Caveats caveats) {
        StringBuilder told = new StringBuilder(String.format(Locale.ROOT,
                "%s %s: %,d events stored, %,d requests, %,d connections, %,d lost, %,d lines could not be read%n", id,
                Text.shown(name), events, requests, connections, lost, caveats.undecodable()));
        caveats.problems().stream().limit(MOST_PROBLEMS).forEach(problem -> told.append("  line ").append(problem.line())
                .append(": ").append(Text.shown(problem.reason())).append('\n'));
        if (caveats.undecodable() > MOST_PROBLEMS) {
            told.append("  …\n");
        }
        caveats.notes().forEach(note -> told.append("  note: ").append(Text.shown(note)).append('\n'));
        return told.toString();
    }
}
