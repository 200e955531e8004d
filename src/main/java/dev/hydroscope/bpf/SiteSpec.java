package dev.hydroscope.bpf;

import java.util.List;

/**
 * One address to attach at. Its place in the list that is attached is the site number of its records.
 *
 * @param semaphoreFileOffset 0 where the probe has none
 * @param probe the index of its counters
 * @param silent attached only for what it tells of connections: neither counted nor delivered
 */
public record SiteSpec(long fileOffset, long semaphoreFileOffset, int probe, boolean silent, ConnectionSpec connection,
        HeaderSpec header, List<ArgumentSpec> arguments) {
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
