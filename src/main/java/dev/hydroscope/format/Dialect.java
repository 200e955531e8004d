package dev.hydroscope.format;

import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What h2olog calls probes and arguments, in the catalogue's words. Its present form says the module and writes underscores;
 * the form before that has hyphens, no module, and names of its own.
 */
final class Dialect {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    /** Of another program, whose probes only our own lines tell: what has nothing invisible in it. */
    private static final Pattern OTHER = Pattern.compile("[\\x21-\\x7e]{1,256}");
    private static final Map<String, String> TYPES = Map.of("write", "socket_write", "writev", "socket_writev",
            "write_complete", "socket_write_complete", "write_tls_record", "socket_write_tls_record");
    /** Used where the catalogue has the second name for that probe, and not the first. */
    private static final Map<String, String> ARGUMENTS = Map.ofEntries(Map.entry("uuid", "conn_uuid"),
            Map.entry("flight", "inflight"), Map.entry("state", "ecn_state"), Map.entry("max_stream_data", "maximum"),
            Map.entry("app_error_code", "error_code"), Map.entry("data", "bytes"), Map.entry("payload", "bytes"),
            Map.entry("payload_len", "bytes_len"), Map.entry("stream_id", "stream"), Map.entry("quic_master_id", "quic"),
            Map.entry("off", "buf_off"), Map.entry("src_len", "apply_len"), Map.entry("len", "data_len"));

    private final Catalogue catalogue = Catalogue.load();

    /** The probe as the catalogue has it, or one of that name without arguments. */
    Probe probe(JsonLine line) throws LineException {
        String provider = line.module == null ? provider(line) : line.module;
        boolean other = !JsonLine.H2O.contains(provider);
        if (other && (line.nanos < 0 || !OTHER.matcher(provider).matches())) {
            throw new LineException("module " + Words.field(provider) + " is none of H2O's");
        }
        if (!(other ? OTHER : NAME).matcher(line.type).matches()) {
            throw new LineException("type " + Words.field(line.type) + " is no probe's name");
        }
        String name = underscored(line, line.type);
        String modern = provider.equals("h2o") ? TYPES.getOrDefault(name, name) : name;
        return catalogue.find(provider, modern).orElse(new Probe(provider, modern, List.of(), true));
    }

    /** The old form: each library's lines have its own pointer. */
    private String provider(JsonLine line) {
        String name = underscored(line, line.type);
        boolean quicly = line.named("conn") >= 0 && line.named("conn-id") < 0;
        Optional<String> known = JsonLine.H2O.stream().filter(module -> catalogue.find(module, name).isPresent()).findFirst();
        return quicly ? "quicly" : line.named("tls") >= 0 ? "picotls" : known.orElse("h2o");
    }

    String argument(JsonLine line, Probe probe, String field) throws LineException {
        if (!NAME.matcher(field).matches()) {
            throw new LineException(Words.field(field) + " is no field of h2olog's");
        }
        String name = underscored(line, field);
        String other = ARGUMENTS.get(name);
        boolean renamed = other != null && probe.argument(name) < 0 && probe.argument(other) >= 0;
        return renamed ? other : name;
    }

    /** Names as `num-packets.sent` are of the present form, and stay. */
    private static String underscored(JsonLine line, String name) {
        return line.module == null ? name.replace('-', '_') : name;
    }
}
