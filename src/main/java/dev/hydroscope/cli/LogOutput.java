package dev.hydroscope.cli;

import dev.hydroscope.format.H2ologWriter;
import dev.hydroscope.format.H2ologWriter.Form;
import dev.hydroscope.session.Units;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** Where log writes its lines. */
final class LogOutput {
    @Option(names = {"-w", "--write"}, paramLabel = "FILE",
            description = "into this file; SIGHUP has it opened anew, for logrotate. Only its owner may read it")
    private Path file;
    @Option(names = "--rotate-size", paramLabel = "SIZE", defaultValue = "",
            description = "put the file aside before it is larger than, say, 100m, as FILE.20261121T101500Z, and begin another")
    private String size;
    @Option(names = "--rotate-every", paramLabel = "TIME", defaultValue = "", description = "put it aside each 1h, 1d …")
    private String every;
    @Option(names = "--keep", paramLabel = "N", defaultValue = "0", description = "of the files put aside keep the last N (all)")
    private int keep;
    @Option(names = "--gzip", description = "compress them")
    private boolean gzip;

    /** What is wrong with them, or "". */
    String wrong() {
        boolean rotates = !size.isEmpty() || !every.isEmpty();
        return rotates && file == null ? "--rotate-size and --rotate-every are for a file: give it with -w"
                : (keep != 0 || gzip) && !rotates ? "--keep and --gzip are for files put aside: say when, with --rotate-size or"
                        + " --rotate-every"
                : keep < 0 ? "--keep " + keep + " is no number of files"
                : amount(Units.bytes(size), size) < 0 ? "--rotate-size " + size + " is no size such as 100m"
                : amount(Units.millis(every), every) < 0 ? "--rotate-every " + every + " is no time such as 1h"
                : rotates && Files.exists(file) && !Files.isRegularFile(file) ? file + " is no file that could be put aside" : "";
    }

    /** 0 where it is not given, -1 where it is none. */
    private static long amount(OptionalLong read, String text) {
        return text.isEmpty() ? 0 : read.orElse(0) > 0 ? read.getAsLong() : -1;
    }

    private Rotation rotation() {
        return new Rotation(amount(Units.bytes(size), size), amount(Units.millis(every), every), keep, gzip);
    }

    H2ologWriter open(Form form, OutputStream standard, PrintWriter err) {
        if (file == null) {
            return Terminal.is(standard) ? H2ologWriter.toTerminal(standard, form) : H2ologWriter.exactly(standard, form);
        }
        try {
            LogFile lines = new LogFile(file.toAbsolutePath(), rotation(), new Archive(rotation(), problem -> {
                err.println("hydroscope: " + Text.shown(problem));
                err.flush();
            }));
            Hangup.does(lines::reopen);
            return Terminal.is(file) ? H2ologWriter.toTerminal(lines, form) : H2ologWriter.exactly(lines, form);
        } catch (IOException e) {
            throw new Failure(file + " cannot be written: " + e.getMessage(), "give another file with -w");
        }
    }
}
