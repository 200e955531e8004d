package dev.hydroscope.cli;

/**
 * One thing that tracing needs of the machine.
 *
 * @param needed without it no probe can be attached; else it only helps
 * @param remedy what would mend it, "" where nothing is amiss
 */
public record Check(String what, boolean ok, boolean needed, String detail, String remedy) {
}
