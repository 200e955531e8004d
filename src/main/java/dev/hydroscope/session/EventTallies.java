package dev.hydroscope.session;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.store.Loss;
import dev.hydroscope.trace.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Added up of the events themselves: of texts, and of those that a condition holds for. What the kernel drops is lost here. */
final class EventTallies implements Tallies {
    private static final int MOST_VALUES = 1 << 16;

    private final Listening listening;
    private final TallyWish wish;
    private final Map<Probe, Sum> sums = new LinkedHashMap<>();
    private final Map<Probe, Sum> bySite = new IdentityHashMap<>();

    EventTallies(Listening listening, TallyWish wish, Predicate<Event> condition) {
        this.listening = listening;
        this.wish = wish;
        listening.probes().forEach(probe -> sums.put(probe, new Sum(probe)));
        listening.start(new Listening.Listener() {
            @Override
            public void event(Event event, long connId) {
                if (condition.test(event)) {
                    add(event);
                }
            }

            @Override
            public void rest() {
                // whoever asks gets what there is
            }
        });
    }

    private void add(Event event) {
        synchronized (sums) {
            bySite.computeIfAbsent(event.probe(), sums::get).add(event);
        }
    }

    private final class Sum {
        private final String probe;
        private final int argument;
        private final boolean number;
        private final boolean pointer;
        private final Map<String, Long> values = new HashMap<>();
        private final Distribution distribution = Distribution.none();
        private long hits;
        private long sum;
        private long uncounted;

        Sum(Probe probe) {
            this.probe = probe.key();
            this.argument = probe.argument(wish.field());
            this.number = argument >= 0 && probe.arguments().get(argument).kind().number();
            this.pointer = number && probe.arguments().get(argument).kind() == Argument.Kind.POINTER;
        }

        void add(Event event) {
            hits++;
            if (wish.what() == TallyWish.What.HISTOGRAM) {
                long value = event.number(argument);
                distribution.buckets()[Distribution.bucket(value)]++;
                sum += value;
            } else if (wish.what() == TallyWish.What.VALUES) {
                String value = !number ? event.text(argument) + (event.has(argument, Event.CUT) ? "…" : "")
                        : pointer ? "0x" + Long.toHexString(event.number(argument)) : Long.toString(event.number(argument));
                if (values.size() < MOST_VALUES || values.containsKey(value)) {
                    values.merge(value, 1L, Long::sum);
                } else {
                    uncounted++;
                }
            }
        }

        Tally tally() {
            return new Tally(probe, hits, new Distribution(distribution.buckets().clone(), sum), values, uncounted, 0, 0);
        }
    }

    @Override
    public List<Tally> now() {
        synchronized (sums) {
            List<Tally> tallies = new ArrayList<>();
            sums.values().forEach(sum -> tallies.add(sum.tally()));
            return tallies;
        }
    }

    @Override
    public long lost() {
        return listening.losses().stream().mapToLong(Loss::count).sum();
    }

    @Override
    public boolean ended() {
        return listening.ended();
    }

    @Override
    public String reason() {
        return listening.reason();
    }

    @Override
    public void close() {
        listening.close();
    }
}
