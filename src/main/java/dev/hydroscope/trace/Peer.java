package dev.hydroscope.trace;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address and a port; IPv4 as the IPv6 address that maps it, so that both spellings of one peer are equal. */
public record Peer(long high, long low, int port) {
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final long MAPPED = 0xffff_0000_0000L;
    private static final Pattern TEXT = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([0-9A-Fa-f:.]+)):([0-9]{1,5})");
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})";
    /** What Java takes for an address without asking a name server. */
    private static final Pattern NUMERIC =
            Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*|" + OCTET + "(\\." + OCTET + "){3}");

    /** Of a captured sockaddr: 16 bytes of AF_INET, 28 of AF_INET6; nothing of another family. */
    public static Optional<Peer> of(byte[] sockaddr) {
        int family = sockaddr.length < 8 ? 0 : sockaddr[0] & 0xff | (sockaddr[1] & 0xff) << 8;
        int port = family == 0 ? 0 : (int) number(sockaddr, 2, 2);
        if (family == AF_INET) {
            return Optional.of(new Peer(0, MAPPED | number(sockaddr, 4, 4), port));
        }
        if (family == AF_INET6 && sockaddr.length >= 24) {
            return Optional.of(new Peer(number(sockaddr, 8, 8), number(sockaddr, 16, 8), port));
        }
        return Optional.empty();
    }

    /** Of `1.2.3.4:5`, `[::1]:5` or `::1:5`; never asks a name server. */
    public static Optional<Peer> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String host = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        return address(host).map(address -> new Peer(address.high, address.low, Integer.parseInt(matcher.group(3))));
    }

    /** Of a numeric address alone, port 0. */
    static Optional<Peer> address(String numeric) {
        if (!NUMERIC.matcher(numeric).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InetAddress.getByName(numeric).getAddress();
            return Optional.of(bytes.length == 4 ? new Peer(0, MAPPED | number(bytes, 0, 4), 0)
                    : new Peer(number(bytes, 0, 8), number(bytes, 8, 8), 0));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** As the kernel keeps it: what {@link #of} reads. */
    public byte[] sockaddr() {
        ByteBuffer bytes = ByteBuffer.allocate(ipv4() ? 16 : 28).order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (ipv4() ? AF_INET : AF_INET6)).order(ByteOrder.BIG_ENDIAN).putShort((short) port);
        if (ipv4()) {
            bytes.putInt((int) low);
        } else {
            bytes.putLong(8, high).putLong(16, low);
        }
        return bytes.array();
    }

    boolean ipv4() {
        return high == 0 && low >>> 32 == MAPPED >>> 32;
    }

    /** The first address of its network, IPv4 /24 or IPv6 /48, without a port. */
    public Peer inNetwork() {
        return ipv4() ? new Peer(high, low & ~0xffL, 0) : new Peer(high & ~0xffffL, 0, 0);
    }

    /** `192.0.2.0/24` or `2001:db8::/48`. */
    public String network() {
        Peer first = inNetwork();
        return ipv4() ? first.quads() + "/24" : first.groups() + "/48";
    }

    @Override
    public String toString() {
        return (ipv4() ? quads() : "[" + groups() + "]") + ":" + port;
    }

    private String quads() {
        return (low >> 24 & 0xff) + "." + (low >> 16 & 0xff) + "." + (low >> 8 & 0xff) + "." + (low & 0xff);
    }

    /** RFC 5952: hexadecimal groups, the longest run of two or more zeros as `::`. */
    private String groups() {
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            long half = i < 4 ? high : low;
            groups.append(':').append(Long.toHexString(half >>> 48 - 16 * (i & 3) & 0xffff));
        }
        String longest = "";
        Matcher zeros = Pattern.compile("(:0){2,}(?=:|$)").matcher(groups);
        while (zeros.find()) {
            longest = zeros.group().length() > longest.length() ? zeros.group() : longest;
        }
        if (longest.isEmpty()) {
            return groups.substring(1);
        }
        int at = groups.indexOf(longest);
        return groups.substring(Math.min(1, at), at) + "::" + groups.substring(Math.min(groups.length(),
                at + longest.length() + 1));
    }

    private static long number(byte[] bytes, int from, int length) {
        long number = 0;
        for (int i = from; i < from + length; i++) {
            number = number << 8 | bytes[i] & 0xff;
        }
        return number;
    }
}
