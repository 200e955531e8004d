package dev.hydroscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Made;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many connections a session has is how many stand in its list, in whatever order they were told. */
class ConnectionCountTest {
    @TempDir
    private Path folder;

    @Test
    void oneThatIsToldLateCountsOnce() {
        try (SessionFile file = SessionFile.create(folder.resolve("session.mv.db"))) {
            Writer writer = file.writer();
            List<Connection> all = IntStream.range(0, 9).mapToObj(i -> Made.connection(i, i, 1_000 + i)).toList();
            write(writer, all.get(0), all.get(1), all.get(5));
            assertEquals(2, writer.counts().connections(), "the first holds what belongs to none");
            write(writer, all.get(7), all.get(3), all.get(7), all.get(5));
            assertEquals(4, writer.counts().connections());
            write(writer, all.get(3), all.get(2), all.get(8));
            assertEquals(6, writer.counts().connections());
        }
    }

    private static void write(Writer writer, Connection... connections) {
        writer.write(Made.of(List.of(connections), List.of()));
    }
}
