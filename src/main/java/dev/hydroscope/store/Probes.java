package dev.hydroscope.store;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The probes of a session and their codes, so that a file tells by itself what its events mean. One adds, any may read. */
final class Probes {
    private static final int IDENTITIES_LIMIT = 4096;

    /** A probe and what is asked of it at every event. */
    record Entry(int code, Probe probe, boolean[] numbers, int request) {
        static Entry of(int code, Probe probe) {
            boolean[] numbers = new boolean[probe.arguments().size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = probe.arguments().get(i).kind().number();
            }
            int request = Stream.of("req_id", "stream_id", "stream").mapToInt(probe::argument).filter(i -> i >= 0)
                    .filter(i -> probe.arguments().get(i).kind() == Argument.Kind.INT
                            || probe.arguments().get(i).kind() == Argument.Kind.STREAM)
                    .findFirst().orElse(-1);
            return new Entry(code, probe, numbers, request);
        }

        /** The request that an event names, or -1. */
        long request(Event event) {
            return request < 0 ? -1 : event.number(request);
        }
    }

    private final Map<Probe, Entry> identities = new IdentityHashMap<>();
    private final Map<Probe, Entry> equals = new HashMap<>();
    private volatile Entry[] entries = {};

    Entry entry(Probe probe) {
        Entry known = identities.get(probe);
        if (known != null) {
            return known;
        }
        if (identities.size() > IDENTITIES_LIMIT) {
            identities.clear();
        }
        Entry entry = equals.computeIfAbsent(probe, this::add);
        identities.put(probe, entry);
        return entry;
    }

    /** Gives the next code. */
    Entry add(Probe probe) {
        Entry[] more = Arrays.copyOf(entries, entries.length + 1);
        more[entries.length] = Entry.of(entries.length, probe);
        entries = more;
        return more[more.length - 1];
    }

    /** As {@link #add}, from a file. */
    void restore(Probe probe) {
        equals.put(probe, add(probe));
    }

    Entry get(int code) {
        return entries[code];
    }

    List<Entry> all() {
        return List.of(entries);
    }

    static String arguments(Probe probe) {
        return probe.arguments().stream()
                .map(a -> String.join(":", a.name(), a.kind().name(), a.length(), a.sensitivity().name()))
                .collect(Collectors.joining(" "));
    }

    static List<Argument> arguments(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).map(word -> word.split(":", 4))
                .map(p -> new Argument(p[0], Argument.Kind.valueOf(p[1]), p[2], Argument.Sensitivity.valueOf(p[3])))
                .toList();
    }
}
