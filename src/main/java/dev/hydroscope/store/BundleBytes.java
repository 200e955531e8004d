package dev.hydroscope.store;

/** Bytes for a bundle: numbers and values one after the other; {@link BundleInput} reads them. */
final class BundleBytes {
    private final Packer packer = new Packer(1 << 16);

    int length() {
        return packer.length();
    }

    byte[] take() {
        return packer.take();
    }

    void number(long value) {
        packer.number(value);
    }

    void signed(long value) {
        packer.signed(value);
    }

    void bytes(byte[] bytes) {
        packer.bytes(bytes, 0, bytes.length);
    }

    /** Character by character, so that halves of a pair come back, too. */
    void text(String text) {
        packer.number(text.length());
        for (int i = 0; i < text.length(); i++) {
            packer.number(text.charAt(i));
        }
    }
}
