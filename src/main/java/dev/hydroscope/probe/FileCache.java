package dev.hydroscope.probe;

import dev.hydroscope.probe.Binary.Identity;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was read of files, kept while their content is the same and there is memory for it; of those looked at last. */
final class FileCache<T> {
    /** Reads a file. */
    interface Reading<T> {
        T read(Binary file) throws IOException;
    }

    private final Reading<T> reading;
    private final Map<Identity, SoftReference<T>> known;

    FileCache(int most, Reading<T> reading) {
        this.reading = reading;
        this.known = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Identity, SoftReference<T>> eldest) {
                return size() > most;
            }
        });
    }

    T of(Binary file) throws IOException {
        SoftReference<T> kept = known.get(file.identity());
        T found = kept == null ? null : kept.get();
        if (found == null) {
            found = reading.read(file);
            known.put(file.identity(), new SoftReference<>(found));
        }
        return found;
    }
}
