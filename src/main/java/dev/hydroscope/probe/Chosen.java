package dev.hydroscope.probe;

/**
 * A site that is to be traced, and its probe with as many arguments as the site has operands.
 *
 * @param byName asked for in full, without a wildcard
 */
public record Chosen(Site site, Probe probe, boolean byName) {
}
