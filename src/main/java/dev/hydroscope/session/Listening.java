package dev.hydroscope.session;

import dev.hydroscope.format.Caveats;
import dev.hydroscope.source.Source;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Masking;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a session would capture, handed to one who listens instead of kept: masked as it would be stored. Batches come in
 * order from one thread; who takes long to take them makes the kernel drop, which is counted.
 */
public final class Listening implements AutoCloseable {
    private final Source source;
    private final Masking masking;
    private volatile long taken;

    private Listening(Source source, List<String> masked) {
        this.source = source;
        this.masking = new Masking(masked);
    }

    /** Attached when it returns. */
    public static Listening to(SessionSettings settings) {
        if (!settings.socket().isEmpty()) {
            return new Listening(SocketAttachment.to(settings).attach(), settings.redact());
        }
        if (!settings.addresses().isEmpty() || !settings.sni().isEmpty()) {
            throw Fields.wrong(settings.sni().isEmpty() ? "addresses" : "sni",
                    "cannot be told from single events: a session puts them together first",
                    "leave it out, read H2O's socket instead, or begin a session in the page");
        }
        return new Listening(Attachment.to(settings).attach(), settings.redact());
    }

    public void start(Consumer<List<Event>> listener) {
        source.start(batch -> {
            List<Event> masked = new ArrayList<>(batch.size());
            batch.forEach(event -> masked.add(masking.mask(event)));
            taken += batch.size();
            listener.accept(masked);
        });
    }

    public boolean ended() {
        return source.ended();
    }

    public String reason() {
        return source.reason();
    }

    public Caveats caveats() {
        return source.caveats();
    }

    public long events() {
        return taken;
    }

    public long lost() {
        return source.counters().allLost();
    }

    /** Detached, and the last batch handed on, when it returns. */
    @Override
    public void close() {
        source.close();
    }
}
