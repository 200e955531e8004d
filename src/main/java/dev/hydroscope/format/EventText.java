package dev.hydroscope.format;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Argument.Kind;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Peer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Events as lines for people, in columns: when, who, which probe, and each argument by its name. Nothing in a value moves the
 * terminal, and a value that is not all there says so.
 */
final class EventText {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final long SECOND = 1_000_000_000L;
    private static final int COMM = 15;
    private static final int MOST_PROBE = 44;
    private static final long UNKNOWN_LENGTH = 0xffff_ffffL;

    private final EventLines.Times times;
    private final ZoneId zone;
    private final IntFunction<String> comms;
    private final int probeWidth;
    private long second = Long.MIN_VALUE;
    private String clock = "";
    private long previous = Long.MIN_VALUE;

    /** @param comms the name of a thread by its tid */
    EventText(EventLines.Times times, Collection<Probe> probes, IntFunction<String> comms) {
        this.times = times;
        this.zone = times == EventLines.Times.UTC ? ZoneOffset.UTC : ZoneId.systemDefault();
        this.comms = comms;
        this.probeWidth = Math.min(MOST_PROBE, probes.stream().mapToInt(probe -> probe.key().length()).max().orElse(0));
    }

    void head(LineBuffer out) {
        switch (times) {
            case LOCAL, UTC -> column(out, "TIME", 15);
            case DELTA -> column(out, "     SINCE LAST", 15);
            case NONE -> { }
        }
        out.add("    PID     TID ");
        column(out, "COMM", COMM);
        out.add("PROBE\n");
    }

    private static void column(LineBuffer out, String text, int width) {
        out.add(text);
        for (int i = text.length(); i <= width; i++) {
            out.add(' ');
        }
    }

    void write(Event event, LineBuffer out) {
        time(event.atNanos(), out);
        number(event.pid(), 7, out);
        number(event.tid(), 8, out);
        out.add(' ');
        String comm = comms.apply(event.tid());
        byte[] name = VisibleText.of(comm).getBytes(StandardCharsets.UTF_8);
        out.shown(name, 0, name.length);
        for (int i = comm.length(); i <= COMM; i++) {
            out.add(' ');
        }
        String key = event.probe().key();
        out.add(key);
        List<Argument> arguments = event.probe().arguments();
        for (int i = key.length(); i < probeWidth && !arguments.isEmpty(); i++) {
            out.add(' ');
        }
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).kind().number() || !event.has(i, Event.ABSENT)) {
                out.add(' ').add(arguments.get(i).name()).add('=');
                value(event, i, arguments.get(i).kind(), out);
            }
        }
        out.add('\n');
    }

    private void time(long atNanos, LineBuffer out) {
        switch (times) {
            case LOCAL, UTC -> {
                long now = Math.floorDiv(atNanos, SECOND);
                if (now != second) {
                    second = now;
                    clock = CLOCK.format(Instant.ofEpochSecond(now).atZone(zone));
                }
                out.add(clock).add('.');
                digits((int) Math.floorMod(atNanos, SECOND) / 1000, 100_000, out);
                out.add(' ');
            }
            case DELTA -> {
                long since = previous == Long.MIN_VALUE ? 0 : atNanos - previous;
                previous = atNanos;
                column(out, since / SECOND, since < 0);
                out.add('.');
                digits((int) Math.abs(since % SECOND), 100_000_000, out);
                out.add(' ');
            }
            case NONE -> { }
        }
    }

    /** Two CPUs may be some nanoseconds apart: also what is less than a second back says so. */
    private static void column(LineBuffer out, long seconds, boolean negative) {
        if (negative && seconds == 0) {
            out.add("   -0");
        } else {
            number(seconds, 5, out);
        }
    }

    private static void digits(int number, int highest, LineBuffer out) {
        int rest = number;
        for (int place = highest; place > 0; place /= 10) {
            out.add((char) ('0' + rest / place));
            rest %= place;
        }
    }

    private static void number(long number, int width, LineBuffer out) {
        int length = number < 0 ? 2 : 1;
        for (long rest = number / 10; rest != 0; rest /= 10) {
            length++;
        }
        for (int i = length; i < width; i++) {
            out.add(' ');
        }
        out.add(number);
    }

    private static void value(Event event, int argument, Kind kind, LineBuffer out) {
        if (kind == Kind.POINTER) {
            out.add("0x").add(Long.toHexString(event.number(argument)));
        } else if (kind.number()) {
            out.add(event.number(argument));
        } else if (event.has(argument, Event.NULL)) {
            out.add("NULL");
        } else if (event.has(argument, Event.UNREADABLE)) {
            out.add("<unreadable>");
        } else if (event.has(argument, Event.WITHHELD)) {
            long length = event.originalLength(argument);
            out.add(length == 0 || length == UNKNOWN_LENGTH ? "<withheld>" : "<withheld, " + length + " bytes>");
        } else if (kind == Kind.SOCKADDR) {
            out.add(Peer.of(event.bytes(argument)).map(Peer::toString).orElse("<no address>"));
        } else {
            text(event, argument, out);
        }
    }

    private static void text(Event event, int argument, LineBuffer out) {
        int offset = event.offset(argument);
        int length = event.captured(argument);
        out.add('"');
        quoted(event.raw(), offset, length, out);
        out.add('"');
        if (event.has(argument, Event.CUT)) {
            long all = event.originalLength(argument);
            out.add("... (").add(length).add(all == UNKNOWN_LENGTH ? " bytes of more)" : " of " + all + " bytes)");
        }
        if (event.has(argument, Event.MASKED)) {
            out.add(" (masked)");
        }
    }

    /** Most values are plain; what is not UTF-8 stands byte by byte. */
    private static void quoted(byte[] bytes, int from, int count, LineBuffer out) {
        boolean plain = true;
        for (int i = from; i < from + count && plain; i++) {
            plain = bytes[i] >= ' ' && bytes[i] < 0x7f;
        }
        if (plain) {
            out.escaped(bytes, from, count);
            return;
        }
        String text = new String(bytes, from, count, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') >= 0) {
            text = new String(bytes, from, count, StandardCharsets.ISO_8859_1);
            text = VisibleText.of(text.replace("\\", "\\\\").replace("\"", "\\\""));
            for (int i = 0; i < text.length(); i++) {
                byteOf(text.charAt(i), out);
            }
            return;
        }
        byte[] shown = VisibleText.of(text.replace("\\", "\\\\").replace("\"", "\\\"")).getBytes(StandardCharsets.UTF_8);
        out.shown(shown, 0, shown.length);
    }

    private static void byteOf(char latin1, LineBuffer out) {
        if (latin1 < 0x80) {
            out.add(latin1);
        } else {
            out.add("\\x").add(Integer.toHexString(latin1));
        }
    }
}
