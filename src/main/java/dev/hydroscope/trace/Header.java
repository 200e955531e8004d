package dev.hydroscope.trace;

/**
 * One header of a request or a response, in the order of the wire, after masking.
 *
 * @param valueLength before any cut or masking
 * @param flags of the value: Event.CUT, UNREADABLE, NULL, MASKED, WITHHELD, ABSENT; and NAME_CUT
 */
public record Header(boolean response, byte[] name, byte[] value, long valueLength, long flags, long atNanos, int tid,
        int seq) {
    /** The name itself is longer than what was captured of it. */
    public static final long NAME_CUT = 0x40_0000L;

    public boolean has(long flag) {
        return (flags & flag) != 0;
    }
}
