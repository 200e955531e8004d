package dev.hydroscope.source;

import java.util.List;
import java.util.Set;

/**
 * What of a target is captured; all of it is decided in the kernel.
 *
 * @param probes globs over `provider:name`; a secret is read only where one of them names its probe in full
 * @param appData also read payload bytes and tokens (and secrets, see probes)
 * @param sample the share of connections that are captured, above 0 up to 1; one decision for all events of a connection
 * @param requestHeaders the names of request headers to keep; empty keeps all
 * @param responseHeaders likewise
 * @param withheldHeaders names of headers whose values never leave the kernel
 * @param valueLimitBytes longer values are cut, their length is kept; 16 to 8192
 * @param ringBytes the buffer between the kernel and the reader, a power of two
 */
public record CaptureSettings(List<String> probes, boolean appData, double sample, Set<String> requestHeaders,
        Set<String> responseHeaders, Set<String> withheldHeaders, int valueLimitBytes, int ringBytes) {
    public static final int VALUE_LIMIT_BYTES = 1024;
    public static final int RING_BYTES = 16 << 20;

    public CaptureSettings {
        probes = List.copyOf(probes);
        requestHeaders = Set.copyOf(requestHeaders);
        responseHeaders = Set.copyOf(responseHeaders);
        withheldHeaders = Set.copyOf(withheldHeaders);
    }

    /** Those probes, everything that is not sensitive, of every connection. */
    public static CaptureSettings of(List<String> probes) {
        return new CaptureSettings(probes, false, 1, Set.of(), Set.of(), Set.of(), VALUE_LIMIT_BYTES, RING_BYTES);
    }
}
