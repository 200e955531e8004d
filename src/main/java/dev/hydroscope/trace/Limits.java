package dev.hydroscope.trace;

/**
 * How much the assembler keeps of what may still grow; beyond it the longest untouched is closed off and labelled.
 *
 * @param requests open at once
 * @param headerBytes of them, roughly as they lie in memory
 * @param connections known at once
 */
record Limits(int requests, long headerBytes, int connections) {
    static final Limits DEFAULT = new Limits(50_000, 48L << 20, 100_000);
}
