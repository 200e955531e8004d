package dev.hydroscope.store;

import dev.hydroscope.quic.Kind;
import dev.hydroscope.quic.Verdict;
import dev.hydroscope.quic.Verdict.Part;
import dev.hydroscope.trace.Header;
import dev.hydroscope.trace.Request;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** A stored request; its headers stay packed until they are asked for. */
public final class RequestRow {
    private final Names names;
    private final Columns columns;
    private final byte[] body;
    private final byte[] verdict;

    /** What is not in the packed headers. */
    record Columns(long ordinal, long conn, long req, long connection, long atNanos, long respondedNanos,
            long endedNanos, int httpVersion, int status, int gaps, boolean finished) {
    }

    /** @param verdict packed, or null where nothing told of its stream */
    RequestRow(Names names, Columns columns, byte[] body, byte[] verdict) {
        this.names = names;
        this.columns = columns;
        this.body = body;
        this.verdict = verdict;
    }

    /** The same with another verdict. */
    RequestRow with(byte[] packedVerdict) {
        return new RequestRow(names, columns, body, packedVerdict);
    }

    /** The same with other bytes for its headers. */
    RequestRow redacted(BiFunction<byte[], HeaderCursor, byte[]> left) {
        byte[] shown = left.apply(body, cursor());
        return shown == body ? this : new RequestRow(names, columns, shown, verdict);
    }

    /** Its key: counts the session's requests in the order they began. */
    public long ordinal() {
        return columns.ordinal;
    }

    public long conn() {
        return columns.conn;
    }

    public long req() {
        return columns.req;
    }

    /** The ordinal of its connection. */
    public long connection() {
        return columns.connection;
    }

    public long atNanos() {
        return columns.atNanos;
    }

    /** send_response, or 0. */
    public long respondedNanos() {
        return columns.respondedNanos;
    }

    /** The last moment known to belong to it, or 0. */
    public long endedNanos() {
        return columns.endedNanos;
    }

    public int httpVersion() {
        return columns.httpVersion;
    }

    public String protocol() {
        return Protocol.name(columns.httpVersion);
    }

    /** 0 where no send_response was seen. */
    public int status() {
        return columns.status;
    }

    /** Bits of trace.Request. */
    public int gaps() {
        return columns.gaps;
    }

    /** The gaps in the words of the HTTP interface. */
    public List<String> gapNames() {
        List<String> found = new ArrayList<>(4);
        String[] words = {"no_receive", "no_response", "lost_events", "before_capture"};
        int[] bits = {Request.NO_RECEIVE, Request.NO_RESPONSE, Request.LOST_EVENTS, Request.BEFORE_CAPTURE};
        for (int i = 0; i < bits.length; i++) {
            if ((columns.gaps & bits[i]) != 0) {
                found.add(words[i]);
            }
        }
        return found;
    }

    public boolean finished() {
        return columns.finished;
    }

    /** To its end where a probe tells one (a QUIC stream), else to send_response; -1 where neither is known. */
    public long durationNanos() {
        if (untilEnd()) {
            return columns.endedNanos - columns.atNanos;
        }
        return columns.respondedNanos == 0 ? -1 : columns.respondedNanos - columns.atNanos;
    }

    /** Its beginning and its duration, as far as that is known. */
    long lastsUntilNanos() {
        return columns.atNanos + Math.max(0, durationNanos());
    }

    /** What {@link #durationNanos} goes to: `end`, `response`, or "". */
    public String durationUntil() {
        if (untilEnd()) {
            return "end";
        }
        return columns.respondedNanos == 0 ? "" : "response";
    }

    private boolean untilEnd() {
        return columns.finished && columns.httpVersion == 0x300 && columns.endedNanos > columns.respondedNanos;
    }

    byte[] packedVerdict() {
        return verdict;
    }

    /** Where its time went; empty while neither its response nor its stream's end is known. */
    public Optional<Verdict> verdict() {
        return verdict != null ? Optional.of(VerdictPacker.unpack(verdict, columns.atNanos))
                : Optional.of(durationNanos()).filter(nanos -> nanos >= 0).map(this::outside);
    }

    private Verdict outside(long nanos) {
        Verdict.Note note = columns.httpVersion == 0x300 ? Verdict.Note.NOT_CAPTURED : Verdict.Note.NO_TRANSPORT;
        Kind first = (columns.gaps & Request.NO_RECEIVE) == 0 ? Kind.RECEIVE_REQUEST : Kind.OTHER;
        return Verdict.outside(columns.atNanos, columns.respondedNanos, columns.atNanos + nanos, columns.finished, first,
                note);
    }

    /** The billionths of its time that some parts have together, or -1 where {@link #verdict} is empty. */
    public long verdictShare(Part... parts) {
        if (verdict != null) {
            return VerdictPacker.share(verdict, parts);
        }
        return verdict().map(told -> VerdictPacker.billionths(told.nanos(), told.wholeNanos(), parts)).orElse(-1L);
    }

    public String method() {
        return pseudo(":method");
    }

    public String scheme() {
        return pseudo(":scheme");
    }

    public String authority() {
        return pseudo(":authority");
    }

    public String path() {
        return pseudo(":path");
    }

    /** The value of a pseudo header of the request, or "". */
    private String pseudo(String name) {
        HeaderCursor cursor = cursor();
        while (cursor.next()) {
            if (!cursor.response() && cursor.lowerName().equals(name)) {
                return cursor.value();
            }
        }
        return "";
    }

    /** The first value of a header. */
    public Optional<String> value(boolean response, String name) {
        String lower = Term.key(name);
        HeaderCursor cursor = cursor();
        while (cursor.next()) {
            if (cursor.response() == response && cursor.lowerName().equals(lower)) {
                return Optional.of(cursor.value());
            }
        }
        return Optional.empty();
    }

    /** The tid of its first header; 0 where it is not known. */
    public int thread() {
        HeaderCursor cursor = cursor();
        return cursor.next() ? cursor.tid() : 0;
    }

    /** How many headers it has, both ways. */
    public int headerCount() {
        return cursor().count();
    }

    /** Of the names and values one way, those that were cut or masked as long as they were sent. */
    public long headerBytes(boolean response) {
        HeaderCursor cursor = cursor();
        long bytes = 0;
        while (cursor.next()) {
            bytes += cursor.response() == response ? cursor.name().length + cursor.valueLength() : 0;
        }
        return bytes;
    }

    /** All headers, both ways, in the order of the wire. */
    public List<Header> headers() {
        HeaderCursor cursor = cursor();
        List<Header> headers = new ArrayList<>(cursor.count());
        while (cursor.next()) {
            headers.add(cursor.header());
        }
        return headers;
    }

    public HeaderCursor cursor() {
        return new HeaderCursor(names, body, columns.atNanos);
    }

    /** The packed headers: every value stands in them as a whole. Not a copy. */
    public byte[] body() {
        return body;
    }

    /** The session's codes of the names, in lower case, that are wanted. */
    public BitSet nameCodes(Predicate<String> wanted) {
        return names.codes(wanted);
    }
}
