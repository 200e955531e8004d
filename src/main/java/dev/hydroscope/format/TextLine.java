package dev.hydroscope.format;

import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line as `h2olog -H` prints it: connection, request, and a protocol, a status or one header. It has no time. */
final class TextLine {
    private static final Pattern LINE =
            Pattern.compile("(\\d{1,18}) (\\d{1,18}) (?:(RxProtocol|TxStatus) +(\\S{1,20})|(RxHeader|TxHeader) +(:?[^ ]*) (.*))",
                    Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile("HTTP/(\\d)(?:\\.(\\d))?");

    private final Probe receive = probe("receive_request");
    private final Probe receiveHeader = probe("receive_request_header");
    private final Probe send = probe("send_response");
    private final Probe sendHeader = probe("send_response_header");

    private static Probe probe(String name) {
        return Catalogue.load().find("h2o", name).orElseThrow();
    }

    static boolean fits(String line) {
        return LINE.matcher(line).matches();
    }

    Event read(byte[] bytes, int from, int to, long atNanos, int seq) throws LineException {
        Matcher line = LINE.matcher(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        if (!line.matches()) {
            throw new LineException("it is neither JSON nor a line of h2olog -H");
        }
        long conn = Long.parseLong(line.group(1));
        long req = Long.parseLong(line.group(2));
        if (line.group(5) == null) {
            boolean received = line.group(3).equals("RxProtocol");
            long what = received ? version(line.group(4)) : status(line.group(4));
            return new Event(received ? receive : send, atNanos, H2ologReader.PID, 0, seq, new long[] {conn, req, what},
                    new byte[0]);
        }
        return header(line.group(5).equals("RxHeader") ? receiveHeader : sendHeader, conn, req, line.group(6),
                line.group(7), atNanos, seq);
    }

    private static Event header(Probe probe, long conn, long req, String name, String value, long atNanos, int seq) {
        byte[] named = kept(name);
        byte[] valued = kept(value);
        byte[] both = new byte[named.length + valued.length];
        System.arraycopy(named, 0, both, 0, named.length);
        System.arraycopy(valued, 0, both, named.length, valued.length);
        long[] slots = {conn, req, slot(named, name), name.length(), slot(valued, value), value.length()};
        return new Event(probe, atNanos, H2ologReader.PID, 0, seq, slots, both);
    }

    private static byte[] kept(String text) {
        return text.substring(0, Math.min(text.length(), TextBytes.MOST)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static long slot(byte[] kept, String text) {
        return Event.slot(kept.length, text.length(), kept.length < text.length() ? Event.CUT : 0);
    }

    private static int version(String text) throws LineException {
        Matcher version = VERSION.matcher(text);
        if (!version.matches()) {
            throw new LineException("protocol " + Words.field(text) + " is not one of HTTP");
        }
        return Integer.parseInt(version.group(1)) << 8
                | (version.group(2) == null ? 0 : Integer.parseInt(version.group(2)));
    }

    private static int status(String text) throws LineException {
        if (!text.matches("\\d{3}")) {
            throw new LineException("status " + Words.field(text) + " is no number of three digits");
        }
        return Integer.parseInt(text);
    }
}
