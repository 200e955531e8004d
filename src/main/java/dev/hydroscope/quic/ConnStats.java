package dev.hydroscope.quic;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.trace.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The statistics that quicly itself keeps of a connection: by name where the source has its fields; of a raw struct only
 * where its size is that of a layout that was held against the real thing.
 */
final class ConnStats {
    private static final Set<String> IDENTITY = Set.of("conn", "at", "size", "stats", "conn_id", "tid", "time", "seq");
    private static final Map<Long, List<Member>> LAYOUTS = new ConcurrentHashMap<>();

    private record Member(String name, int offset, int size) {
        static Member of(String line) {
            String[] words = line.split(" ");
            return new Member(words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        }

        long read(ByteBuffer struct) {
            return switch (size) {
                case 1 -> struct.get(offset) & 0xff;
                case 2 -> struct.getShort(offset) & 0xffff;
                case 4 -> struct.getInt(offset) & 0xffff_ffffL;
                default -> struct.getLong(offset);
            };
        }
    }

    private ConnStats() {
    }

    /** A line each of a name and a number; of a struct its size first, and nothing else where nobody can tell more. */
    static String lines(Layout layout, Event event) {
        int place = layout.place(Field.STATS);
        return place >= 0 && !event.probe().arguments().get(place).kind().number() ? struct(event, place) : named(event);
    }

    private static String named(Event event) {
        StringBuilder lines = new StringBuilder();
        List<Argument> arguments = event.probe().arguments();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).kind().number() && !IDENTITY.contains(arguments.get(i).name())) {
                line(lines, arguments.get(i).name(), event.number(i));
            }
        }
        return lines.toString();
    }

    /** What was captured of it: the last members fall to a capture's limit of values first. */
    private static String struct(Event event, int place) {
        StringBuilder lines = new StringBuilder();
        line(lines, "size", event.originalLength(place));
        ByteBuffer struct = ByteBuffer.wrap(event.bytes(place)).order(ByteOrder.LITTLE_ENDIAN);
        for (Member member : layout(event.originalLength(place))) {
            if (member.offset() + member.size() <= struct.capacity()) {
                line(lines, member.name(), member.read(struct));
            }
        }
        return lines.toString();
    }

    private static void line(StringBuilder lines, String name, long value) {
        lines.append(name).append(' ').append(Long.toUnsignedString(value)).append('\n');
    }

    private static List<Member> layout(long size) {
        return LAYOUTS.computeIfAbsent(size, bytes -> {
            try (InputStream in = ConnStats.class.getResourceAsStream("/conn-stats/" + bytes + ".txt")) {
                return in == null ? List.of() : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                        .filter(line -> !line.startsWith("#")).map(Member::of).toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
