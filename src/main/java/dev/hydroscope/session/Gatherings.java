package dev.hydroscope.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Files in which what a session held at a moment waits to be sent; gone with the session, whoever is still receiving one. */
final class Gatherings {
    private final DataFolder folder;
    private final Set<Gathering> all = ConcurrentHashMap.newKeySet();

    Gatherings(DataFolder folder) {
        this.folder = folder;
    }

    /** An empty file; refused where the disk has no room for what comes. */
    Gathering begin(String session, long bytes, String what) {
        folder.requireRoom(bytes, what);
        try {
            Gathering gathering = new Gathering(session, folder.incoming());
            all.add(gathering);
            return gathering;
        } catch (IOException e) {
            throw new Problem(Problem.Kind.UNAVAILABLE, "nothing can be written to the data folder: " + DataFolder.reason(e),
                    "see that its disk has room and is not read-only", e);
        }
    }

    /** Whoever receives one gets no more of it. */
    void end(String session) {
        all.stream().filter(gathering -> gathering.session.equals(session)).forEach(Gathering::close);
    }

    /** One file, for one receiver. */
    final class Gathering implements AutoCloseable {
        private final String session;
        private final Path file;
        private InputStream reading = InputStream.nullInputStream();

        private Gathering(String session, Path file) {
            this.session = session;
            this.file = file;
        }

        Path file() {
            return file;
        }

        void copyTo(OutputStream out) throws IOException {
            open().transferTo(out);
        }

        private synchronized InputStream open() throws IOException {
            reading = Files.newInputStream(file);
            return reading;
        }

        @Override
        public synchronized void close() {
            all.remove(this);
            try {
                Files.deleteIfExists(file);
                reading.close();
            } catch (IOException e) {
                throw new Problem(Problem.Kind.UNAVAILABLE, "what was gathered for an export cannot be removed: "
                        + DataFolder.reason(e), "see that the data folder is writable; the next start removes it", e);
            }
        }
    }
}
