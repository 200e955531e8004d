package dev.hydroscope.web;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names under which this server may be asked for, so that no foreign name can be pointed at it (DNS rebinding). Loopback
 * names are right with any port, for tunnels; addresses in figures are right where the server listens on all of them.
 */
final class Hosts {
    private static final Pattern HOST = Pattern.compile("([a-z0-9.-]+|\\[[0-9a-f:.]+])(?::(\\d{1,5}))?");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String bound;
    private final boolean everywhere;

    Hosts(String bind) {
        String lower = bind.toLowerCase(Locale.ROOT);
        this.bound = lower.indexOf(':') >= 0 && !lower.startsWith("[") ? "[" + lower + "]" : lower;
        this.everywhere = bound.equals("0.0.0.0") || bound.equals("[::]");
    }

    /** The host as URLs spell it. */
    String name() {
        return everywhere ? "127.0.0.1" : bound;
    }

    boolean right(String host, int port) {
        Matcher matcher = HOST.matcher(host.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return false;
        }
        String name = matcher.group(1);
        if (LOOPBACK.contains(name)) {
            return true;
        }
        String given = matcher.group(2);
        return (name.equals(bound) || everywhere && ADDRESS.matcher(name).matches())
                && (given == null ? 80 : Integer.parseInt(given)) == port;
    }
}
