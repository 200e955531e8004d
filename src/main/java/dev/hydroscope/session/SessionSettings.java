package dev.hydroscope.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.probe.Wanted;
import dev.hydroscope.probe.WantedException;
import dev.hydroscope.trace.ConnectionFilter;
import dev.hydroscope.trace.Masking;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a person asks of a session: whom to trace, what of it, what to hide, and when to end. Checked field by field; what
 * stands here can be done, as far as that can be told without touching the target.
 *
 * @param pid 0 where the binary is given instead: every process that runs it is traced, also those that start later; where
 *        neither is, the machine is
 * @param addresses networks of the clients whose connections are wanted; with sni: either is enough, none is all
 * @param sni globs over server names
 * @param redact header names whose values are masked before they are stored, of those that leave the kernel
 * @param withhold header names whose values never leave the kernel
 * @param maxEvents 0 is no bound; likewise maxBytes
 * @param socket H2O's h2olog socket, instead of pid and binary and of probes; or ""
 */
public record SessionSettings(int pid, String binary, String preset, List<String> probes, String name, double sample,
        List<String> addresses, List<String> sni, List<String> requestHeaders, List<String> responseHeaders,
        List<String> redact, List<String> withhold, boolean appData, int valueLimit, Duration maxDuration, long maxEvents,
        long maxBytes, String socket) {
    public static final List<String> REDACTED = Masking.DEFAULT;
    static final int VALUE_LIMIT_BYTES = 1024;
    static final int MOST_VALUE_BYTES = 8192;
    static final Duration MAX_DURATION = Duration.ofMinutes(10);
    static final Duration LONGEST = Duration.ofDays(7);

    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final Set<String> KNOWN = new LinkedHashSet<>(List.of("pid", "binary", "machine", "socket", "preset", "probes",
            "name", "sample", "addresses", "sni", "requestHeaders", "responseHeaders", "redact", "withhold", "appData",
            "valueLimit", "maxDuration", "maxEvents", "maxBytes"));
    private static final List<String> PRESETS = List.of("http", "quic", "all");
    private static final Pattern HEADER = Pattern.compile(":?[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    /** What the kernel compares is no longer. */
    private static final Pattern CAPTURED = Pattern.compile(HEADER + "(?<=^.{1,64})");
    private static final Pattern SERVER = Pattern.compile("[^\\s\\p{Cntrl}]{1,253}");

    public SessionSettings {
        List<String> unread = withhold;
        redact = redact.stream().filter(masked -> !unread.contains(masked)).toList();
    }

    /** Everything a preset of one process holds, with every default. */
    public static SessionSettings of(int pid, String preset, String name) {
        return new SessionSettings(pid, "", preset, List.of(), name, 1, List.of(), List.of(), List.of(), List.of(),
                REDACTED, List.of(), false, VALUE_LIMIT_BYTES, MAX_DURATION, 0, 0, "");
    }

    /** The body of POST /api/sessions. */
    public static SessionSettings read(JsonNode body) {
        Fields fields = new Fields(body, KNOWN);
        if (Stream.of("pid", "binary", "socket", "machine").filter(fields::has).count() != 1
                || fields.has("machine") && !fields.flag("machine", false)) {
            throw Fields.wrong("pid", "and binary, socket and machine: exactly one of them says whom to trace",
                    "send the pid of a process that GET /api/targets lists, the path of its binary, that of H2O's socket, or"
                            + " machine: true for events of the kernel");
        }
        List<String> probes = probes(fields);
        return new SessionSettings((int) fields.integer("pid", 1, 1 << 22, 0), path(fields, "binary"),
                preset(fields, probes), probes, name(fields.text("name", "")), fields.ratio("sample", 1), addresses(fields),
                each(fields, "sni", SERVER.asMatchPredicate(), "a server name such as *.example.com"),
                captured(fields, "requestHeaders"), captured(fields, "responseHeaders"),
                names(fields, "redact", HEADER, REDACTED), captured(fields, "withhold"), fields.flag("appData", false),
                (int) fields.integer("valueLimit", 16, MOST_VALUE_BYTES, VALUE_LIMIT_BYTES),
                Duration.ofMillis(fields.measure("maxDuration", Units::millis, "10m", 100, LONGEST.toMillis(),
                        MAX_DURATION.toMillis())),
                fields.integer("maxEvents", 1, Long.MAX_VALUE, 0),
                fields.measure("maxBytes", Units::bytes, "10g", 1 << 20, Long.MAX_VALUE, 0), path(fields, "socket"));
    }

    public SessionSettings lasting(Duration most) {
        return new SessionSettings(pid, binary, preset, probes, name, sample, addresses, sni, requestHeaders,
                responseHeaders, redact, withhold, appData, valueLimit, most, maxEvents, maxBytes, socket);
    }

    /** No process and no file: the kernel's events, whoever causes them. */
    public boolean machine() {
        return pid == 0 && binary.isEmpty() && socket.isEmpty();
    }

    Wanted wanted() {
        return wanted(probes);
    }

    private static Wanted wanted(List<String> probes) {
        try {
            return Wanted.of(probes);
        } catch (WantedException e) {
            throw Fields.wrong("probes", "holds " + e.getMessage(), e.hint());
        }
    }

    private static List<String> probes(Fields fields) {
        List<String> probes = fields.list("probes", List.of());
        wanted(probes);
        if (fields.has("machine") && (probes.isEmpty() || fields.has("preset"))) {
            throw Fields.wrong("probes", "must say what to trace of the machine, and preset nothing",
                    "send a list such as [\"sched:sched_process_exec\"]");
        }
        return probes;
    }

    /** The same, with the probes of a preset, if one is given, and of response headers these only, if some are. */
    SessionSettings beside(String withPreset, List<String> headers) {
        return new SessionSettings(pid, binary, withPreset.isEmpty() ? preset : withPreset, probes, name, sample, addresses,
                sni, requestHeaders, headers.isEmpty() ? responseHeaders : headers, redact, withhold, appData, valueLimit,
                maxDuration, maxEvents, maxBytes, socket);
    }

    SessionInfo.Filters filters() {
        return new SessionInfo.Filters(preset, probes, sample, addresses, sni, requestHeaders, responseHeaders, withhold, appData,
                valueLimit, maxDuration.toMillis(), maxEvents, maxBytes);
    }

    /** A name for people: one line, nothing invisible. */
    static String name(String text) {
        String name = text.strip();
        if (name.length() > 200 || name.codePoints().anyMatch(SessionSettings::invisible)) {
            throw Fields.wrong("name", "is longer than 200 characters or holds characters that nobody sees",
                    "send a shorter name, of letters and signs");
        }
        return name;
    }

    /** Or turns the text around it, or is no character. Joiners stay: some scripts and emoji are written with them. */
    private static boolean invisible(int c) {
        return Character.isISOControl(c) || switch (Character.getType(c)) {
            case Character.FORMAT -> c != ZERO_WIDTH_NON_JOINER && c != ZERO_WIDTH_JOINER;
            case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static String path(Fields fields, String field) {
        String path = fields.text(field, "");
        if (fields.has(field) && (!path.startsWith("/") || path.indexOf('\0') >= 0)) {
            throw Fields.wrong(field, "is not an absolute path", field.equals("socket")
                    ? "send the path of the UNIX socket on which H2O listens" : "send the path as GET /api/targets gives it");
        }
        return path;
    }

    /** Globs alone say all; a preset beside them adds to them. */
    private static String preset(Fields fields, List<String> probes) {
        String preset = fields.text("preset", probes.isEmpty() ? "http" : "");
        if (!preset.isEmpty() && !PRESETS.contains(preset)) {
            throw Fields.wrong("preset", "is \"" + preset + "\", which no preset is called", "send http, quic or all");
        }
        return preset;
    }

    private static List<String> addresses(Fields fields) {
        List<String> addresses = fields.list("addresses", List.of());
        try {
            ConnectionFilter.of(addresses, List.of());
        } catch (IllegalArgumentException e) {
            throw Fields.wrong("addresses", "cannot be used: " + e.getMessage(),
                    "send a list of such as 192.0.2.1, 192.0.2.0/24 or 2001:db8::/32");
        }
        return addresses;
    }

    private static List<String> captured(Fields fields, String field) {
        return names(fields, field, CAPTURED, List.of());
    }

    private static List<String> names(Fields fields, String field, Pattern right, List<String> otherwise) {
        String what = "a header's name such as user-agent" + (right == CAPTURED ? ", of at most 64 characters" : "");
        return each(fields, field, right.asMatchPredicate(), what, otherwise).stream()
                .map(name -> name.toLowerCase(Locale.ROOT)).distinct().toList();
    }

    private static List<String> each(Fields fields, String field, Predicate<String> right, String what) {
        return each(fields, field, right, what, List.of());
    }

    private static List<String> each(Fields fields, String field, Predicate<String> right, String what,
            List<String> otherwise) {
        List<String> items = fields.list(field, otherwise);
        items.stream().filter(right.negate()).findFirst().ifPresent(item -> {
            throw Fields.wrong(field, "holds \"" + item + "\", which is not " + what, "send a list of such");
        });
        return items;
    }
}
