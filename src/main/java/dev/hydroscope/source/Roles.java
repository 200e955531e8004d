package dev.hydroscope.source;

import dev.hydroscope.bpf.ArgumentSpec;
import dev.hydroscope.bpf.SiteSpec.ConnectionSpec;
import dev.hydroscope.bpf.SiteSpec.Direction;
import dev.hydroscope.bpf.SiteSpec.HeaderSpec;
import dev.hydroscope.bpf.SiteSpec.Identity;
import dev.hydroscope.bpf.SiteSpec.Role;
import dev.hydroscope.probe.Probe;
import java.util.Map;

/** Which of H2O's probes tell of connections and of headers; the kernel side knows them by these roles only. */
final class Roles {
    private static final int NO = ArgumentSpec.NO_ARGUMENT;
    private static final Map<String, Identity> IDENTITIES = Map.of("conn_id", Identity.NUMBER, "conn", Identity.QUIC,
            "tls", Identity.TLS, "sock", Identity.SOCKET, "src", Identity.ADDRESS);

    private Roles() {
    }

    /** Whether connections could not be told apart without it. */
    static boolean of(Probe probe) {
        return connection(probe).role() != Role.NONE;
    }

    static ConnectionSpec connection(Probe probe) {
        if (!probe.known()) {
            return ConnectionSpec.NONE;
        }
        return switch (probe.key()) {
            case "picotls:new" -> new ConnectionSpec(Identity.TLS, probe.argument("tls"), Role.TLS_OPEN, NO, NO);
            case "quicly:new_path" -> new ConnectionSpec(Identity.QUIC, probe.argument("conn"), Role.QUIC_OPEN, NO,
                    probe.argument("path_index"));
            case "h2o:h3s_accept" -> new ConnectionSpec(Identity.NUMBER, probe.argument("conn_id"), Role.BRIDGE,
                    probe.argument("quic"), NO);
            case "h2o:h1_accept" -> new ConnectionSpec(Identity.NUMBER, probe.argument("conn_id"), Role.TCP_OPEN,
                    probe.argument("sock"), NO);
            default -> identity(probe);
        };
    }

    private static ConnectionSpec identity(Probe probe) {
        for (String name : new String[] {"conn_id", "conn", "tls", "sock", "src"}) {
            if (probe.argument(name) >= 0) {
                return new ConnectionSpec(IDENTITIES.get(name), probe.argument(name), Role.NONE, NO, NO);
            }
        }
        return ConnectionSpec.NONE;
    }

    /**
     * On which occasions a thread's TCP socket is told (tcp:join): a TLS session's begin, an accept, a request. Each has its
     * bit, for what names a connection differs.
     */
    static int join(Probe probe) {
        return switch (probe.known() ? probe.key() : "") {
            case "picotls:new", "picotls:receive_message" -> 1;
            case "h2o:h1_accept" -> 2;
            case "h2o:receive_request" -> 4;
            default -> 0;
        };
    }

    static HeaderSpec header(Probe probe) {
        Direction direction = switch (probe.known() ? probe.key() : "") {
            case "h2o:receive_request_header" -> Direction.REQUEST;
            case "h2o:send_response_header" -> Direction.RESPONSE;
            default -> Direction.NONE;
        };
        return direction == Direction.NONE ? HeaderSpec.NONE
                : new HeaderSpec(direction, probe.argument("name"), probe.argument("value"));
    }
}
