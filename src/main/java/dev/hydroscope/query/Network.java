package dev.hydroscope.query;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The network that a peer's address is of: IPv4 /24, IPv6 /48.
 *
 * @param search the query of its requests; "" where their addresses have no common beginning
 */
public record Network(String name, String search) {
    private static final Network UNKNOWN = new Network("", "");
    private static final int GROUPS = 8;

    /** Of a network itself, as a lens shows it; of `1.2.3.4:5` or `[2001:db8::1]:5`; without a name where it is neither. */
    public static Network of(String peer) {
        if (peer.indexOf('/') > 0) {
            return new Network(peer, "connection(peer = \"" + peer + "\")");
        }
        if (peer.startsWith("[") && peer.indexOf(']') > 0) {
            return six(peer.substring(1, peer.indexOf(']')));
        }
        String[] quads = peer.split("[.:]");
        if (quads.length != 5) {
            return UNKNOWN;
        }
        String prefix = quads[0] + "." + quads[1] + "." + quads[2] + ".";
        return new Network(prefix + "0/24", search(prefix));
    }

    private static Network six(String address) {
        int gap = address.indexOf("::");
        String[] head = groups(gap < 0 ? address : address.substring(0, gap));
        String[] tail = groups(gap < 0 ? "" : address.substring(gap + 2));
        String[] all = new String[GROUPS];
        Arrays.fill(all, "0");
        for (int i = 0; i < head.length && i < GROUPS; i++) {
            all[i] = head[i];
        }
        for (int i = 0; i < tail.length && i < GROUPS; i++) {
            all[GROUPS - 1 - i] = tail[tail.length - 1 - i];
        }
        String prefix = IntStream.range(0, 3).mapToObj(i -> all[i]).collect(Collectors.joining(":"));
        boolean written = !all[1].equals("0") && !all[2].equals("0");
        String name = prefix.replaceFirst("(:0)+$", "");
        return new Network(name + "::/48", written ? search("[" + prefix + ":") : "");
    }

    private static String[] groups(String text) {
        return text.isEmpty() ? new String[0] : text.split(":");
    }

    private static String search(String prefix) {
        return "connection(peer ^= \"" + prefix + "\")";
    }
}
