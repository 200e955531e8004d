package dev.hydroscope.store;

import dev.hydroscope.quic.ConnectionSummary;
import dev.hydroscope.quic.Measure;
import dev.hydroscope.quic.Word;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Header;
import dev.hydroscope.trace.Peer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Takes out of rows what is not to be shown, before anyone searches, counts or shows them. */
final class Redactor {
    private final boolean strict;
    private final HeaderRules rules;
    private final Pseudonyms pseudonyms;
    private final RedactedEvents events;
    private final Map<String, HeaderRules.Rule> known = new ConcurrentHashMap<>();

    Redactor(Redaction redaction, byte[] key) {
        this.strict = redaction == Redaction.STRICT;
        this.rules = new HeaderRules(redaction);
        this.pseudonyms = new Pseudonyms(key);
        this.events = new RedactedEvents(this, strict, pseudonyms);
    }

    RequestRow request(RequestRow row) {
        return row.redacted((body, cursor) -> new RedactedHeaders(this, body).of(cursor));
    }

    /** What is left of a value, or null where all of it may be seen. */
    byte[] value(String lowerName, byte[] value, long flags) {
        boolean unsure = (flags & Header.NAME_CUT) != 0;
        HeaderRules.Rule rule = unsure ? HeaderRules.Rule.HIDE : rule(lowerName);
        if ((flags & Event.MASKED) != 0 && !strict || value.length == 0) {
            return null;
        }
        return switch (rule) {
            case SHOW -> null;
            case PSEUDONYM -> pseudonyms.of(value);
            case HIDE -> Pseudonyms.hidden();
            case PATH, URL -> cut(text(value), rule);
        };
    }

    private HeaderRules.Rule rule(String name) {
        HeaderRules.Rule rule = known.get(name);
        if (rule == null) {
            rule = rules.of(name);
            if (known.size() < Names.LIMIT) {
                known.put(name, rule);
            }
        }
        return rule;
    }

    private byte[] cut(String text, HeaderRules.Rule rule) {
        String left = rule == HeaderRules.Rule.PATH && strict ? Urls.firstSegment(text) : Urls.withoutQuery(text);
        return left.equals(text) ? null : left.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    /** @param whole whether all of its requests are shown, so that their number tells nothing */
    ConnectionRow connection(ConnectionRow row, boolean whole) {
        return new ConnectionRow(row.ordinal(), row.conn(), row.pid(), row.generation(), row.atNanos(), row.endedNanos(),
                whole ? row.requests() : -1, whole ? row.events() : -1, row.httpVersion(), row.beforeCapture(), row.identity(),
                network(row.peer()), strict && !row.sni().isEmpty() ? Pseudonyms.HIDDEN : row.sni(), row.alpn(),
                pseudonyms.of(row.uuid()));
    }

    static String network(String peer) {
        return peer.isEmpty() ? "" : Peer.parse(peer).map(Peer::network).orElse(Pseudonyms.HIDDEN);
    }

    TcpRow tcp(TcpRow row) {
        return new TcpRow(row.connection(), row.number(), row.conns(), network(row.local()), network(row.peer()), row.side(),
                row.beganNanos(), row.closedNanos(), row.numbers(), row.samples(), row.state(), row.error(), row.joined());
    }

    QuicRow quic(QuicRow row) {
        ConnectionSummary summary = new ConnectionSummary();
        for (Measure measure : Measure.values()) {
            summary.set(measure, row.summary().get(measure));
        }
        for (Word word : Word.values()) {
            summary.set(word, word(word, row.summary().get(word)));
        }
        return new QuicRow(row.connection(), summary);
    }

    private String word(Word word, String text) {
        return switch (word) {
            case PATHS -> text.lines().map(Redactor::path).collect(Collectors.joining("\n"));
            case CLOSE_REASON -> strict && !text.isEmpty() ? Pseudonyms.HIDDEN : text;
            case VANTAGE, CLOSE_BY, CLOSE_KIND, VERSIONS, STATS -> text;
        };
    }

    private static String path(String line) {
        int address = line.lastIndexOf(' ') + 1;
        return line.substring(0, address) + network(line.substring(address));
    }

    EventRow event(EventRow row) {
        return new EventRow(events.of(row.event()), row.req());
    }

    /** The text of a mark can hold an address or what the other end said. */
    MarkRow mark(MarkRow row) {
        boolean plain = switch (row.mark()) {
            case NEW_PATH -> false;
            case TRANSPORT_CLOSE_SEND, TRANSPORT_CLOSE_RECEIVE, APPLICATION_CLOSE_SEND, APPLICATION_CLOSE_RECEIVE -> !strict;
            default -> true;
        };
        int quote = row.text().indexOf('“');
        return plain || quote < 0 ? row : new MarkRow(row.mark(), row.atNanos(), row.untilNanos(),
                row.text().substring(0, quote) + Pseudonyms.HIDDEN, row.count());
    }
}
