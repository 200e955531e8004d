package dev.hydroscope.bpf;

import java.util.List;
import java.util.Set;

/**
 * What the kernel side captures and leaves out.
 *
 * @param pid 0 for every process that runs the binary
 * @param probes how many probes the sites belong to
 * @param sample the share of connections kept, above 0 up to 1
 * @param seed of the sampling: the same one keeps the same connection numbers
 * @param requestNames names of request headers to keep, any case; empty keeps all
 * @param responseNames likewise
 * @param withheldNames names of headers whose values are not read
 * @param ringBytes a power of two, at least a page
 * @param perSite attach as on a kernel without uprobe_multi and without sock_recv_length: site by site
 * @param tcp whose TCP connections are followed
 */
public record Options(int pid, int probes, int valueLimitBytes, double sample, long seed, Set<String> requestNames,
        Set<String> responseNames, Set<String> withheldNames, int ringBytes, boolean perSite, Tcp tcp) {
    /**
     * TCP connections, told by the four sites of provider `tcp`, in the order of bpf/probes/tcp.probes.
     *
     * @param first the first of these among the sites that are attached
     * @param owners the processes that are known at the attach
     */
    public record Tcp(Of of, int first, List<Owner> owners) {
        public static final Tcp NONE = new Tcp(Of.NOBODY, -1, List.of());

        public Tcp {
            owners = List.copyOf(owners);
        }

        /**
         * A process whose open connections are followed from the attach on.
         *
         * @param accepts the returns of its C library's accept and accept4, where an accepted connection is known exactly
         */
        public record Owner(int pid, List<SiteSpec.Place> accepts) {
            public Owner {
                accepts = List.copyOf(accepts);
            }
        }

        /** As enum tcp_of of trace.h, NOBODY apart. */
        public enum Of { TARGET, MACHINE, JOINED, NOBODY }

        /** The same where connections are sampled: of a target's those that a kept event was on. */
        public Tcp sampled() {
            return new Tcp(of == Of.TARGET ? Of.JOINED : of, first, owners);
        }

        boolean followed() {
            return of != Of.NOBODY;
        }
    }

    /** Every event of a process, values up to 1 KiB. */
    public static Options of(int pid, int probes) {
        return new Options(pid, probes, 1024, 1, 0, Set.of(), Set.of(), Set.of(), 16 << 20, false, Tcp.NONE);
    }
}
