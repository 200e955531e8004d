package dev.hydroscope.format;

import dev.hydroscope.quic.Verdict;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request and what was answered, as files of requests have them.
 *
 * @param status 0 where no response was seen
 * @param gaps why it is not whole, in the words of the HTTP interface
 * @param verdict where its time went, as far as that is known
 */
public record Exchange(long conn, long req, Times times, String protocol, int status, boolean finished, List<String> gaps,
        List<Header> headers, Optional<Verdict> verdict, Client client) {
    /**
     * When it happened.
     *
     * @param respondedNanos send_response, or 0
     * @param durationNanos -1 where neither its response nor its end is known
     * @param until what the duration goes to: `end`, `response`, or ""
     * @param told false where the source has no times: then these are of its import
     */
    public record Times(long atNanos, long respondedNanos, long durationNanos, String until, boolean told) {
    }

    /** Its connection's other end, as far as it is known, else "". */
    public record Client(String peer, String sni) {
    }

    String pseudo(String name) {
        return headers(false).filter(header -> named(header, name)).map(Exchange::value).findFirst().orElse("");
    }

    /** Every value of a header, in the order of the wire. */
    List<String> values(boolean response, String name) {
        return headers(response).filter(header -> named(header, name)).map(Exchange::value).toList();
    }

    Stream<Header> headers(boolean response) {
        return headers.stream().filter(header -> header.response() == response);
    }

    static boolean named(Header header, String name) {
        return name(header).equalsIgnoreCase(name);
    }

    static String name(Header header) {
        return VisibleText.decoded(header.name());
    }

    static String value(Header header) {
        return VisibleText.decoded(header.value());
    }

    /** What is not as it was on the wire, in words; "" where all is. */
    static String remark(Header header) {
        String cut = header.has(Event.CUT) ? "cut: " + header.value().length + " of " + header.valueLength() + " bytes" : "";
        String hidden = header.has(Event.WITHHELD) ? "withheld, " + header.valueLength() + " bytes"
                : header.has(Event.MASKED) ? "masked, " + header.valueLength() + " bytes before" : "";
        String unread = header.has(Event.UNREADABLE) ? "could not be read" : "";
        String name = header.has(Header.NAME_CUT) ? "its name is longer" : "";
        String bytes = new String(header.value(), StandardCharsets.UTF_8).indexOf('\ufffd') >= 0 ? "not all UTF-8" : "";
        return String.join("; ", Stream.of(hidden, cut, unread, name, bytes).filter(text -> !text.isEmpty()).toList());
    }
}
