package dev.hydroscope.quic;

/** What a packet is protected with, in the order of quicly's epochs; 0-RTT shares its numbers with the application's. */
public enum Space {
    INITIAL("initial", "initial"), ZERO_RTT("0rtt", "0rtt"), HANDSHAKE("handshake", "handshake"),
    APPLICATION("application", "1rtt");

    private static final Space[] ALL = values();
    private final String word;
    private final String type;

    Space(String word, String type) {
        this.word = word;
        this.type = type;
    }

    /** As addresses and answers name it. */
    public String word() {
        return word;
    }

    /** The packet's type. */
    public String type() {
        return type;
    }

    /** Of a probe's packet_type; what nobody knows is taken as the application's. */
    public static Space of(long packetType) {
        return packetType >= 0 && packetType < ALL.length ? ALL[(int) packetType] : APPLICATION;
    }

    /** Which sequence its numbers are of. */
    public Space numbers() {
        return this == ZERO_RTT ? APPLICATION : this;
    }
}
