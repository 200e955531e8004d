package dev.hydroscope.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Who is connected to a UNIX socket, as far as /proc/net/unix tells. H2O has room for 32 readers of its log, and aborts at
 * the next: a connection that is none of them counts as one here, to be safe.
 */
final class Readers {
    static final int MOST = 32;
    private static final Path TABLE = Path.of("/proc/net/unix");
    private static final String CONNECTED = "03";

    private Readers() {
    }

    /** @param coming how many are not connected yet */
    static void requireRoom(Path socket, int coming) throws FormatException {
        long connected = connected(socket);
        if (connected + coming > MOST) {
            throw new FormatException("the socket " + socket + " has " + (connected + coming - 1) + " connections: H2O takes "
                    + MOST + " readers of its log, and aborts at one more", "end one of them, or trace by probes");
        }
    }

    /** The server's ends carry its path; 0 where nothing can be told. */
    private static long connected(Path socket) {
        String path = socket.toString();
        try {
            List<String> lines = Files.readAllLines(TABLE);
            return lines.stream().map(line -> line.trim().split("\\s+", 8))
                    .filter(parts -> parts.length == 8 && parts[5].equals(CONNECTED) && parts[7].equals(path)).count();
        } catch (IOException e) {
            return 0;
        }
    }
}
