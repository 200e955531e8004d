package dev.hydroscope.trace;

import dev.hydroscope.probe.Probe;
import java.nio.charset.StandardCharsets;

/**
 * One firing of a probe. Numbers are in their slot; of text-like arguments the slot holds the lengths (bpf/trace.h) and
 * the bytes stand one after the other. Not changed once made; masking makes another.
 */
public final class Event {
    public static final long WITHHELD = 0x01_0000L;
    public static final long UNREADABLE = 0x02_0000L;
    public static final long CUT = 0x04_0000L;
    public static final long NULL = 0x08_0000L;
    /**
     * Taken out by name before storage; what is left of it (a scheme, cookie names) is the value. Never set in the
     * kernel.
     */
    public static final long MASKED = 0x10_0000L;
    /** The source does not carry this argument at all (an H2O socket, a file). Never set in the kernel. */
    public static final long ABSENT = 0x20_0000L;

    private static final byte[] NOTHING = {};

    private final Probe probe;
    private final long atNanos;
    private final int pid;
    private final int tid;
    private final int seq;
    private final long[] slots;
    private final byte[] bytes;

    /** @param atNanos since 1970, UTC */
    public Event(Probe probe, long atNanos, int pid, int tid, int seq, long[] slots, byte[] bytes) {
        this.probe = probe;
        this.atNanos = atNanos;
        this.pid = pid;
        this.tid = tid;
        this.seq = seq;
        this.slots = slots;
        this.bytes = bytes;
    }

    /** The slot of a text-like argument. */
    public static long slot(int captured, long original, long flags) {
        return captured | flags | original << 32;
    }

    public Probe probe() {
        return probe;
    }

    public long atNanos() {
        return atNanos;
    }

    public int pid() {
        return pid;
    }

    public int tid() {
        return tid;
    }

    /** Counts the events of its thread, lost ones too; unsigned. */
    public int seq() {
        return seq;
    }

    public long slot(int argument) {
        return slots[argument];
    }

    /** The value of an INT, POINTER or STREAM argument. */
    public long number(int argument) {
        return slots[argument];
    }

    public boolean has(int argument, long flag) {
        return (slots[argument] & flag) != 0;
    }

    /** The captured bytes of a text-like argument; empty where nothing was captured. */
    public byte[] bytes(int argument) {
        int length = captured(argument);
        if (length == 0) {
            return NOTHING;
        }
        byte[] copy = new byte[length];
        System.arraycopy(bytes, offset(argument), copy, 0, length);
        return copy;
    }

    /** The captured bytes as UTF-8, with replacement characters where they are not. */
    public String text(int argument) {
        return new String(bytes, offset(argument), captured(argument), StandardCharsets.UTF_8);
    }

    public int captured(int argument) {
        return (int) (slots[argument] & 0xffff);
    }

    /** The length before any cut; 0xffffffff where it is longer than captured and nobody knows by how much. */
    public long originalLength(int argument) {
        return slots[argument] >>> 32;
    }

    /** Where the bytes of an argument begin in {@link #raw()}. */
    public int offset(int argument) {
        int offset = 0;
        for (int i = 0; i < argument; i++) {
            if (!probe.arguments().get(i).kind().number()) {
                offset += captured(i);
            }
        }
        return offset;
    }

    /** The same firing with other bytes for one text-like argument: its original length stays, its flags gain one. */
    public Event with(int argument, byte[] value, long flag) {
        int offset = offset(argument);
        int after = offset + captured(argument);
        byte[] other = new byte[bytes.length - captured(argument) + value.length];
        System.arraycopy(bytes, 0, other, 0, offset);
        System.arraycopy(value, 0, other, offset, value.length);
        System.arraycopy(bytes, after, other, offset + value.length, bytes.length - after);
        long[] slots = this.slots.clone();
        slots[argument] = slots[argument] & ~0xffffL | value.length | flag;
        return new Event(probe, atNanos, pid, tid, seq, slots, other);
    }

    /** The same firing without that argument's bytes. */
    public Event without(int argument) {
        return with(argument, NOTHING, WITHHELD);
    }

    /** All captured bytes in order, not a copy. */
    public byte[] raw() {
        return bytes;
    }
}
