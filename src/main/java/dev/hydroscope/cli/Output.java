package dev.hydroscope.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Standard output of what is long: UTF-8 whatever the terminal says, and no failure where nobody reads any more. */
final class Output {
    private final OutputStream standard;

    /** Writes it. */
    interface Work {
        void to(Writer out) throws IOException;
    }

    Output(OutputStream standard) {
        this.standard = standard;
    }

    void write(Work work) {
        try {
            Writer out = new BufferedWriter(new OutputStreamWriter(standard, StandardCharsets.UTF_8), 1 << 16);
            work.to(out);
            out.flush();
        } catch (IOException e) {
            end(e);
        } catch (UncheckedIOException e) {
            end(e.getCause());
        }
    }

    /** Who reads a pipe no longer has what he wanted. */
    private static void end(IOException e) {
        if (!String.valueOf(e.getMessage()).contains("Broken pipe")) {
            throw new Failure("standard output cannot be written: " + e.getMessage(), "see that it has room");
        }
    }
}
