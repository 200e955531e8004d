package dev.hydroscope.cli;

import dev.hydroscope.format.H2ologWriter;
import dev.hydroscope.format.H2ologWriter.Form;
import dev.hydroscope.session.Listening;
import java.io.IOException;
import java.nio.file.Path;

/** What log prints of a source, into a file, until the source has ended. */
public final class Printed {
    private Printed() {
    }

    /** @return the events for which a line was asked */
    public static long into(Path file, Form form, Listening listening) throws IOException, InterruptedException {
        LogFile lines = new LogFile(file, Rotation.NONE, new Archive(Rotation.NONE, System.err::println));
        Printing printing = new Printing(H2ologWriter.exactly(lines, form), () -> { });
        listening.start(printing);
        while (!listening.ended()) {
            Thread.sleep(1);
        }
        listening.close();
        printing.close();
        return printing.lines();
    }
}
