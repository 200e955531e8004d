package dev.hydroscope.store;

/**
 * A column as a bundle has it.
 *
 * @param most bytes or characters of a value
 */
record BundleColumn(String name, BundleKind kind, boolean nullable, int most) {
}
