package dev.hydroscope.cli;

import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.Sessions;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** A command that has run: its status, and what it printed. */
record Ran(int status, String out, String err) {
    static Ran of(String... arguments) {
        return of(List.of(), arguments);
    }

    static Ran of(List<Check> machine, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ByteArrayOutputStream standard = new ByteArrayOutputStream();
        CommandLine line = Hydroscope.commands(Ran::none, Ran::replayed, () -> machine, standard)
                .setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = line.execute(arguments);
        return new Ran(status, out + standard.toString(StandardCharsets.UTF_8), err.toString());
    }

    static Explorer none(ServeOptions options) {
        throw new IllegalStateException("no server is started here");
    }

    static SessionInfo replayed(Sessions sessions) {
        throw new IllegalStateException("nothing is replayed here");
    }
}
