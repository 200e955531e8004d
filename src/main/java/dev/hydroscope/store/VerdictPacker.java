package dev.hydroscope.store;

import dev.hydroscope.quic.Kind;
import dev.hydroscope.quic.Verdict;
import dev.hydroscope.quic.Verdict.Note;
import dev.hydroscope.quic.Verdict.Part;
import dev.hydroscope.quic.Verdict.Span;
import java.util.ArrayList;
import java.util.List;

/** A verdict in a few bytes: its sums first, so that a search reads no more; then its spans, each from the one before. */
final class VerdictPacker {
    private static final long WHOLE = 1_000_000_000L;
    private static final Part[] PARTS = Part.values();
    private static final Note[] NOTES = Note.values();
    /** The file's codes of what can begin a span: more are added behind. */
    private static final List<Kind> CAUSES = List.of(Kind.OTHER, Kind.RECEIVE_REQUEST, Kind.SEND_RESPONSE,
            Kind.STREAM_ON_OPEN, Kind.STREAM_SEND, Kind.STREAM_RECEIVE, Kind.STREAM_ACKED, Kind.STREAM_LOST,
            Kind.RESET_STREAM_SEND, Kind.RESET_STREAM_RECEIVE, Kind.MAX_STREAM_DATA_RECEIVE,
            Kind.STREAM_DATA_BLOCKED_SEND, Kind.STREAM_ON_DESTROY, Kind.ENTER_CC_LIMITED, Kind.EXIT_CC_LIMITED,
            Kind.MAX_DATA_RECEIVE, Kind.DATA_BLOCKED_SEND, Kind.PACKET_SENT, Kind.CC_ACK_RECEIVED, Kind.QUICTRACE_CC_ACK,
            Kind.QUICTRACE_CC_LOST, Kind.CC_CONGESTION, Kind.PTO, Kind.ENTER_JUMPSTART);

    private VerdictPacker() {
    }

    static byte[] pack(Verdict verdict, long atNanos) {
        Packer packer = new Packer(32 + verdict.spans().size() * 10);
        packer.number(verdict.wholeNanos());
        for (int i = 0; i < PARTS.length; i++) {
            packer.number(verdict.nanos()[i]);
        }
        packer.number(verdict.complete() ? 1 : 0);
        packer.number(verdict.notes().stream().mapToLong(note -> 1L << note.ordinal()).sum());
        for (int i = 0; i < PARTS.length; i++) {
            packer.number(verdict.leftOut()[i]);
        }
        spans(packer, verdict.spans(), atNanos);
        return packer.take();
    }

    static void spans(Packer packer, List<Span> spans, long atNanos) {
        packer.number(spans.size());
        long at = atNanos;
        for (Span span : spans) {
            packer.number((long) CAUSES.indexOf(span.cause()) << 4 | span.part().ordinal());
            packer.signed(span.fromNanos() - at);
            packer.number(span.toNanos() - span.fromNanos());
            packer.number(span.otherNanos());
            packer.signed(span.causeAtNanos() - span.fromNanos());
            at = span.toNanos();
        }
    }

    static Verdict unpack(byte[] packed, long atNanos) {
        try {
            return read(packed, atNanos);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw StoreException.damaged("a verdict", e);
        }
    }

    private static Verdict read(byte[] packed, long atNanos) {
        Unpacker unpacker = new Unpacker(packed);
        long whole = unpacker.number();
        long[] nanos = new long[PARTS.length];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = unpacker.number();
        }
        boolean complete = unpacker.number() != 0;
        long bits = unpacker.number();
        List<Note> notes = new ArrayList<>(2);
        for (Note note : NOTES) {
            if ((bits >>> note.ordinal() & 1) != 0) {
                notes.add(note);
            }
        }
        int[] leftOut = new int[PARTS.length];
        for (int i = 0; i < leftOut.length; i++) {
            leftOut[i] = (int) unpacker.number();
        }
        return new Verdict(whole, complete, nanos, spans(unpacker, atNanos), leftOut, notes);
    }

    static List<Span> spans(Unpacker unpacker, long atNanos) {
        int count = unpacker.count();
        List<Span> spans = new ArrayList<>(count);
        long at = atNanos;
        for (int i = 0; i < count; i++) {
            long head = unpacker.number();
            long from = at + unpacker.signed();
            at = from + unpacker.number();
            long other = unpacker.number();
            spans.add(new Span(PARTS[(int) head & 15], from, at, other, CAUSES.get((int) (head >>> 4)), from + unpacker.signed()));
        }
        return spans;
    }

    static long share(byte[] packed, Part... parts) {
        Unpacker unpacker = new Unpacker(packed);
        try {
            long whole = unpacker.number();
            long[] nanos = new long[PARTS.length];
            for (int i = 0; i < nanos.length; i++) {
                nanos[i] = unpacker.number();
            }
            return billionths(nanos, whole, parts);
        } catch (IndexOutOfBoundsException e) {
            throw StoreException.damaged("a verdict", e);
        }
    }

    static long billionths(long[] nanos, long whole, Part... parts) {
        long sum = 0;
        for (Part part : parts) {
            sum += nanos[part.ordinal()];
        }
        return whole == 0 ? 0 : Math.round((double) sum / whole * WHOLE);
    }
}
