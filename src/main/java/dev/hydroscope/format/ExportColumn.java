package dev.hydroscope.format;

import dev.hydroscope.quic.Verdict.Part;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A column of a file of requests: what is not known is empty. Names are those of the readable SQL views. */
public record ExportColumn(String name, Function<Exchange, String> value) {
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'")
            .withZone(ZoneOffset.UTC);
    private static final Map<String, Function<Exchange, String>> USUAL = usual();

    private static Map<String, Function<Exchange, String>> usual() {
        Map<String, Function<Exchange, String>> all = new LinkedHashMap<>();
        all.put("conn", of -> Long.toString(of.conn()));
        all.put("req", of -> Long.toString(of.req()));
        all.put("at", of -> of.times().told() ? iso(of.times().atNanos()) : "");
        all.put("protocol", Exchange::protocol);
        for (String name : List.of("method", "scheme", "authority", "path")) {
            all.put(name, of -> of.pseudo(":" + name));
        }
        all.put("status", of -> of.status() == 0 ? "" : Integer.toString(of.status()));
        all.put("duration_nanos", of -> of.times().durationNanos() < 0 ? "" : Long.toString(of.times().durationNanos()));
        all.put("duration_until", of -> of.times().until());
        all.put("headers", of -> Integer.toString(of.headers().size()));
        all.put("finished", of -> Boolean.toString(of.finished()));
        all.put("gaps", of -> String.join(" ", of.gaps()));
        all.put("peer", of -> of.client().peer());
        all.put("sni", of -> of.client().sni());
        return all;
    }

    static String iso(long nanos) {
        return ISO.format(Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L)));
    }

    String of(Exchange exchange) {
        return value.apply(exchange);
    }

    /** The names of those that every request has. */
    public static String words() {
        return String.join(", ", USUAL.keySet());
    }

    /** Those named, `req.NAME`, `res.NAME` and `verdict.KIND` beside the usual; where none of the usual is named, all are. */
    public static List<ExportColumn> of(List<String> names) {
        List<ExportColumn> chosen = names.stream().map(name -> of(name).orElseThrow(
                () -> new IllegalArgumentException(name))).toList();
        return names.stream().anyMatch(USUAL::containsKey) ? chosen : Stream.concat(USUAL.keySet().stream().map(
                name -> of(name).orElseThrow()), chosen.stream()).toList();
    }

    /** Empty for a word that names none. */
    public static Optional<ExportColumn> of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (USUAL.containsKey(lower)) {
            return Optional.of(new ExportColumn(lower, USUAL.get(lower)));
        } else if (lower.matches("re[qs]\\..+")) {
            boolean response = lower.startsWith("res.");
            String header = lower.substring(4);
            return Optional.of(new ExportColumn(lower, of -> String.join(", ", of.values(response, header))));
        }
        return Arrays.stream(Part.values()).filter(part -> lower.equals("verdict." + part.word())).findFirst()
                .map(part -> new ExportColumn(lower, of -> of.verdict()
                        .map(verdict -> String.format(Locale.ROOT, "%.6f", verdict.share(part))).orElse("")));
    }
}
