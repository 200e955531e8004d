package dev.hydroscope.cli;

import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Peer;

/**
 * One TCP connection that has ended.
 *
 * @param pid 0 where no process was seen to have it
 * @param lastedNanos -1 where its begin was not seen
 */
record TcpLife(long endedAtNanos, int pid, String command, int ipVersion, String local, int localPort, String remote,
        int remotePort, long sentBytes, long receivedBytes, long lastedNanos) {
    private static final int SOCKADDR_IN_BYTES = 16;

    /** @param open what told of its addresses */
    static TcpLife of(Event open, Event close) {
        byte[] local = open.bytes(open.probe().argument("local"));
        byte[] remote = open.bytes(open.probe().argument("peer"));
        int version = local.length == SOCKADDR_IN_BYTES ? 4 : 6;
        return new TcpLife(close.atNanos(), close.pid(), close.text(close.probe().argument("command")), version,
                address(local, version), port(local), address(remote, version), port(remote), number(close, "bytes_acked"),
                number(close, "bytes_received"), number(close, "age"));
    }

    static long number(Event event, String argument) {
        return event.number(event.probe().argument(argument));
    }

    boolean beginSeen() {
        return lastedNanos >= 0;
    }

    private static int port(byte[] sockaddr) {
        return Peer.of(sockaddr).map(Peer::port).orElse(0);
    }

    /** As inet_ntop writes it: an IPv4 address that is mapped into IPv6 stays one of IPv6. */
    private static String address(byte[] sockaddr, int version) {
        String both = Peer.of(sockaddr).map(Peer::toString).orElse("?:0");
        String host = both.substring(0, both.lastIndexOf(':'));
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : version == 4 ? host : "::ffff:" + host;
    }
}
