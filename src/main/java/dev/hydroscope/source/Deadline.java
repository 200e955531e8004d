package dev.hydroscope.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;

/** Closes a channel on which something takes too long: a read of a UNIX socket knows no time of its own. */
final class Deadline implements AutoCloseable {
    private final Thread watch;

    Deadline(SocketChannel channel, long millis) {
        watch = new Thread(() -> {
            try {
                Thread.sleep(millis);
                channel.close();
            } catch (InterruptedException e) {
                // in time
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, "deadline");
        watch.setDaemon(true);
    }

    void begin() {
        watch.start();
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
