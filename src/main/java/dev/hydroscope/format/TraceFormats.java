package dev.hydroscope.format;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats that can be read. */
public final class TraceFormats {
    private static final List<TraceFormat> ALL = List.of(new QlogFormat(), new H2ologFormat());

    private TraceFormats() {
    }

    public static Optional<TraceFormat> of(byte[] head) {
        return ALL.stream().filter(format -> format.begins(head)).findFirst();
    }

    /** What H2O's socket gives. */
    public static TraceFormat h2olog() {
        return new H2ologFormat();
    }

    public static String names() {
        return ALL.stream().map(TraceFormat::name).collect(Collectors.joining(", "));
    }
}
