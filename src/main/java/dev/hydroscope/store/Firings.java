package dev.hydroscope.store;

import dev.hydroscope.probe.Probe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What probes fired in a session, whatever connection their events belong to; for any thread. */
public final class Firings {
    /** What every event has, beside its arguments: its thread and its process. */
    public static final String TID = "@tid";
    public static final String PID = "@pid";

    private final Reads database;
    private final Names names;
    private final Probes probes;
    private final Lens lens;

    Firings(Reads database, Names names, Probes probes, Lens lens) {
        this.database = database;
        this.names = names;
        this.probes = probes;
        this.lens = lens;
    }

    /**
     * A probe of which something is stored.
     *
     * @param events -1: nobody counted what is shown of it
     * @param header whether its events are stored with their requests, as headers
     */
    public record Fired(Probe probe, long events, boolean header) {
    }

    /**
     * Which events are asked for.
     *
     * @param probe `provider:name`; "": any
     * @param toNanos 0: no end; both ends belong to it
     * @param wanted of the probe's events, as they are shown
     */
    public record Wish(String probe, long fromNanos, long toNanos, Predicate<EventRow> wanted) {
    }

    /** How far a look at events came: how many there are to look at about, and whether it was all of them. */
    public record Looked(long scanned, long of, boolean complete) {
    }

    /** Those that fired most first. */
    public List<Fired> all() {
        Map<String, Long> totals = lens.whole() ? database.read(connection -> ProbeCounts.totals(connection, probes)) : Map.of();
        List<Fired> fired = new ArrayList<>();
        for (Probes.Entry entry : probes.all()) {
            if (fired.stream().noneMatch(other -> other.probe().key().equals(entry.probe().key()))) {
                fired.add(new Fired(entry.probe(), count(totals, entry.probe()), false));
            }
        }
        for (Probe header : List.of(HeaderEvents.RECEIVED, HeaderEvents.SENT)) {
            if (totals.containsKey(header.key())) {
                fired.add(new Fired(header, totals.get(header.key()), true));
            }
        }
        fired.sort(Comparator.comparingLong(Fired::events).reversed().thenComparing(each -> each.probe().key()));
        return fired;
    }

    private long count(Map<String, Long> totals, Probe probe) {
        return lens.whole() ? totals.getOrDefault(probe.key(), 0L) : -1;
    }

    public Optional<Fired> find(String key) {
        return all().stream().filter(fired -> fired.probe().key().equals(key)).findFirst();
    }

    /** Over time; empty through a lens that does not show every request. */
    public Optional<ProbeCounts> counts(long fromNanos, long toNanos, int shift) {
        return lens.whole() ? Optional.of(database.read(
                connection -> ProbeCounts.read(connection, probes, fromNanos, toNanos, shift))) : Optional.empty();
    }

    /**
     * The values of an argument, or of {@link #TID} or {@link #PID}, over the whole session; empty where nobody added them up, or
     * some are hidden.
     */
    public Optional<ArgumentSummary> summary(String key, String argument) {
        if (!lens.clear() || !lens.whole()) {
            return Optional.empty();
        }
        return database.read(connection -> {
            ArgumentSummary sum = null;
            for (Probes.Entry entry : probes.all()) {
                int at = entry.probe().key().equals(key) ? place(entry.probe(), argument) : -1;
                for (ArgumentSummary one : at < 0 ? List.<ArgumentSummary>of() : ArgumentTally.read(connection, entry.code(), at)) {
                    if (sum == null) {
                        sum = one;
                    } else if (sum.text() == one.text()) {
                        sum.add(one);
                    }
                }
            }
            return Optional.ofNullable(sum);
        });
    }

    private static int place(Probe probe, String argument) {
        return argument.equals(TID) ? ArgumentTally.TID : argument.equals(PID) ? ArgumentTally.PID : probe.argument(argument);
    }

    /** Events newest first, up to a limit; where there was no time for that, the next ones go on behind it. */
    public Page<EventRow> newest(Wish wish, int limit, String after, long budgetNanos) {
        EventReader.Key before = after.isEmpty() ? null : EventReader.Key.parse(after);
        return database.read(connection -> {
            try (FiringScan scan = new FiringScan(connection, names, probes, lens, wish)) {
                return scan.newest(before, limit, budgetNanos);
            }
        });
    }

    /** Gives events in no certain order, the newest about first; of very many only one of some, evenly, where that is allowed. */
    public Looked each(Wish wish, boolean sampled, long budgetNanos, Consumer<EventRow> taker) {
        return database.read(connection -> {
            try (FiringScan scan = new FiringScan(connection, names, probes, lens, wish)) {
                return scan.each(sampled, budgetNanos, taker);
            }
        });
    }
}
