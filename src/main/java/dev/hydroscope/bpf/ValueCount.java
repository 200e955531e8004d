package dev.hydroscope.bpf;

/** How often an argument had a value, counted in the kernel. */
public record ValueCount(long value, long count) {
}
