package dev.hydroscope.store;

/** Puts numbers of so many bits one after the other, the least bit first; {@link BitReader} gives them back. */
final class BitWriter {
    private final Packer packer;
    private long held;
    private int count;

    BitWriter(Packer packer) {
        this.packer = packer;
    }

    void put(long value, int width) {
        if (width > 32) {
            put(value & 0xffffffffL, 32);
            put(value >>> 32, width - 32);
            return;
        }
        held |= value << count;
        count += width;
        if (count >= 32) {
            packer.int32((int) held);
            count -= 32;
            held = count == 0 ? 0 : value >>> width - count;
        }
    }

    void end() {
        if (count > 0) {
            packer.int32((int) held);
        }
    }
}
