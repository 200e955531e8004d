package dev.hydroscope.bpf;

import java.nio.file.Path;
import java.util.List;

/**
 * One place to attach at. Its place in the list that is attached is the site number of its records.
 *
 * @param probe the index of its counters
 * @param silent attached only for what it tells of connections: neither counted nor delivered
 * @param join a bit: before its first event on a TCP socket that is followed, the socket is told (provider `tcp`); 0: never
 */
public record SiteSpec(Place place, int probe, boolean silent, ConnectionSpec connection, HeaderSpec header, int join,
        MeasureSpec measure, List<ArgumentSpec> arguments) {
    public static final int MAX_ARGUMENTS = 12;

    public SiteSpec {
        arguments = List.copyOf(arguments);
        if (arguments.size() > MAX_ARGUMENTS) {
            throw new IllegalArgumentException("a site has at most " + MAX_ARGUMENTS + " arguments");
        }
    }

    /**
     * How sampling finds the site's connection; the argument numbers are {@link ArgumentSpec#NO_ARGUMENT} where there is none.
     *
     * @param key the argument that holds the identity
     * @param other what the role links the key to
     * @param zero of QUIC_OPEN: the argument that must be 0
     */
    public record ConnectionSpec(Identity identity, int key, Role role, int other, int zero) {
        private static final int NO = ArgumentSpec.NO_ARGUMENT;
        public static final ConnectionSpec NONE = new ConnectionSpec(Identity.NONE, NO, Role.NONE, NO, NO);
    }

    /** Delivered, known to no connection and no header. */
    public static SiteSpec plain(Place place, int probe, List<ArgumentSpec> arguments) {
        return new SiteSpec(place, probe, false, ConnectionSpec.NONE, HeaderSpec.NONE, 0, MeasureSpec.NONE, arguments);
    }

    /**
     * Where a hit comes from.
     *
     * @param file of ENTRY and RETURN: the program or library, by a path that opens it
     * @param at the instruction's offset in that file; of TRACEPOINT its number
     * @param semaphore its offset in the file, 0 where the probe has none
     */
    public record Place(Kind kind, Path file, long at, long semaphore) {
        private static final Path NO_FILE = Path.of("");

        /** TOLD: by the programs that follow TCP; nothing is attached. */
        public enum Kind { ENTRY, RETURN, TRACEPOINT, TOLD }

        public static final Place TOLD = new Place(Kind.TOLD, NO_FILE, 0, 0);

        public static Place entry(Path file, long offset, long semaphore) {
            return new Place(Kind.ENTRY, file, offset, semaphore);
        }

        /** Where the function that begins there returns. */
        public static Place exit(Path file, long offset) {
            return new Place(Kind.RETURN, file, offset, 0);
        }

        public static Place tracepoint(int id) {
            return new Place(Kind.TRACEPOINT, NO_FILE, id, 0);
        }
    }

    /**
     * What is added up in the kernel in place of an event.
     *
     * @param measured of HISTOGRAM and VALUES: the argument, a number
     * @param by of BEGIN and END: the argument that pairs them, a number; {@link ArgumentSpec#NO_ARGUMENT}: the thread
     * @param pair of BEGIN and END: the same for those that belong together, below 256
     */
    public record MeasureSpec(Measure measure, int measured, int by, int pair) {
        public static final MeasureSpec NONE = plain(Measure.NONE);
        public static final MeasureSpec COUNT = plain(Measure.COUNT);

        private static MeasureSpec plain(Measure measure) {
            return new MeasureSpec(measure, 0, ArgumentSpec.NO_ARGUMENT, 0);
        }

        public static MeasureSpec histogram(int measured) {
            return new MeasureSpec(Measure.HISTOGRAM, measured, ArgumentSpec.NO_ARGUMENT, 0);
        }

        public static MeasureSpec values(int measured) {
            return new MeasureSpec(Measure.VALUES, measured, ArgumentSpec.NO_ARGUMENT, 0);
        }

        public static MeasureSpec begin(int by, int pair) {
            return new MeasureSpec(Measure.BEGIN, 0, by, pair);
        }

        public static MeasureSpec end(int by, int pair) {
            return new MeasureSpec(Measure.END, 0, by, pair);
        }
    }

    /** In the order of trace.h. */
    public enum Measure { NONE, COUNT, HISTOGRAM, BEGIN, END, VALUES }

    /** In the order of trace.h. */
    public enum Identity { NONE, NUMBER, QUIC, TLS, SOCKET, ADDRESS }

    /** In the order of trace.h. */
    public enum Role { NONE, TLS_OPEN, QUIC_OPEN, BRIDGE, TCP_OPEN }

    /** Which arguments of a header's site are its name and its value. */
    public record HeaderSpec(Direction direction, int name, int value) {
        public static final HeaderSpec NONE = new HeaderSpec(Direction.NONE, 0, 0);
    }

    /** In the order of trace.h. */
    public enum Direction { NONE, REQUEST, RESPONSE }
}
