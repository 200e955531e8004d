package dev.hydroscope.trace;

/**
 * One header of a request or a response, in the order of the wire, after masking.
 *
 * @param valueLength before any cut or masking
 * @param flags Event.CUT, Event.MASKED, Event.WITHHELD, Event.ABSENT
 */
public record Header(boolean response, byte[] name, byte[] value, long valueLength, long flags, long atNanos, int tid,
        int seq) {
    public boolean has(long flag) {
        return (flags & flag) != 0;
    }
}
