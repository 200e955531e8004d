package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.ColumnScan;
import dev.hydroscope.store.HeaderName;
import dev.hydroscope.store.Places;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * In what some requests differ from the others: over every field and every header seen, the most telling first. A request
 * with several values of a field counts for each.
 *
 * @param complete whether all were found that are meant
 */
public record Differences(long selected, long rest, List<Field> fields, long scanned, long total, boolean complete) {
    /** Counted in one walk, on each of two threads: some megabytes each. */
    private static final int AT_ONCE = 8;
    private static final int MOST_HEADERS = 300;
    private static final int MOST_FIELDS = 60;
    private static final int MOST_VALUES = 8;
    private static final double LEAST = 0.001;
    private static final List<String> USUAL = List.of("status", "class", "method", "scheme", "authority", "path.1", "path.2",
            "path.3", "path", "protocol", "thread", "network", "peer", "sni", "alpn", "pid");

    /** @param score 0: as by chance; 1: nothing in common */
    public record Field(String name, double score, List<Value> values) {
    }

    /** @param missing whether it is no value: the field is not there */
    public record Value(String text, String condition, boolean missing, boolean masked, boolean cut, long selected, long rest) {
    }

    /** @param selected which of the whole are held against its others */
    public static Differences of(Reader reader, Matching whole, Matching selected, BooleanSupplier cancelled) {
        if (selected.kept().get("differences") instanceof Kept kept && kept.whole == whole) {
            return kept.found;
        }
        List<Dimension> all = dimensions(reader);
        AtomicInteger next = new AtomicInteger();
        CompletableFuture<List<Field>> other = CompletableFuture.supplyAsync(
                () -> fields(reader, whole, selected, all, next, cancelled));
        List<Field> fields = new ArrayList<>();
        try {
            fields.addAll(fields(reader, whole, selected, all, next, cancelled));
        } finally {
            try {
                fields.addAll(other.join());
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
        fields.sort(Comparator.comparingDouble(Field::score).reversed().thenComparing(Field::name));
        boolean complete = whole.complete() && selected.complete() && !cancelled.getAsBoolean();
        long both = IntStream.range(0, whole.blocks()).mapToLong(number -> rest(whole, selected, number).size()).sum();
        Differences found = new Differences(selected.matched(), both, List.copyOf(fields.subList(0,
                Math.min(MOST_FIELDS, fields.size()))), Math.min(whole.scanned(), selected.scanned()), whole.total(), complete);
        if (complete) {
            selected.kept().put("differences", new Kept(whole, found));
        }
        return found;
    }

    private record Kept(Matching whole, Differences found) {
    }

    private static List<Dimension> dimensions(Reader reader) {
        Set<String> words = new LinkedHashSet<>(USUAL);
        for (HeaderName name : reader.headerNames()) {
            if (!name.name().startsWith(":") && words.size() < MOST_HEADERS) {
                if (name.requests() > 0) {
                    words.add("req." + Term.key(name.name()));
                }
                if (name.responses() > 0) {
                    words.add("res." + Term.key(name.name()));
                }
            }
        }
        List<Dimension> dimensions = new ArrayList<>(List.of(Dimension.duration()));
        words.forEach(word -> Dimension.of(word).ifPresent(dimensions::add));
        return dimensions;
    }

    private static Places rest(Matching whole, Matching selected, int number) {
        Places rest = whole.places(number).copy();
        rest.andNot(selected.places(number));
        return selected.knows(number) ? rest : new Places();
    }

    private static List<Field> fields(Reader reader, Matching whole, Matching selected, List<Dimension> all,
            AtomicInteger next, BooleanSupplier cancelled) {
        return reader.columns(scan -> {
            List<Field> fields = new ArrayList<>();
            for (int from = next.getAndAdd(AT_ONCE); from < all.size() && !cancelled.getAsBoolean();
                    from = next.getAndAdd(AT_ONCE)) {
                List<Dimension> some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
                List<FieldReading> readings = some.stream().map(dimension -> dimension.reading(scan)).toList();
                List<PairCounts> counts = some.stream().map(dimension -> new PairCounts()).toList();
                // the selection first: what the rest has beside its values need not be kept
                walk(scan, whole, selected, true, readings, counts, cancelled);
                walk(scan, whole, selected, false, readings, counts, cancelled);
                for (int i = 0; i < some.size(); i++) {
                    if (!counts.get(i).givenUp()) {
                        fields.addAll(field(some.get(i), readings.get(i), counts.get(i)));
                    }
                }
            }
            return fields;
        });
    }

    private static void walk(ColumnScan scan, Matching whole, Matching selected, boolean ofSelection,
            List<FieldReading> readings, List<PairCounts> counts, BooleanSupplier cancelled) {
        int blocks = Math.min(scan.blocks(), Math.min(whole.blocks(), selected.blocks()));
        for (int number = 0; number < blocks && !cancelled.getAsBoolean(); number++) {
            Places places = ofSelection ? selected.places(number).copy() : rest(whole, selected, number);
            if (places.isEmpty()) {
                continue;
            }
            ColumnBlock block = scan.block(number);
            places.and(block.present());
            for (int i = 0; i < readings.size(); i++) {
                if (!counts.get(i).givenUp()) {
                    readings.get(i).enter(block);
                    counts.get(i).add(readings.get(i), block, places, ofSelection);
                }
            }
        }
    }

    /** None where there is nothing to tell. */
    private static List<Field> field(Dimension dimension, FieldReading reading, PairCounts counts) {
        double ofSelected = counts.missingSelected();
        double ofRest = counts.missingRest() + counts.tail();
        for (int at = 0; at < counts.values(); at++) {
            ofSelected += counts.selected(at);
            ofRest += counts.rest(at);
        }
        if (ofSelected == 0 || ofRest == 0) {
            return List.of();
        }
        Divergence divergence = new Divergence(ofSelected, ofRest, counts.values() + counts.tail() + 1.0);
        divergence.add(counts.missingSelected(), counts.missingRest());
        divergence.addRare(counts.tail());
        for (int at = 0; at < counts.values(); at++) {
            divergence.add(counts.selected(at), counts.rest(at));
        }
        double score = divergence.score();
        return score < LEAST ? List.of()
                : List.of(new Field(dimension.word(), score, values(dimension, reading, counts, divergence)));
    }

    /** Those that make the difference, the most telling first. */
    private static List<Value> values(Dimension dimension, FieldReading reading, PairCounts counts, Divergence divergence) {
        int missing = counts.values();
        Comparator<Integer> telling = Comparator.comparingDouble(at -> at == missing
                ? -divergence.weight(counts.missingSelected(), counts.missingRest())
                : -divergence.weight(counts.selected(at), counts.rest(at)));
        List<Value> values = new ArrayList<>();
        IntStream.rangeClosed(0, missing).boxed().sorted(telling).limit(MOST_VALUES).forEach(at -> {
            if (at < missing) {
                FieldReading.Said said = reading.say(counts.key(at), counts.ordinal(at));
                values.add(new Value(said.text(), dimension.condition(said), false, said.masked(), said.cut(),
                        counts.selected(at), counts.rest(at)));
            } else if (counts.missingSelected() + counts.missingRest() > 0) {
                values.add(new Value("", dimension.missing(), true, false, false, counts.missingSelected(),
                        counts.missingRest()));
            }
        });
        return values;
    }
}
