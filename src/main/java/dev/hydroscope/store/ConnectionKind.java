package dev.hydroscope.store;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What came on a connection: requests of a protocol, none that was seen, or nothing of HTTP at all, as its TCP tells. */
public enum ConnectionKind {
    HTTP3(0x300), HTTP2(0x200), HTTP11(0x101), HTTP10(0x100), UNSEEN(0), NEVER(0);

    private final int version;

    ConnectionKind(int version) {
        this.version = version;
    }

    /** `HTTP/1.1` …, `unseen` or `never`. */
    public String word() {
        return version == 0 ? name().toLowerCase(Locale.ROOT) : Protocol.name(version);
    }

    public static Optional<ConnectionKind> of(String word) {
        return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** @param never whether a TCP connection is known to have carried no HTTP */
    static ConnectionKind of(int version, boolean never) {
        return never ? NEVER : Stream.of(values()).filter(kind -> kind.version == version).findFirst().orElse(UNSEEN);
    }
}
