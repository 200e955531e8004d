package dev.hydroscope.quic;

import dev.hydroscope.trace.Event;
import java.util.Arrays;

/**
 * Makes packets of the events of one connection: what is told between a packet's preparation and its sending, or after its
 * arrival, are its frames. What is missing before or between makes no packet wrong, only less told.
 */
public final class PacketBook {
    /** No packet has more; events that were lost can make many packets look like one. */
    private static final int FRAMES = 2048;

    private final PacketSink sink;
    private final boolean resumed;
    private final PacketSlot sending = new PacketSlot();
    private final PacketSlot receiving = new PacketSlot();
    private final HighWater sent = new HighWater();
    private final HighWater received = new HighWater();
    private final long[] largestAcked = new long[Space.values().length];
    private boolean preparing;
    private boolean arriving;
    private boolean ackOpen;
    private int arrivedBytes;
    private boolean ended;

    /** @param resumed whether the connection had events before that this book has not seen */
    public PacketBook(PacketSink sink, boolean resumed) {
        this.sink = sink;
        this.resumed = resumed;
        Arrays.fill(largestAcked, -1);
    }

    /** Whether an event tells anything of a packet. */
    public static boolean tells(Kind kind) {
        return switch (kind) {
            case PACKET_SENT, PACKET_RECEIVED, PACKET_PREPARE, PACKET_ACKED, PACKET_LOST, RECEIVE -> true;
            default -> FrameRule.of(kind) != null;
        };
    }

    public void accept(Layout layout, Event event) {
        switch (layout.kind()) {
            case PACKET_PREPARE -> prepare(event);
            case PACKET_SENT -> sent(layout, event);
            case RECEIVE -> arrive(layout, event);
            case PACKET_RECEIVED -> received(layout, event);
            case SEND -> close();
            case PACKET_ACKED -> acked(layout, event);
            case PACKET_LOST -> lost(layout, event);
            case ACK_BLOCK_RECEIVED -> block(layout, event);
            case ACK_DELAY_RECEIVED -> delay(layout, event);
            case STREAM_ON_DESTROY -> forget(layout.number(event, Field.STREAM, Frame.UNKNOWN));
            case FREE -> end();
            default -> {
                FrameRule rule = FrameRule.of(layout.kind());
                if (rule != null) {
                    frame(rule, layout, event);
                }
            }
        }
    }

    private void prepare(Event event) {
        close();
        sending.begin(Direction.SENT, event.atNanos());
        preparing = true;
    }

    private void sent(Layout layout, Event event) {
        close();
        if (!preparing) {
            sending.begin(Direction.SENT, event.atNanos());
        }
        preparing = false;
        sending.space = Space.of(layout.number(event, Field.PACKET_TYPE, Space.APPLICATION.ordinal()));
        sending.number = layout.number(event, Field.PN, 0);
        sending.size = (int) layout.number(event, Field.LEN, 0);
        sending.ackOnly = layout.flag(event, Field.ACK_ONLY);
        sending.atNanos = event.atNanos();
        sending.endAtNanos = event.atNanos();
        sink.packet(sending);
    }

    private void arrive(Layout layout, Event event) {
        close();
        arrivedBytes = (int) layout.number(event, Field.BYTES_LEN, 0);
    }

    private void received(Layout layout, Event event) {
        close();
        receiving.begin(Direction.RECEIVED, event.atNanos());
        receiving.space = Space.of(layout.number(event, Field.PACKET_TYPE, Space.APPLICATION.ordinal()));
        receiving.number = layout.number(event, Field.PN, 0);
        receiving.payloadSize = arrivedBytes == 0;
        receiving.size = arrivedBytes == 0 ? (int) layout.number(event, Field.DECRYPTED_LEN, 0) : arrivedBytes;
        arrivedBytes = 0;
        arriving = true;
        ackOpen = false;
    }

    /** The packet that arrived last has told everything. */
    private void close() {
        if (arriving) {
            arriving = false;
            sink.packet(receiving);
        }
    }

    /** The packet that is arriving and may still tell more; none where {@link #isArriving} is false. */
    public PacketSlot arriving() {
        return receiving;
    }

    public boolean isArriving() {
        return arriving;
    }

    private void acked(Layout layout, Event event) {
        Space space = space(layout, event).numbers();
        long number = layout.number(event, Field.PN, 0);
        largestAcked[space.ordinal()] = Math.max(largestAcked[space.ordinal()], number);
        sink.acked(space, number, layout.flag(event, Field.IS_LATE_ACK), event.atNanos());
    }

    /** An acknowledgement comes in a packet of the space that it is about. */
    private Space space(Layout layout, Event event) {
        if (layout.has(Field.PACKET_TYPE)) {
            return Space.of(layout.number(event, Field.PACKET_TYPE, Space.APPLICATION.ordinal()));
        }
        return arriving ? receiving.space : Space.APPLICATION;
    }

    private void lost(Layout layout, Event event) {
        Space space = Space.of(layout.number(event, Field.PACKET_TYPE, Space.APPLICATION.ordinal())).numbers();
        long number = layout.number(event, Field.PN, 0);
        sink.lost(space, number, Trigger.infer(number, largestAcked[space.ordinal()]), event.atNanos());
    }

    /** Blocks come from the least to the largest: the last one ends with what the frame acknowledges at most. */
    private void block(Layout layout, Event event) {
        if (!arriving || receiving.frames.count() == FRAMES) {
            return;
        }
        if (!ackOpen) {
            receiving.frames.begin(FrameType.ACK, 0);
            receiving.frames.add(Frame.UNKNOWN);
            receiving.frames.add(Frame.UNKNOWN);
            ackOpen = true;
        }
        long most = layout.number(event, Field.ACK_BLOCK_END, Frame.UNKNOWN);
        receiving.frames.set(0, most);
        receiving.frames.add(layout.number(event, Field.ACK_BLOCK_BEGIN, Frame.UNKNOWN));
        receiving.frames.add(most);
        receiving.endAtNanos = event.atNanos();
    }

    private void delay(Layout layout, Event event) {
        if (arriving && ackOpen) {
            receiving.frames.set(1, layout.number(event, Field.ACK_DELAY, Frame.UNKNOWN));
            receiving.endAtNanos = event.atNanos();
        }
        ackOpen = false;
    }

    private void frame(FrameRule rule, Layout layout, Event event) {
        boolean out = rule.direction() == Direction.SENT;
        if (rule.type() == FrameType.STREAM) {
            stream(out, layout, event);
            return;
        }
        Frames frames = (out ? sending : receiving).frames;
        if ((out ? !preparing : !arriving) || frames.count() == FRAMES) {
            return;
        }
        ackOpen &= out;
        frames.begin(rule.type(), 0);
        for (Field field : rule.fields()) {
            frames.add(layout.number(event, field, Frame.UNKNOWN));
        }
        receiving.endAtNanos = out ? receiving.endAtNanos : event.atNanos();
    }

    /** Also without a packet to be in: how far the stream has come is known all the same. */
    private void stream(boolean out, Layout layout, Event event) {
        long stream = layout.number(event, Field.STREAM, Frame.UNKNOWN);
        long offset = layout.number(event, Field.OFF, Frame.UNKNOWN);
        long length = layout.number(event, Field.DATA_LEN, Frame.UNKNOWN);
        int flags = layout.flag(event, Field.IS_FIN) ? Frame.FIN : 0;
        if (stream == Frame.UNKNOWN || offset == Frame.UNKNOWN || length == Frame.UNKNOWN) {
            flags |= Frame.UNTOLD;
        } else {
            flags |= place(out, stream, offset, length);
        }
        Frames frames = (out ? sending : receiving).frames;
        if ((out ? !preparing : !arriving) || frames.count() == FRAMES) {
            return;
        }
        ackOpen &= out;
        frames.begin(stream < 0 && stream != Frame.UNKNOWN ? FrameType.CRYPTO : FrameType.STREAM, flags);
        frames.add(stream);
        frames.add(offset);
        frames.add(length);
        receiving.endAtNanos = out ? receiving.endAtNanos : event.atNanos();
    }

    private int place(boolean out, long stream, long offset, long length) {
        long before = (out ? sent : received).move(stream, offset + length);
        if (before < 0) {
            return resumed || offset > 0 ? Frame.UNTOLD : 0;
        }
        if (offset >= before) {
            return 0;
        }
        return out ? Frame.RETRANSMITTED : Frame.REORDERED;
    }

    private void forget(long stream) {
        sent.forget(stream);
        received.forget(stream);
    }

    private void end() {
        close();
        ended = true;
    }

    /** Whether the connection is gone, and with it every packet. */
    public boolean ended() {
        return ended;
    }
}
