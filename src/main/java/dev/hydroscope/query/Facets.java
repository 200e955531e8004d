package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.ColumnScan;
import dev.hydroscope.store.Places;
import dev.hydroscope.store.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/** Counts the values of fields in the requests that were found; what was counted is kept with the {@link Matching}. */
public final class Facets {
    /** Of all fields together; some 24 bytes each. */
    private static final int MOST_VALUES = 1_200_000;
    private static final int LEAST_VALUES = 50_000;
    /** Of a field in which case does not count: so many spellings are looked at. */
    private static final int SPELLINGS = 64;

    /** @param condition "" where no query can ask for it */
    public record Value(String text, String condition, long count, boolean masked, boolean cut) {
    }

    /**
     * @param distinct how many values there are; where not exact, about
     * @param error how much a count may lack at most; 0: all is exact
     */
    public record Facet(String field, List<Value> values, long distinct, long missing, String missingCondition, int error) {
    }

    private final Reader reader;
    private final Matching matching;
    private final int limit;
    private final BooleanSupplier cancelled;

    private Facets(Reader reader, Matching matching, int limit, BooleanSupplier cancelled) {
        this.reader = reader;
        this.matching = matching;
        this.limit = limit;
        this.cancelled = cancelled;
    }

    /** In the order asked for; none where it was cancelled. */
    public static List<Facet> of(Reader reader, Matching matching, List<Dimension> fields, int limit, BooleanSupplier cancelled) {
        Map<Dimension, Facet> found = new LinkedHashMap<>();
        List<Dimension> wanted = new ArrayList<>();
        for (Dimension field : fields) {
            Facet kept = (Facet) matching.kept().get(key(field, limit));
            found.put(field, kept);
            if (kept == null) {
                wanted.add(field);
            }
        }
        new Facets(reader, matching, limit, cancelled).count(wanted).forEach((field, facet) -> {
            matching.kept().put(key(field, limit), facet);
            found.put(field, facet);
        });
        return cancelled.getAsBoolean() ? List.of() : List.copyOf(found.values());
    }

    private static String key(Dimension field, int limit) {
        return "facet " + field.word() + " " + limit;
    }

    /** On two threads where there is more than one field. */
    private Map<Dimension, Facet> count(List<Dimension> fields) {
        if (fields.isEmpty()) {
            return Map.of();
        }
        int most = Math.max(LEAST_VALUES, MOST_VALUES / fields.size());
        List<Dimension> half = fields.subList(0, fields.size() / 2);
        CompletableFuture<Map<Dimension, Facet>> other = CompletableFuture.supplyAsync(() -> read(half, most));
        Map<Dimension, Facet> counted = new LinkedHashMap<>();
        try {
            counted.putAll(read(fields.subList(half.size(), fields.size()), most));
        } finally {
            try {
                counted.putAll(other.join());
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
        return cancelled.getAsBoolean() ? Map.of() : counted;
    }

    private Map<Dimension, Facet> read(List<Dimension> fields, int most) {
        Map<Dimension, Facet> counted = new LinkedHashMap<>();
        if (!fields.isEmpty()) {
            reader.columns(scan -> {
                List<FieldReading> readings = fields.stream().map(field -> field.reading(scan)).toList();
                List<FieldCounts> counts = fields.stream().map(field -> new FieldCounts(most)).toList();
                for (int number = 0; number < Math.min(matching.blocks(), scan.blocks()) && !cancelled.getAsBoolean(); number++) {
                    count(scan, number, readings, counts);
                }
                for (int i = 0; i < fields.size() && !cancelled.getAsBoolean(); i++) {
                    counted.put(fields.get(i), facet(fields.get(i), readings.get(i), counts.get(i)));
                }
                return counted;
            });
        }
        return counted;
    }

    private void count(ColumnScan scan, int number, List<FieldReading> readings, List<FieldCounts> counts) {
        Places matched = matching.places(number);
        if (matched.isEmpty()) {
            return;
        }
        ColumnBlock block = scan.block(number);
        Places places = matched.copy();
        places.and(block.present());
        for (int i = 0; i < readings.size(); i++) {
            readings.get(i).enter(block);
            counts.get(i).add(readings.get(i), block, places);
        }
    }

    private Facet facet(Dimension field, FieldReading reading, FieldCounts counts) {
        List<Value> values = new ArrayList<>();
        long distinct = counts.distinct();
        for (int place : counts.top(field.folded() ? limit + SPELLINGS : limit)) {
            FieldReading.Said said = reading.say(counts.key(place), counts.ordinal(place));
            values.add(new Value(said.text(), field.condition(said), counts.count(place), said.masked(), said.cut()));
        }
        if (field.folded()) {
            int spellings = values.size();
            values = folded(values);
            distinct -= spellings - values.size();
        }
        return new Facet(field.word(), List.copyOf(values.subList(0, Math.min(limit, values.size()))), distinct,
                counts.missing(), field.missing(), counts.error());
    }

    /** Under their most frequent spelling. */
    private static List<Value> folded(List<Value> values) {
        Map<String, Value> together = new LinkedHashMap<>();
        for (Value value : values) {
            together.merge(value.text().toLowerCase(Locale.ROOT), value, (a, b) -> new Value(a.text(), a.condition(),
                    a.count() + b.count(), a.masked() || b.masked(), a.cut() || b.cut()));
        }
        return together.values().stream().sorted((a, b) -> Long.compare(b.count(), a.count())).toList();
    }
}
