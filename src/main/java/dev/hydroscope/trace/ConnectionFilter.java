package dev.hydroscope.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which connections a session wants: those whose peer lies in one of its networks or whose server name matches one of
 * its globs; either is enough. What cannot be told of a connection does not exclude it, unless the filter is strict.
 */
public final class ConnectionFilter {
    public static final ConnectionFilter ALL = of(List.of(), List.of());

    /** Whether a connection is wanted, as far as it is known. */
    enum Verdict { WANTED, UNWANTED, UNTOLD }

    private final List<Network> networks = new ArrayList<>();
    private final List<Pattern> names = new ArrayList<>();

    private final boolean strict;

    private ConnectionFilter(boolean strict) {
        this.strict = strict;
    }

    /**
     * @param addresses `192.0.2.1`, `192.0.2.0/24`, `2001:db8::/32`
     * @param sni globs over server names, compared without case: `*.example.com`
     * @throws IllegalArgumentException tells which address is none
     */
    public static ConnectionFilter of(Collection<String> addresses, Collection<String> sni) {
        ConnectionFilter filter = new ConnectionFilter(false);
        addresses.forEach(address -> filter.networks.add(Network.parse(address)));
        sni.forEach(glob -> filter.names.add(pattern(glob)));
        return filter;
    }

    /** The same, that leaves out a connection of which nobody could tell, as h2olog does. */
    public ConnectionFilter strict() {
        ConnectionFilter filter = new ConnectionFilter(true);
        filter.networks.addAll(networks);
        filter.names.addAll(names);
        return filter;
    }

    /** Of a connection of which nothing more will be told. */
    Verdict atLast() {
        return strict ? Verdict.UNWANTED : Verdict.WANTED;
    }

    boolean all() {
        return networks.isEmpty() && names.isEmpty();
    }

    Verdict verdict(OpenConnection connection) {
        if (all() || connection.peers.stream().anyMatch(this::reaches)
                || connection.helloSeen && named(connection.row.sni)) {
            return Verdict.WANTED;
        }
        boolean elsewhere = networks.isEmpty() || !connection.peers.isEmpty();
        boolean otherwise = names.isEmpty() || connection.helloSeen || connection.clear;
        return elsewhere && otherwise ? Verdict.UNWANTED : Verdict.UNTOLD;
    }

    /** A datagram that belongs to no connection: only its address can tell. */
    boolean unwanted(Optional<Peer> peer) {
        return names.isEmpty() && !networks.isEmpty() && peer.isPresent() && !reaches(peer.get());
    }

    private boolean reaches(Peer peer) {
        return networks.stream().anyMatch(network -> network.contains(peer));
    }

    private boolean named(String sni) {
        return names.stream().anyMatch(name -> name.matcher(sni).matches());
    }

    /** Each part is taken where it comes first and for good: a name from the network cannot make this slow. */
    private static Pattern pattern(String glob) {
        String[] parts = glob.split("\\*", -1);
        StringBuilder regex = new StringBuilder(literal(parts[0]));
        for (int i = 1; i < parts.length - 1; i++) {
            regex.append("(?>.*?").append(literal(parts[i])).append(')');
        }
        if (parts.length > 1) {
            regex.append(".*").append(literal(parts[parts.length - 1]));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    private static String literal(String part) {
        return part.chars().mapToObj(c -> c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
    }

    /** The addresses that share so many first bits. */
    private record Network(Peer base, int bits) {
        private static final int IPV4_MAPPED_BITS = 96;

        static Network parse(String text) {
            String[] parts = text.strip().split("/", 2);
            Peer base = Peer.address(parts[0]).orElseThrow(() -> wrong(text, "is no IPv4 or IPv6 address"));
            int most = base.ipv4() ? 32 : 128;
            if (parts.length == 2 && !(parts[1].matches("[0-9]{1,3}") && Integer.parseInt(parts[1]) <= most)) {
                throw wrong(text, "has no prefix length from 0 to " + most);
            }
            int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : most;
            return new Network(base, base.ipv4() ? bits + IPV4_MAPPED_BITS : bits);
        }

        private static IllegalArgumentException wrong(String text, String why) {
            return new IllegalArgumentException("address \"" + text + "\" " + why);
        }

        boolean contains(Peer peer) {
            int low = Math.max(0, bits - Long.SIZE);
            return same(base.high(), peer.high(), Math.min(bits, Long.SIZE)) && same(base.low(), peer.low(), low);
        }

        private static boolean same(long one, long other, int bits) {
            return bits == 0 || (one ^ other) >>> Long.SIZE - bits == 0;
        }
    }
}
